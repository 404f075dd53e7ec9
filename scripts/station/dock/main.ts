import { join } from 'node:path';
import { app, BrowserWindow, type Rectangle, screen, shell } from 'electron';
import { drawWithoutGraphicsCard } from '../../../electron/main/graphics.ts';
import { scaleFor } from '../start/window-scale.ts';

/**
 * The dev dock: the hands of the demo station in a window of its own. It is a separate program; nothing of it is in the
 * product. `YIZHAN_DOCK_URL` and `YIZHAN_DOCK_TOKEN` say where the station's control API is, `YIZHAN_DOCK_FOLDER` where
 * Chromium may keep its files. Its first line on standard output is the room there is on the screen, `WIDTHxHEIGHT`.
 */

const windowSize = { width: 760, height: 1000 };
/** Narrower than this its two columns are of no use. */
const narrowest = 680;

const required = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set: start the dock with npm start`);
  return value;
};

const controlUrl = required('YIZHAN_DOCK_URL');
const token = required('YIZHAN_DOCK_TOKEN');
app.setPath('userData', required('YIZHAN_DOCK_FOLDER'));
drawWithoutGraphicsCard(app);

/** At the right edge of the screen, as narrow as needed to leave a kiosk in the middle in sight. */
const place = (area: Rectangle): Rectangle => {
  const kioskWindow = required('YIZHAN_WINDOW');
  const scale = scaleFor(kioskWindow, `${area.width}x${area.height}`);
  const besideKiosk = Math.floor((area.width - scale * Number.parseInt(kioskWindow, 10)) / 2);
  const width = Math.min(area.width, windowSize.width, Math.max(narrowest, besideKiosk));
  const height = Math.min(windowSize.height, area.height);
  return { width, height, x: area.x + area.width - width, y: area.y };
};

const openDock = async (): Promise<void> => {
  const { workArea } = screen.getPrimaryDisplay();
  process.stdout.write(`${workArea.width}x${workArea.height}\n`);
  const window = new BrowserWindow({
    ...place(workArea),
    title: '驿站演示台 · Yizhan demo station',
    backgroundColor: '#11171F',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      additionalArguments: [`--control-url=${controlUrl}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  });
  // The page never holds the token: it is put on requests to the control API on their way out.
  window.webContents.session.webRequest.onBeforeSendHeaders(
    { urls: [`${controlUrl}/*`] },
    (details, callback) =>
      callback({ requestHeaders: { ...details.requestHeaders, Authorization: `Bearer ${token}` } }),
  );
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://')) void shell.openExternal(url);
    return { action: 'deny' };
  });
  window.webContents.on('will-navigate', (event) => event.preventDefault());
  await window.loadFile(join(__dirname, 'page/index.html'));
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(openDock);
