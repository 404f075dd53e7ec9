import { readFileSync } from 'node:fs';
import type { Timers } from './timers.ts';

/** Process of the kiosk that is watched; bytes of memory that it holds, null where that is not known. */
export interface MemoryUse {
  readonly page: number | null;
  readonly core: number | null;
}
export type WatchedPart = keyof MemoryUse;

export const memoryLookMilliseconds = 60_000;

/**
 * What a process may hold. In service the page takes some 270 MB with models of faces, the core some 150 MB; a process
 * that has reached four times as much leaks, and months are long.
 */
export const memoryCeilings: Readonly<Record<WatchedPart, number>> = {
  page: 1_100_000_000,
  core: 700_000_000,
};

const pageBytes = 4_096;

/** Resident bytes of a process (proc(5), statm); null where there is none. */
export const residentBytes = (pid: number | undefined): number | null => {
  if (pid === undefined) return null;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes;
  } catch {
    return null;
  }
};

/** Looks every minute, and has a process that holds too much replaced as soon as nobody is served. */
export const watchMemory = (options: {
  readonly measure: () => MemoryUse;
  readonly atRest: () => boolean;
  readonly replace: (part: WatchedPart, bytes: number) => void;
  readonly timers: Timers;
}): void => {
  const look = (): void => {
    if (options.atRest()) {
      const use = options.measure();
      for (const part of ['page', 'core'] as const) {
        const bytes = use[part];
        if (bytes !== null && bytes > memoryCeilings[part]) options.replace(part, bytes);
      }
    }
    options.timers.after(memoryLookMilliseconds, look);
  };
  options.timers.after(memoryLookMilliseconds, look);
};
