import BetterSqlite3 from 'better-sqlite3';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { boot } from '../../../electron/core/boot.ts';
import { createRecoveryAttempts } from '../../../electron/core/storage/recovery-attempts.ts';
import { runStorageTask } from '../../../electron/core/storage/run-storage-task.ts';
import { openTemporaryStation } from '../../helpers/station.ts';

const year = 365 * 86_400_000;

test.each([20 * year, -50 * year])(
  'a kiosk without a line whose clock is %d ms off dates what it keeps by what it knows of the platform, and says so',
  async (error) => {
    const { station, close } = await openTemporaryStation({
      printer: { uri: 'ipp://127.0.0.1:9/ipp/print' },
    });
    onTestFinished(close);
    const enrolledAt = systemClock.now();
    await station.platform.close();
    const warnings: string[] = [];
    const log = {
      info: () => undefined,
      error: () => undefined,
      warn: (event: string) => warnings.push(event),
    };
    const booted = await boot(
      {
        dataFolder: station.kioskFolder,
        appFolder: join(import.meta.dirname, '../../..'),
        runtime: { electron: 'none', chromium: 'none', developmentRuntime: false },
        appVersion: '0.1.0',
        formerEnd: 'none',
      },
      {
        clock: { ...systemClock, now: () => systemClock.now() + error },
        log,
        run: runStorageTask,
        attempts: createRecoveryAttempts(systemClock.monotonic),
        recordStart: () => undefined,
        tell: () => undefined,
      },
    );
    if (!booted.ok) throw new Error(booted.reason);
    const { kiosk } = booted;
    onTestFinished(() => kiosk.stop());
    expect(kiosk.act({ name: 'start' })).toEqual({ accepted: true });
    expect(kiosk.act({ name: 'identify' })).toEqual({ accepted: true });
    const saysSo = error > 0;
    expect(warnings.includes('clock-not-believed')).toBe(saysSo);
    expect(kiosk.snapshot().notices.includes('clock-not-believed')).toBe(saysSo);

    const rows = new BetterSqlite3(join(station.kioskFolder, 'kiosk.db'), { readonly: true });
    onTestFinished(() => void rows.close());
    const dates = [
      rows.prepare('SELECT started_at FROM visit').pluck().get(),
      rows.prepare('SELECT max(time) FROM audit_entry').pluck().get(),
    ];
    for (const date of dates) expect(Math.abs(Number(date) - enrolledAt)).toBeLessThan(60_000);
  },
  60_000,
);
