import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FormerEnd } from '../contract/supervision.ts';

/** Lies in the data folder while the kiosk runs. */
export const markerName = 'running';

/** Where Linux tells one life of the machine from another (random(4)). */
const bootIdFile = '/proc/sys/kernel/random/boot_id';

/** Identity of this life of the machine; empty where the system has none, and then no power cut is recognised. */
export const readBootId = (): string => {
  try {
    return readFileSync(bootIdFile, 'utf8').trim();
  } catch {
    return '';
  }
};

const syncFolder = (folder: string): void => {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

const readMarker = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
};

export interface RunMarker {
  /** How the kiosk ended before this start; `none` when it has not run here, or that cannot be told. */
  readonly formerEnd: Exclude<FormerEnd, 'core-died'>;
  /** To be called at an end in order. */
  remove(): void;
}

/**
 * Leaves a marker, with the life of the machine in it, that only an end in order takes away, and reads the one that was
 * left before. A marker of another life of the machine means that machine and kiosk went down together. The disk is waited
 * for. A folder that cannot be written has no marker: the screen says what is wrong with it.
 */
export const leaveRunMarker = (dataFolder: string, bootId: string): RunMarker => {
  const file = join(dataFolder, markerName);
  const last = `${file}.last`;
  const found = readMarker(file);
  const ranBefore = readMarker(last) !== null;
  const formerEnd =
    found === null ? (ranBefore ? 'in-order' : 'none') : found === bootId ? 'shell-died' : 'power-cut';
  try {
    for (const path of [file, last]) {
      const descriptor = openSync(path, 'w', 0o600);
      try {
        writeSync(descriptor, `${bootId}\n`);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    }
    syncFolder(dirname(file));
  } catch {
    return { formerEnd, remove: () => undefined };
  }
  return {
    formerEnd,
    remove: () => {
      try {
        rmSync(file, { force: true });
        syncFolder(dirname(file));
      } catch {
        // The next start takes it for a death of the shell, and says so.
      }
    },
  };
};
