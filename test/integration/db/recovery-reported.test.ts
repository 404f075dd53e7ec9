import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../db/connection.ts';
import { orderRecovery } from '../../../db/recovery/recovery-journal.ts';
import { type PlatformProcess, startPlatformProcess } from '../../crash/core/platform-process.ts';
import { runCore } from '../../crash/core/run-core.ts';
import { openStation, type StationUnderTest } from '../../crash/core/station-under-test.ts';
import { bundleLoadedCore, type CrashBundle } from '../../helpers/crash-bundle.ts';

let folder: string;
let bundle: CrashBundle;
let platform: PlatformProcess;
let station: StationUnderTest;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-recovery-'));
  [bundle, platform] = await Promise.all([bundleLoadedCore(), startPlatformProcess()]);
  station = await openStation({ folder, number: 1, platform, earlierVersion: 0 });
}, 120_000);
afterAll(async () => {
  await station?.close();
  await platform?.stop();
  bundle?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Serves a few visits, and gives what the newest health report at the platform says about the store. */
const noticesAfter = async (firstVisit: number): Promise<unknown> => {
  const done = await runCore({
    program: bundle.program,
    station,
    order: { seed: 7, firstVisit, visits: 2, kill: null },
    moment: null,
    atMost: 60_000,
  });
  expect(done.end).toBe('ended');
  const [newest] = await platform.query(
    `SELECT report::jsonb -> 'database' ->> 'notices' AS notices FROM kiosk_health_reports
     ORDER BY received_at DESC LIMIT 1`,
  );
  return newest?.notices;
};

test('the platform hears of a recovery until somebody has read its report', async () => {
  expect(await noticesAfter(1)).toBe('[]');
  orderRecovery(station.databaseFile, 'ordered by the test', Date.now());
  expect(await noticesAfter(3)).toBe('["database-recovered"]');
  const opened = openDatabase({ file: station.databaseFile, now: Date.now });
  if (!opened.ok) throw new Error(opened.detail);
  expect(opened.database.transaction(({ recoveries }) => recoveries.markSeen(1))).toEqual({ ok: true });
  opened.database.close();
  expect(await noticesAfter(5)).toBe('[]');
});
