import { Menu, type Session, type WebContents } from 'electron';
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

/** Refuses every permission and download of a session, and takes the application menu with its shortcuts away. */
export const lockDownSession = (session: Session, log: ShellLog): void => {
  Menu.setApplicationMenu(null);
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.error('door-tried', { door: `permission ${permission}` });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
    log.error('door-tried', { door: 'download' });
  });
};
