import { Menu, type Session, type WebContents } from 'electron';
import { isKeyAllowed } from './allowed-keys.ts';
import { type CameraGate, isCameraOfOwnPage } from './camera-permission.ts';
import { pageOrigin } from './page-protocol.ts';
import type { ShellLog } from './shell-log.ts';

/**
 * As what Electron asks whether a page may see the cameras' labels: before 32 it always says `audio`
 * (github.com/electron/electron/issues/42713). To be heard is another question, which is refused in both.
 */
const listedAs = Number.parseInt(process.versions.electron, 10) < 32 ? 'audio' : 'video';

/** Requests that leave the machine, or read its disk beside the page protocol. */
const outsideRequests = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];

/**
 * Closes the doors out of a page: no new window, no navigation, no tools, no device, no shortcut. What the page itself
 * closes is in renderer/lock-page.ts, what its answers forbid in page-protocol.ts.
 */
export const lockDown = (contents: WebContents, log: ShellLog): void => {
  const tried = (door: string): void => log.error('door-tried', { door });
  const refuse =
    (door: string) =>
    (event: { preventDefault(): void }): void => {
      event.preventDefault();
      tried(door);
    };
  contents.setWindowOpenHandler(() => {
    tried('new-window');
    return { action: 'deny' };
  });
  // The shell alone loads the page, which does not come by here; a page of the kiosk's own origin need not be one of its pages.
  contents.on('will-navigate', refuse('navigation'));
  contents.on('will-redirect', refuse('redirection'));
  contents.on('will-attach-webview', refuse('webview'));
  contents.on('before-input-event', (event, input) => {
    if (input.type === 'keyDown' && !isKeyAllowed(input)) event.preventDefault();
  });
  // Left alone, Electron would take the first device in reach.
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault();
    tried('bluetooth');
    answer('');
  });
  contents.on('devtools-opened', () => {
    tried('devtools');
    contents.closeDevTools();
  });
  // WebRTC does not ask the content security policy: without a proxy it now reaches nobody.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
};

/**
 * Refuses every permission and download of a session – but the camera to the kiosk's own page –, and takes the
 * application menu with its shortcuts away. The page needs the check to see the labels of the cameras, and the request
 * to open one, which is granted only while the core wants it.
 */
export const lockDownSession = (session: Session, camera: CameraGate, log: ShellLog): void => {
  Menu.setApplicationMenu(null);
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const { isMainFrame } = details;
    const media = 'mediaTypes' in details ? details : { mediaTypes: undefined };
    const origin = 'securityOrigin' in media ? media.securityOrigin : undefined;
    if (isCameraOfOwnPage({ permission, origin, isMainFrame, mediaTypes: media.mediaTypes }, pageOrigin)) {
      void camera.mayOpen().then((open) => {
        if (!open) log.error('door-tried', { door: 'camera that the core does not want' });
        answer(open);
      });
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
  session.setDevicePermissionHandler(() => false);
  // The page is served by the shell; nothing that it shows comes from a line.
  session.webRequest.onBeforeRequest({ urls: outsideRequests }, (_details, answer) => {
    log.error('door-tried', { door: 'network' });
    answer({ cancel: true });
  });
  session.on('will-download', (event) => {
    event.preventDefault();
    log.error('door-tried', { door: 'download' });
  });
};
