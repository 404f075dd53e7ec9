import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { restartRecordName, type Restart, restartSchema } from '../contract/restarts.ts';

/** How many are kept; a technician looks at the last days, and a crash loop must not fill the disk. */
export const restartsKept = 100;

const recordSchema = z.array(restartSchema);

const readRecord = (file: string): Restart[] => {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // None yet, or one that a power cut has torn: what is recorded from now on matters more.
    return [];
  }
};

/**
 * Keeps in `<data folder>/restarts.json` what was started anew and why, the newest last. A folder that cannot be written
 * keeps none; the log has each, too.
 */
export const createRestartRecord = (
  dataFolder: string,
  now: () => number,
): { add(part: Restart['part'], reason: string): void } => {
  const file = join(dataFolder, restartRecordName);
  return {
    add: (part, reason) => {
      const time = new Date(now()).toISOString();
      const entries = [...readRecord(file), { time, part, reason }].slice(-restartsKept);
      try {
        writeFileSync(`${file}.new`, JSON.stringify(entries), { mode: 0o600, flush: true });
        renameSync(`${file}.new`, file);
      } catch {
        // Said above.
      }
    },
  };
};
