import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeSettings } from '../../../../electron/core/settings/change-settings.ts';
import {
  lastChange,
  recordFallBack,
  recordTrial,
} from '../../../../electron/core/settings/trial/record-trial.ts';
import { openTrial, readTrial } from '../../../../electron/core/settings/trial/settings-trial.ts';
import { settingsText } from '../../../../electron/core/settings/write-settings.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { silentLog } from '../../../helpers/journal.ts';
import { validSettings } from '../../../helpers/settings-file.ts';

/** As the platform counts them. */
const number = 1_790_000_000_000_123;
const before = settingsText(validSettings());

let folder: string;
let database: TestDatabase;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-settings-'));
  writeFileSync(join(folder, 'settings.json'), before);
  database = openTestDatabase();
  database.commit(({ remoteCommands }) => {
    remoteCommands.begin({ number, kind: 'update-settings', content: '{}', expiresAt: 9e15 });
  });
  expect(
    changeSettings(folder, { command: number, changes: { 'session.idleSeconds': 45 }, working: [], now: 1 }),
  ).toEqual({
    ok: true,
  });
});
afterEach(() => {
  database.dispose();
  rmSync(folder, { recursive: true });
});

const fileNow = () => readFileSync(join(folder, 'settings.json'), 'utf8');
const parts = () => ({ now: database.clock.now, log: silentLog });
const toTell = () => database.read(({ remoteCommands }) => remoteCommands.unreported(9));
const actions = () =>
  database.read(({ audit }) => audit.after(0, 99).map(({ action, subject }) => [action, subject]));

describe('settings that the centre has changed', () => {
  it('stay when a core comes into service with them, and only then is the command through', () => {
    const trial = openTrial(folder);
    if (trial === null) throw new Error('not on trial');
    expect(JSON.parse(fileNow())).toMatchObject({ session: { idleSeconds: 45 } });
    expect(toTell()).toEqual([]);
    recordTrial(database.current(), trial, parts());
    expect(toTell()).toMatchObject([{ number, outcome: 'done', reason: null }]);
    expect(actions()).toEqual([
      ['settings.kept', `command:${number}`],
      ['remote-command.done', `command:${number}`],
    ]);
  });

  it('with which a core ended are taken back, and the centre is told', () => {
    openTrial(folder);
    const fallen = openTrial(folder);
    if (fallen === null) throw new Error('not on trial');
    expect(fileNow()).toBe(before);
    recordFallBack(folder, database.current(), fallen, parts());
    expect(toTell()).toMatchObject([{ number, outcome: 'refused', reason: 'settings-fell-back' }]);
    expect(database.read(lastChange)).toMatchObject({ outcome: 'fell-back', by: `command:${number}` });
    expect(actions()).toEqual([
      ['settings.fell-back', `command:${number}`],
      ['remote-command.refused', `command:${number}`],
    ]);
    expect(readTrial(folder)).toBeNull();
    expect(database.read(({ remoteCommands }) => remoteCommands.begun())).toEqual([]);
  });
});
