import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { addStaticPage } from './static-page.ts';

/** GET /verify: the page on which anybody verifies a certificate, by camera or by pasting the text of its code. */
export const addVerifyPage = (server: FastifyInstance): void =>
  addStaticPage(server, {
    folder: join(import.meta.dirname, '../pages/verify'),
    files: [
      { path: '/verify', file: 'verify.html', type: 'html' },
      { path: '/verify/verify.css', file: 'verify.css', type: 'css' },
      { path: '/verify/verify.js', file: 'verify.js', type: 'js' },
      { path: '/verify/words.js', file: 'words.js', type: 'js' },
    ],
    permissions: 'camera=(self)',
  });
