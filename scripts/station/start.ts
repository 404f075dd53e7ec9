import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { openControlApi } from './control-api.ts';
import { kioskTimeZone, kioskWindow, projectFolder } from './kiosk/electron-command.ts';
import { createPrintedPages } from './printed-pages.ts';
import { type ElectronChild, startElectron } from './start/electron-child.ts';
import { scaleFor } from './start/window-scale.ts';
import { createStation } from './station.ts';
import type { Station } from './station-api.ts';

/** `npm start`: demo station, kiosk and dev dock, until Ctrl+C or until the kiosk's window is closed. */

const folder = join(projectFolder, '.cache', 'station');

/** A dock that has not come up by then does not hold the kiosk back. */
const dockTimeout = 15_000;

const exitCodes = { ended: 0, failed: 1 } as const;

const openStation = async (): Promise<Station | null> => {
  try {
    return await createStation({ folder, printer: 'simulated' });
  } catch (error) {
    const inUse = error instanceof Error && 'reason' in error && error.reason === 'in-use';
    console.error(
      inUse
        ? `A demo station is running already: ${error.message}\nStop it with Ctrl+C in its terminal, then start again.`
        : `The demo station could not be started: ${error instanceof Error ? error.message : String(error)}`,
    );
    return null;
  }
};

const whenAsked = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve(signal));
  });

const within = <Value>(promise: Promise<Value>, milliseconds: number): Promise<Value | null> =>
  Promise.race([
    promise,
    new Promise<null>((resolve) => {
      setTimeout(() => resolve(null), milliseconds).unref();
    }),
  ]);

const run = async (station: Station): Promise<number> => {
  const asked = whenAsked();
  const children: ElectronChild[] = [];
  const control = await openControlApi(station, createPrintedPages());
  try {
    const dockFolder = join(folder, 'dock');
    await mkdir(dockFolder, { recursive: true });
    const dock = startElectron(
      [join(projectFolder, 'dist/dock/main.cjs')],
      { YIZHAN_DOCK_URL: control.url, YIZHAN_DOCK_TOKEN: control.token, YIZHAN_DOCK_FOLDER: dockFolder },
      (line) => console.error(`dock   ${line}`),
    );
    children.push(dock);
    const window = process.env.YIZHAN_WINDOW ?? kioskWindow;
    const scale = scaleFor(window, await within(dock.firstLine, dockTimeout));
    const kiosk = startElectron(
      [...(scale === 1 ? [] : [`--force-device-scale-factor=${scale}`]), projectFolder],
      { YIZHAN_DATA_FOLDER: station.kioskFolder, YIZHAN_WINDOW: window, TZ: kioskTimeZone },
      (line) => console.error(`kiosk  ${line}`),
    );
    children.push(kiosk);

    console.log(`
Yizhan demo station 驿站演示台
  kiosk window   ${window}${scale === 1 ? '' : `, drawn at ${scale} so that it fits the screen`}
  dev dock       a second window: lay a card, empty the tray, cut the line, see what was printed
  data           ${relative(process.cwd(), folder) || folder} (kiosk/ settings, database, logs; platform/ the platform's store)
  stop           Ctrl+C here, or close the kiosk's window
`);
    void dock.ended.then(() =>
      console.log('The dock was closed; the kiosk goes on. npm start opens both again.'),
    );
    const why = await Promise.race([asked, kiosk.ended]);
    ending = true;
    if (typeof why === 'string' && why.startsWith('SIG')) {
      console.log(`\n${why}: closing kiosk, dock, devices and platform…`);
      return exitCodes.ended;
    }
    console.log(
      why === 0 ? 'The kiosk was closed.' : `The kiosk ended (${why}); its logs: ${station.kioskFolder}/logs`,
    );
    return why === 0 ? exitCodes.ended : exitCodes.failed;
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await control.close();
  }
};

const station = await openStation();
if (station === null) {
  process.exitCode = exitCodes.failed;
} else {
  try {
    process.exitCode = await run(station);
  } finally {
    await station.close();
  }
}
