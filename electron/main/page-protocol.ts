import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { shellPages } from './out-of-service-page.ts';
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
  "frame-src 'none'",
  "object-src 'none'",
  // What is not allowed here is closed: windows of the system (alert, print), other windows, downloads, the pointer lock.
  // A form's `submit` event is how Enter in a field is heard; where a form would lead is above.
  'sandbox allow-scripts allow-same-origin allow-forms',
].join('; ');

/** The page may use the camera, when the shell lets it (lockdown.ts), and no other device or power of the browser. */
export const permissionsPolicy = [
  'camera=(self)',
  ...[
    'accelerometer',
    'bluetooth',
    'browsing-topics',
    'clipboard-read',
    'clipboard-write',
    'display-capture',
    'fullscreen',
    'gamepad',
    'geolocation',
    'gyroscope',
    'hid',
    'idle-detection',
    'local-fonts',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'picture-in-picture',
    'publickey-credentials-get',
    'screen-wake-lock',
    'serial',
    'storage-access',
    'usb',
    'window-management',
    'xr-spatial-tracking',
  ].map((feature) => `${feature}=()`),
].join(', ');

/** Must be called before `app` is ready (Electron: protocol.registerSchemesAsPrivileged). */
export const registerPageScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
};

const answerWith = (type: string, body: string | Uint8Array<ArrayBuffer>): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy,
      'permissions-policy': permissionsPolicy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  });

/**
 * Serves the built renderer, under `models/` packs of face models, and under `shell/` the shell's own pages, with the
 * content security policy on every answer.
 */
export const servePages = (folders: PageFolders): void => {
  protocol.handle(pageScheme, async (request) => {
    const own = shellPages.get(new URL(request.url).pathname);
    if (own) return answerWith(own.type, own.content);
    const file = pageFileOf(folders, request.url);
    const type = file && contentTypeOf(file);
    if (!file || !type) return new Response('not found', { status: 404 });
    try {
      return answerWith(type, new Uint8Array(await readFile(file)));
    } catch {
      return new Response('not found', { status: 404 });
    }
  });
};
