import { readdir, readFile } from 'node:fs/promises';
import { coreStartSchema, coreStartVariable } from '../../contract/supervision.ts';
import { isKioskCommand } from '../devices/port-holder.ts';

/** The data folder that a core was started for, from its environment, NUL after each variable as in /proc/PID/environ. */
const dataFolderOf = (environment: string): string | null => {
  const name = `${coreStartVariable}=`;
  const entry = environment.split('\0').find((each) => each.startsWith(name));
  try {
    return coreStartSchema.parse(JSON.parse(entry?.slice(name.length) ?? 'null')).dataFolder;
  } catch {
    return null;
  }
};

/**
 * Finds the core that was started for a data folder, from /proc (Linux, proc(5)): one that cannot serve has nothing open, and is
 * there all the same. Null where there is none, or this user may not see it.
 */
export const findCore = async (dataFolder: string): Promise<{ readonly processId: number } | null> => {
  const processes = (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/.test(entry));
  for (const entry of processes) {
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    if (!isKioskCommand(command)) continue;
    const environment = await readFile(`/proc/${entry}/environ`, 'utf8').catch(() => '');
    if (dataFolderOf(environment) === dataFolder) return { processId: Number(entry) };
  }
  return null;
};
