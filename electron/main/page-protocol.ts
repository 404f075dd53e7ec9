import { readFile } from 'node:fs/promises';
import { type ProtocolResponse, protocol } from 'electron';
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

const answerOf = (type: string, data: Buffer): ProtocolResponse => {
  const [mimeType = type] = type.split(';');
  return {
    mimeType,
    charset: 'utf-8',
    data,
    headers: {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy,
      'permissions-policy': permissionsPolicy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  };
};

const notFound: ProtocolResponse = {
  statusCode: 404,
  mimeType: 'text/plain',
  data: Buffer.from('not found'),
};

const answerTo = async (folders: PageFolders, url: string): Promise<ProtocolResponse> => {
  const own = shellPages.get(new URL(url).pathname);
  if (own) return answerOf(own.type, Buffer.from(own.content));
  const file = pageFileOf(folders, url);
  const type = file && contentTypeOf(file);
  if (!file || !type) return notFound;
  try {
    return answerOf(type, await readFile(file));
  } catch {
    return notFound;
  }
};

/**
 * Serves the built renderer, under `models/` packs of face models, and under `shell/` the shell's own pages, with the
 * content security policy on every answer.
 *
 * By the older way of Electron, which hands buffers over: `protocol.handle` speaks in `Request` and `Response`, and the first
 * of them has Node bring up its whole HTTP client, 40 ms in which the shell does nothing else while the page waits for it.
 * Electron's types, against which this is checked, say when it goes.
 */
export const servePages = (folders: PageFolders): void => {
  protocol.registerBufferProtocol(pageScheme, ({ url }, answer) => {
    void answerTo(folders, url).then(answer);
  });
};
