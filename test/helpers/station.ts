import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStation } from '../../scripts/station/station.ts';
import type { Station, StationOptions } from '../../scripts/station/station-api.ts';

/** Synthetic devices at a pace for tests: still slow enough to be seen in every state. */
const readerTimings = { find: 20, select: 20, read: 150, other: 5 } as const;
const millisecondsPerPage = 150;

export interface TemporaryStation {
  readonly station: Station;
  readonly folder: string;
  /** Ends the station and removes its folder. */
  close(): Promise<void>;
}

/** A quick station in a temporary folder, its platform in memory. */
export const openTemporaryStation = async (
  options: Partial<Omit<StationOptions, 'folder'>> = {},
): Promise<TemporaryStation> => {
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-station-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const station = await createStation({
      folder,
      printer: 'simulated',
      platformStore: 'memory',
      readerTimings,
      ...options,
      printerConditions: { millisecondsPerPage, ...options.printerConditions },
    });
    return {
      station,
      folder,
      async close() {
        await station.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
};
