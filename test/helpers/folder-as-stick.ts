import { statSync } from 'node:fs';
import type { Stick } from '../../electron/core/log-export/find-sticks.ts';

/** A folder that plays a stick, of the disk that it lies on. One that is not there is a stick that was pulled out. */
export const folderAsStick = (
  folder: string,
  { name = 'KINGSTON', freeBytes = 1_000_000_000 }: Partial<Pick<Stick, 'name' | 'freeBytes'>> = {},
): Stick => ({
  name,
  folder,
  device: statSync(folder, { throwIfNoEntry: false })?.dev ?? 0,
  freeBytes,
});
