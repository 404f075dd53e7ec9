import { readdir, readFile, readlink, realpath } from 'node:fs/promises';

/** A process that has a device file open. */
export interface PortHolder {
  readonly processId: number;
  readonly name: string;
  /** It is the kiosk's own core (docs/architecture.md, "Processes"). */
  readonly isKiosk: boolean;
}

/** How the core's process is called: `dist/core/core.mjs` under Node, the product's name as a utility process. */
const kioskPattern = /(^|\/)core\.mjs(\0|$)|^[^\0]*\/yizhan\0.*--type=utility/;

/** Whether a command line, its arguments ended by NUL as in /proc/PID/cmdline, is that of the kiosk's core. */
export const isKioskCommand = (commandLine: string): boolean => kioskPattern.test(commandLine);

/**
 * Finds who has a device file open, from /proc (Linux, proc(5)); null where nobody does, or where this user may not see
 * it.
 */
export const findPortHolder = async (path: string): Promise<PortHolder | null> => {
  const device = await realpath(path).catch(() => null);
  if (device === null) return null;
  const processes = (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/.test(entry));
  for (const entry of processes) {
    if (Number(entry) === process.pid || !(await hasOpen(entry, device))) continue;
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    const name = await readFile(`/proc/${entry}/comm`, 'utf8').catch(() => '');
    return { processId: Number(entry), name: name.trim(), isKiosk: isKioskCommand(command) };
  }
  return null;
};

const hasOpen = async (processId: string, device: string): Promise<boolean> => {
  const folder = `/proc/${processId}/fd`;
  const descriptors = await readdir(folder).catch(() => []);
  const targets = await Promise.all(
    descriptors.map((descriptor) => readlink(`${folder}/${descriptor}`).catch(() => '')),
  );
  return targets.includes(device);
};

/** The holder in words, e.g. `held by process 4711 (node), which is the kiosk`. */
export const describeHolder = ({ processId, name, isKiosk }: PortHolder): string =>
  `held by process ${processId} (${name})${isKiosk ? ', which is the kiosk' : ''}`;
