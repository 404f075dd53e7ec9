import { accessSync, constants, lstatSync, readFileSync, statfsSync } from 'node:fs';
import { freemem, totalmem, uptime } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { restartRecordName, restartSchema } from '../../../contract/restarts.ts';
import { belongsToAnother } from '../../../sync/trust/private-file.ts';
import type { Finding } from '../../../contract/diagnostics/finding.ts';
import { finding } from './finding.ts';

const million = 1_000_000;
/** Below this the kiosk can neither back up nor recover its database. */
const leastFreeBytes = 1_000 * million;
/** More than one every other hour is no accident. */
const manyRestartsADay = 12;
const day = 86_400_000;

/**
 * Owner, mode and room of the data folder. Nothing is written: the system is asked whether it would take data (access(2) tells
 * a file system that is mounted read-only, to root as well); a running kiosk tries by itself all the time.
 */
export const checkDataFolder = (dataFolder: string): Finding => {
  const found = finding('data-folder');
  const state = lstatSync(dataFolder, { throwIfNoEntry: false });
  if (!state?.isDirectory()) return found('bad', 'folder-missing', dataFolder);
  if (belongsToAnother(dataFolder)) return found('bad', 'folder-of-another', dataFolder);
  try {
    accessSync(dataFolder, constants.W_OK);
  } catch (error) {
    return found('bad', 'folder-refuses', error instanceof Error ? error.message : String(error));
  }
  const { bavail, bsize } = statfsSync(dataFolder);
  const free = bavail * bsize;
  const detail = `${dataFolder}, ${Math.round(free / million)} MB free`;
  if (free < leastFreeBytes) return found('bad', 'folder-nearly-full', detail);
  return (state.mode & 0o077) === 0
    ? found('good', 'folder-usable', detail)
    : found('warning', 'folder-open', detail);
};

/** Memory of the machine, and since when it is on. */
export const checkMemory = (): Finding => {
  const free = freemem();
  const detail = `${Math.round(free / million)} of ${Math.round(totalmem() / million)} MB free, on since ${Math.round(uptime() / 360) / 10} h`;
  return free * 10 < totalmem()
    ? finding('memory')('warning', 'memory-short', detail)
    : finding('memory')('good', 'memory-enough', detail);
};

const recordSchema = z.array(restartSchema);

/** What the shell has started anew, the newest last. */
export const readRestarts = (dataFolder: string): z.infer<typeof recordSchema> => {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(join(dataFolder, restartRecordName), 'utf8')));
  } catch {
    // None has been recorded, or the record was torn: it is no more than a help.
    return [];
  }
};

/** What the shell has started anew, and why the last. `now` is in epoch milliseconds. */
export const checkRestarts = (dataFolder: string, now: number): Finding => {
  const recorded = readRestarts(dataFolder);
  const recent = recorded.filter(({ time }) => now - Date.parse(time) < day);
  const last = recorded.at(-1);
  const detail = last
    ? `${recent.length} in the last day, the newest at ${last.time}: ${last.part}, ${last.reason}`
    : 'none recorded';
  return recent.length >= manyRestartsADay
    ? finding('restarts')('warning', 'restarts-many', detail)
    : finding('restarts')('good', 'restarts-few', detail);
};
