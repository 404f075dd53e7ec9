import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { addStaticPage } from '../api/routes/static-page.ts';

const scripts = [
  'console',
  'elements',
  'kiosk-view',
  'program-card',
  'list-views',
  'command-form',
  'closing-form',
  'settings-form',
  'form-fields',
  'kiosk-documents',
  'approval-list',
  'feedback-view',
  'verification-view',
  'words',
  'words-zh-cn',
  'words-en',
] as const;

/**
 * GET /console: the page of the centre. It is open to anybody and holds nothing; what it shows it asks for with the
 * administration's token, which whoever looks at it types in, and which it keeps in memory alone.
 */
export const addConsolePage = (server: FastifyInstance): void =>
  addStaticPage(server, {
    folder: join(import.meta.dirname, 'page'),
    files: [
      { path: '/console', file: 'console.html', type: 'html' },
      { path: '/console/console.css', file: 'console.css', type: 'css' },
      ...scripts.map((script) => ({
        path: `/console/${script}.js`,
        file: `${script}.js`,
        type: 'js' as const,
      })),
    ],
    permissions: 'camera=()',
  });
