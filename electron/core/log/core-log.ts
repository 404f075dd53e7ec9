import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { openRotatingFile } from '../../log/rotating-file.ts';

/** Values that may stand in a log line; never anything a resident typed or a card said. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Where the core says what happens to it. `event` is a fixed kebab-case name, so that logs can be searched. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const toLog = (logger: pino.Logger): Log => ({
  info: (event, fields = {}) => logger.info({ ...fields, event }),
  warn: (event, fields = {}) => logger.warn({ ...fields, event }),
  error: (event, fields = {}) => logger.error({ ...fields, event }),
});

const options: pino.LoggerOptions = {
  base: null,
  messageKey: 'message',
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (label) => ({ level: label }) },
};

/**
 * JSON lines in `<data folder>/logs/core.log`, which rotates, written at once (a line of a process that dies is the one
 * that matters). Lines that cannot be written there go to standard error instead.
 */
export const createCoreLog = (dataFolder: string): Log => {
  const folder = join(dataFolder, 'logs');
  const file = openRotatingFile(join(folder, 'core.log'));
  const standardError = pino.destination({ dest: 2, sync: true });
  return toLog(
    pino(options, {
      write: (line: string) => {
        try {
          // The shell has made the data folder, or has found that it cannot be made.
          if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
          file.write(line);
        } catch {
          // A disk that refuses a line must not end the core: the screen says what is wrong with the disk.
          standardError.write(line);
        }
      },
    }),
  );
};
