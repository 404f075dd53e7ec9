import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

/** The renderer is served from its own origin, not from file: so that it has one, and a policy. */
export const pageScheme = 'yizhan';
export const pageOrigin = `${pageScheme}://kiosk`;

/** No inline script or style, no network, nothing from elsewhere. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** Must be called before `app` is ready (Electron: protocol.registerSchemesAsPrivileged). */
export const registerPageScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
};

/** Path of the file for a URL of the page's origin, or null where it would lead out of `folder`. */
export const fileOf = (folder: string, url: string): string | null => {
  const { host, pathname } = new URL(url);
  if (host !== 'kiosk') return null;
  const file = normalize(join(folder, decodeURIComponent(pathname)));
  return file.startsWith(folder + sep) ? file : null;
};

/** Serves the built renderer in `folder`, with the content security policy on every answer. */
export const servePages = (folder: string): void => {
  protocol.handle(pageScheme, async (request) => {
    const file = fileOf(folder, request.url);
    const type = file && contentTypes[extname(file)];
    if (!file || !type) return new Response('not found', { status: 404 });
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: {
          'content-type': type,
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
        },
      });
    } catch {
      return new Response('not found', { status: 404 });
    }
  });
};
