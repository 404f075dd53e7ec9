import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openControlApi } from './control-api.ts';
import { kioskTimeZone, kioskWindow, projectFolder } from './kiosk/electron-command.ts';
import { createPrintedPages } from './printed-pages.ts';
import { type ElectronChild, startElectron } from './start/electron-child.ts';
import { scaleFor } from './start/window-scale.ts';
import { createStation } from './station.ts';
import type { Station } from './station-api.ts';

/** `npm start`: demo station, kiosk and dev dock, until Ctrl+C or until the kiosk's window is closed. */

const usage = `Usage: npm start [-- --folder DIR]

  --folder  where the station keeps its data between starts (default .cache/station)
`;

const usualFolder = join(projectFolder, '.cache', 'station');

/** A dock that has not come up by then does not hold the kiosk back. */
const dockTimeout = 15_000;

const exitCodes = { ended: 0, failed: 1, usage: 2 } as const;

/** The folder that the arguments name; null when they are not understood. */
const readFolder = (args: readonly string[]): string | null => {
  try {
    const { values } = parseArgs({ args: [...args], options: { folder: { type: 'string' } } });
    return values.folder === undefined ? usualFolder : resolve(values.folder);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return null;
  }
};

const openStation = async (folder: string): Promise<Station | null> => {
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

const run = async (station: Station, folder: string): Promise<number> => {
  const asked = whenAsked();
  const children: ElectronChild[] = [];
  const control = await openControlApi(station, createPrintedPages());
  try {
    const window = process.env.YIZHAN_WINDOW ?? kioskWindow;
    const dockFolder = join(folder, 'dock');
    await mkdir(dockFolder, { recursive: true });
    const dock = startElectron(
      [join(projectFolder, 'dist/dock/main.cjs')],
      {
        YIZHAN_DOCK_URL: control.url,
        YIZHAN_DOCK_TOKEN: control.token,
        YIZHAN_DOCK_FOLDER: dockFolder,
        YIZHAN_WINDOW: window,
      },
      (line) => console.error(`dock   ${line}`),
    );
    children.push(dock);
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
    let ending = false;
    void dock.ended.then(() => {
      if (!ending) console.log('The dock was closed; the kiosk goes on. npm start opens both again.');
    });
    const end = await Promise.race([
      asked.then((signal) => ({ signal })),
      kiosk.ended.then((result) => ({ result })),
    ]);
    ending = true;
    if ('signal' in end) {
      console.log(`\n${end.signal}: closing kiosk, dock, devices and platform…`);
      return exitCodes.ended;
    }
    if (end.result === 0) {
      console.log('The kiosk was closed: closing dock, devices and platform…');
      return exitCodes.ended;
    }
    console.log(`The kiosk ended (${end.result}); its logs are in ${join(station.kioskFolder, 'logs')}`);
    return exitCodes.failed;
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await control.close();
  }
};

const main = async (): Promise<number> => {
  const folder = readFolder(process.argv.slice(2));
  if (folder === null) return exitCodes.usage;
  const station = await openStation(folder);
  if (station === null) return exitCodes.failed;
  try {
    return await run(station, folder);
  } finally {
    await station.close();
  }
};

process.exitCode = await main();
