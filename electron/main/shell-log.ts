import { join } from 'node:path';
import { openRotatingFile, type RotatingFile } from '../log/rotating-file.ts';
import { makeFolder } from './make-folder.ts';

/** Values that may stand in a log line; never anything a resident typed or a card said. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface ShellLog {
  info(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/**
 * JSON lines in `<data folder>/logs/shell.log`, which rotates, and on standard error. A disk that refuses a line must not stop the
 * shell: standard error still has it.
 */
export const createShellLog = (dataFolder: string, now: () => number): ShellLog => {
  const folder = join(dataFolder, 'logs');
  let file: RotatingFile | null = null;
  const write = (level: 'info' | 'error', event: string, fields: LogFields = {}): void => {
    const line = `${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...fields })}\n`;
    process.stderr.write(line);
    try {
      makeFolder(folder);
      file ??= openRotatingFile(join(folder, 'shell.log'));
      file.write(line);
    } catch {
      // Said on standard error above; the core reports the folder on the screen.
    }
  };
  return {
    info: (event, fields) => write('info', event, fields),
    error: (event, fields) => write('error', event, fields),
  };
};
