import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

/** The least Electron: one window, one file. Software drawing as in the kiosk, where there is no graphics card. */
if (process.env.PEER_WITHOUT_GRAPHICS === '1') app.commandLine.appendSwitch('disable-gpu');
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1080, height: 1920, useContentSize: true });
  void window.loadFile(join(__dirname, 'page/index.html'));
});
