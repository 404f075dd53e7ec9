import type { App } from 'electron';

/**
 * Lets pages speak with the voices of speech-dispatcher, which Chromium asks on Linux only when told to. Without the service
 * there are no voices, and the kiosk offers none. To be called before `app` is ready.
 */
export const findVoices = (app: App, platform: NodeJS.Platform = process.platform): void => {
  if (platform === 'linux') app.commandLine.appendSwitch('enable-speech-dispatcher');
};
