import { ipcRenderer } from 'electron';
import { portMessageName } from '../contract/channel-name.ts';

/** The preload is typed without a DOM: this is all of it that it touches. */
declare const window: {
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void;
};

// The port is passed on to the page and nothing else: no function of Electron is exposed. '*' is safe because the
// message goes to this very window; the page checks that the event's source is itself.
ipcRenderer.on(portMessageName, (event) => {
  window.postMessage(portMessageName, '*', event.ports);
});
