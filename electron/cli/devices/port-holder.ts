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

/** How a process has a file open: it only has it open, or holds its lock as well, which is what refuses others. */
type Hold = 'open' | 'locked';

/**
 * Finds who has a device file open, from /proc (Linux, proc(5)); null where nobody does, or where this user may not see
 * it. Several may have it open, and only the one that locked it keeps others out (flock(2), as serialport does): that
 * one is told before the others, then the kiosk's core, then the oldest process number.
 */
export const findPortHolder = async (path: string): Promise<PortHolder | null> => {
  const device = await realpath(path).catch(() => null);
  if (device === null) return null;
  const processes = (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/.test(entry));
  const found: { readonly hold: Hold; readonly holder: PortHolder }[] = [];
  for (const entry of processes) {
    const hold = Number(entry) === process.pid ? null : await holdOf(entry, device);
    if (hold === null) continue;
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    const name = await readFile(`/proc/${entry}/comm`, 'utf8').catch(() => '');
    const isKiosk = isKioskCommand(command);
    found.push({ hold, holder: { processId: Number(entry), name: name.trim(), isKiosk } });
  }
  const [first] = found.sort(
    (one, other) =>
      Number(other.hold === 'locked') - Number(one.hold === 'locked') ||
      Number(other.holder.isKiosk) - Number(one.holder.isKiosk) ||
      one.holder.processId - other.holder.processId,
  );
  return first?.holder ?? null;
};

const holdOf = async (processId: string, device: string): Promise<Hold | null> => {
  const folder = `/proc/${processId}/fd`;
  const descriptors = await readdir(folder).catch(() => []);
  const holds = await Promise.all(
    descriptors.map(async (descriptor): Promise<Hold | null> => {
      if ((await readlink(`${folder}/${descriptor}`).catch(() => '')) !== device) return null;
      const information = await readFile(`/proc/${processId}/fdinfo/${descriptor}`, 'utf8').catch(() => '');
      return /^lock:/m.test(information) ? 'locked' : 'open';
    }),
  );
  return holds.includes('locked') ? 'locked' : holds.includes('open') ? 'open' : null;
};

/** The holder in words, e.g. `held by process 4711 (node), which is the kiosk`. */
export const describeHolder = ({ processId, name, isKiosk }: PortHolder): string =>
  `held by process ${processId} (${name})${isKiosk ? ', which is the kiosk' : ''}`;
