import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSettingsDesk } from '../../../../electron/core/settings/editor/settings-desk.ts';
import { settingsText } from '../../../../electron/core/settings/write-settings.ts';
import type { SignedIn } from '../../../../electron/core/staff-mode/staff-types.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { silentLog } from '../../../helpers/journal.ts';
import { validSettings } from '../../../helpers/settings-file.ts';

const technician: SignedIn = {
  credential: null,
  pseudonym: 'a'.repeat(64),
  guessablePins: null,
  label: 'W-003',
  role: 'technician',
};

let folder: string;
let database: TestDatabase;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-desk-'));
  writeFileSync(join(folder, 'settings.json'), settingsText(validSettings()));
  database = openTestDatabase();
});
afterEach(() => {
  database.dispose();
  rmSync(folder, { recursive: true });
});

it('a second change is refused while the first is on trial, and both stand in the audit log', () => {
  let restarts = 0;
  const desk = createSettingsDesk({
    dataFolder: folder,
    database: database.current(),
    working: () => [],
    restartSoon: () => {
      restarts += 1;
    },
    now: database.clock.now,
    log: silentLog,
  });
  const change = (seconds: string) => {
    desk.perform(technician, { name: 'changeSetting', path: 'session.idleSeconds', value: seconds });
    return desk.perform(technician, { name: 'applySettings' });
  };

  expect(change('45')).toEqual({ code: 'settings-applied', good: true });
  expect(change('90')).toEqual({ code: 'settings-on-trial', good: false });

  expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toMatchObject({
    session: { idleSeconds: 45 },
  });
  expect(restarts).toBe(1);
  expect(
    database.read(({ audit }) => audit.after(0, 9).map(({ action, reason }) => [action, reason])),
  ).toEqual([
    ['settings.changed', null],
    ['settings.changed', null],
    ['settings.change-failed', 'settings-on-trial'],
  ]);
});
