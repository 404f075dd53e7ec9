import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { contentTypeOf, type PageFolders, pageFileOf } from './page-files.ts';

/** The renderer is served from its own origin, not from file: so that it has one, and a policy. */
export const pageScheme = 'yizhan';
export const pageOrigin = `${pageScheme}://kiosk`;

/** No inline script or style, no network, nothing from elsewhere. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  // The face engine is WebAssembly; nothing else is compiled at run time.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Must be called before `app` is ready (Electron: protocol.registerSchemesAsPrivileged). */
export const registerPageScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
};

/** Serves the built renderer and, under `models/`, packs of face models, with the content security policy on every answer. */
export const servePages = (folders: PageFolders): void => {
  protocol.handle(pageScheme, async (request) => {
    const file = pageFileOf(folders, request.url);
    const type = file && contentTypeOf(file);
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
