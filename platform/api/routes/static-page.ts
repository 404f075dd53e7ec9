import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

/** A page that the platform serves: everything that it consists of, and nothing from elsewhere. */
export interface StaticPage {
  /** Where the files lie. */
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly file: string; readonly type: StaticType }[];
  /** Header `permissions-policy`. */
  readonly permissions: string;
}

const types = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
} as const;
type StaticType = keyof typeof types;

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

/** Adds the files of a page, open to anybody, each read once. */
export const addStaticPage = (server: FastifyInstance, { folder, files, permissions }: StaticPage): void => {
  for (const { path, file, type } of files) {
    const content = readFileSync(join(folder, file));
    server.get(path, { config: { access: 'open' } }, (_request, reply) =>
      reply
        .type(types[type])
        .headers({
          'content-security-policy': policy,
          'permissions-policy': permissions,
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-cache',
        })
        .send(content),
    );
  }
};
