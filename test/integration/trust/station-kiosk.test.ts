import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadIdentity } from '../../../electron/sync/trust/load-identity.ts';
import { createStation } from '../../../scripts/station/station.ts';
import type { Station, StationOptions } from '../../../scripts/station/station-api.ts';

/** A station in a folder that is kept between its starts. */
const createKeptStation = () => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-kept-station-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return async (platformStore: StationOptions['platformStore']) => {
    const station = await createStation({
      folder,
      printer: { uri: 'ipp://127.0.0.1:9/ipp/print' },
      ...(platformStore && { platformStore }),
    });
    const kioskId = identityOf(station);
    const known = (await station.platform.administration.listKiosks()).map((kiosk) => kiosk.kioskId);
    await station.close();
    return { kioskId, known };
  };
};

const identityOf = ({ kioskFolder, settings }: Station): string => {
  const loaded = loadIdentity({
    dataFolder: kioskFolder,
    stationCode: settings.station.code,
    rootKey: settings.platform.rootKey,
    wrapping: null,
    platformNow: () => 0,
  });
  return loaded.outcome === 'enrolled' ? loaded.identity.kioskId : loaded.outcome;
};

test('a station’s kiosk is enrolled before it starts, and once as long as its platform remembers it', async () => {
  const start = createKeptStation();
  const first = await start('folder');
  expect(first.kioskId).toMatch(/^K-/);
  expect(first.known).toEqual([first.kioskId]);
  expect(await start('folder')).toEqual(first);
});

test('a platform that forgets everything between two starts gets a new kiosk each time', async () => {
  const start = createKeptStation();
  const first = await start('memory');
  const second = await start('memory');
  expect(second.known).toEqual([second.kioskId]);
  expect(second.kioskId).not.toBe(first.kioskId);
});
