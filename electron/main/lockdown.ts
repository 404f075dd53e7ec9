import { Menu, type Session, type WebContents } from 'electron';
import { isCameraOfOwnPage } from './camera-permission.ts';
import { pageOrigin } from './page-protocol.ts';
import type { ShellLog } from './shell-log.ts';

/** Keys by which Chromium or Electron would reload, close, zoom, print, or open tools; the kiosk has no use for them. */
const blockedKeys = new Set([
  'F1',
  'F3',
  'F5',
  'F6',
  'F7',
  'F10',
  'F11',
  'F12',
  'BrowserBack',
  'BrowserForward',
  'ContextMenu',
]);

/**
 * As what Electron asks whether a page may see the cameras' labels: before 32 it always says `audio`
 * (github.com/electron/electron/issues/42713). To be heard is another question, which is refused in both.
 */
const listedAs = Number.parseInt(process.versions.electron, 10) < 32 ? 'audio' : 'video';

/**
 * Closes the doors out of a page: no new window, no navigation, no permission, no download, no tools, no menu.
 * `allowedOrigin` is the page's own.
 */
export const lockDown = (contents: WebContents, allowedOrigin: string, log: ShellLog): void => {
  contents.setWindowOpenHandler(() => {
    log.error('door-tried', { door: 'new-window' });
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event, url) => {
    if (url.startsWith(`${allowedOrigin}/`)) return;
    event.preventDefault();
    log.error('door-tried', { door: 'navigation' });
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    log.error('door-tried', { door: 'webview' });
  });
  contents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown') return;
    // Letters with Control, Alt or Meta are shortcuts; there is no text field yet that needs one of them.
    if (blockedKeys.has(input.key) || input.control || input.alt || input.meta) event.preventDefault();
  });
  contents.on('devtools-opened', () => contents.closeDevTools());
};

/**
 * Refuses every permission and download of a session – but the camera to the kiosk's own page –, and takes the
 * application menu with its shortcuts away. The page needs the check to see the labels of the cameras, and the request
 * to open one; it opens one only while the core wants it.
 */
export const lockDownSession = (session: Session, log: ShellLog): void => {
  Menu.setApplicationMenu(null);
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const { isMainFrame } = details;
    const media = 'mediaTypes' in details ? details : { mediaTypes: undefined };
    const origin = 'securityOrigin' in media ? media.securityOrigin : undefined;
    if (isCameraOfOwnPage({ permission, origin, isMainFrame, mediaTypes: media.mediaTypes }, pageOrigin)) {
      answer(true);
      return;
    }
    log.error('door-tried', { door: `permission ${permission}` });
    answer(false);
  });
  session.setPermissionCheckHandler((_contents, permission, _origin, details) => {
    const { isMainFrame, securityOrigin, mediaType } = details;
    const mediaTypes = mediaType === listedAs ? ['video'] : [];
    return isCameraOfOwnPage({ permission, origin: securityOrigin, isMainFrame, mediaTypes }, pageOrigin);
  });
  session.on('will-download', (event) => {
    event.preventDefault();
    log.error('door-tried', { door: 'download' });
  });
};
