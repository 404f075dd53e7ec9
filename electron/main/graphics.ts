import { existsSync } from 'node:fs';
import type { App } from 'electron';

/** Where Linux lists graphics cards (Direct Rendering Infrastructure). */
const graphicsCards = '/dev/dri';

/**
 * Has Chromium draw in software where there is no graphics card. Left to find that out by itself, its GPU process dies
 * at start, and about one window in twenty then never loads. To be called before `app` is ready.
 */
export const drawWithoutGraphicsCard = (app: App, platform: NodeJS.Platform = process.platform): void => {
  if (platform === 'linux' && !existsSync(graphicsCards)) app.commandLine.appendSwitch('disable-gpu');
};
