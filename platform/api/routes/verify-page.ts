import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const folder = join(import.meta.dirname, '../pages/verify');

/** Everything that the page consists of. Nothing is loaded from anywhere else. */
const files = [
  { path: '/verify', file: 'verify.html', type: 'text/html; charset=utf-8' },
  { path: '/verify/verify.css', file: 'verify.css', type: 'text/css; charset=utf-8' },
  { path: '/verify/verify.js', file: 'verify.js', type: 'text/javascript; charset=utf-8' },
  { path: '/verify/words.js', file: 'words.js', type: 'text/javascript; charset=utf-8' },
] as const;

/** Nothing inline, nothing from elsewhere, in nobody's frame (CSP Level 3). */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** GET /verify: the page on which anybody verifies a certificate, by camera or by pasting the text of its code. */
export const addVerifyPage = (server: FastifyInstance): void => {
  for (const { path, file, type } of files) {
    const content = readFileSync(join(folder, file));
    server.get(path, { config: { access: 'open' } }, (_request, reply) =>
      reply
        .type(type)
        .headers({
          'content-security-policy': policy,
          'permissions-policy': 'camera=(self)',
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-cache',
        })
        .send(content),
    );
  }
};
