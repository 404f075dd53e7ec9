import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProject } from '../../scripts/build.ts';
import { projectFolder } from '../../scripts/station/kiosk/electron-command.ts';
import { type KioskDriver, launchKioskApp } from '../../scripts/station/kiosk/kiosk-driver.ts';
import type { Station } from '../../scripts/station/station-api.ts';
import { createStation } from '../../scripts/station/station.ts';

/** A kiosk in the real Electron before a station in a temporary folder, its guides there. */
export interface BenchKiosk {
  readonly kiosk: KioskDriver;
  readonly station: Station;
  close(): Promise<void>;
}

export const openKiosk = async (): Promise<BenchKiosk> => {
  await buildProject(projectFolder, { force: false });
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-bench-ui-'));
  const station = await createStation({
    folder,
    printer: 'simulated',
    platformStore: 'memory',
    readerTimings: { find: 5, select: 5, read: 30, other: 2 },
  });
  const kiosk = await launchKioskApp({ dataFolder: station.kioskFolder });
  return {
    kiosk,
    station,
    close: async () => {
      await kiosk.close();
      await station.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
