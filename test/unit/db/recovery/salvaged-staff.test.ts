import { readFileSync, writeFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUpDatabase } from '../../../../db/backup/back-up-database.ts';
import { applyMigrations } from '../../../../db/migrations/apply.ts';
import { mergedTables, mergeTable } from '../../../../db/recovery/merge-rows.ts';
import { orderRestore } from '../../../../db/recovery/order-restore.ts';
import { recoverDatabase } from '../../../../db/recovery/recover-database.ts';
import { readTableShapes } from '../../../../db/recovery/table-shape.ts';
import type { StaffMember, StaffStore } from '../../../../db/stores/staff.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { overwritePages } from './filed-messages.ts';

const minute = 60_000;
const pinHash = '$argon2id$then';
const [one, two] = ['1'.repeat(64), '2'.repeat(64)];

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  write((staff) => {
    staff.add({ pseudonym: one, label: 'S-001', role: 'supervisor', pinHash });
    staff.add({ pseudonym: two, label: 'S-002', role: 'staff', pinHash });
  });
});
afterEach(() => database.dispose());

const write = (work: (staff: StaffStore) => void): void => database.commit(({ staff }) => work(staff));
const noteAttempt = (failures: number, lockedUntil: number | null): void =>
  write((staff) => void staff.noteAttempt({ pseudonym: one, failures, lockedUntil }));
const member = (pseudonym: string): StaffMember | undefined =>
  database.read(({ staff }) => staff.find(pseudonym));

/** Makes a backup, and returns its name a minute later. */
const backUp = async (): Promise<string> => {
  await database.clock.advance(minute);
  const made = backUpDatabase({
    file: database.file,
    now: database.clock.now(),
    keptDays: 60,
    reserveBytes: 0,
  });
  if (!made.ok) throw new Error(made.detail);
  await database.clock.advance(minute);
  return made.backup.name;
};

const recover = (): void => {
  const recovered = recoverDatabase({
    file: database.file,
    now: database.clock.now,
    cause: 'as found',
    reserveBytes: 0,
  });
  if (!recovered.ok) throw new Error(`${recovered.reason}: ${recovered.detail}`);
  expect(recovered.report).toMatchObject({ backup: { name: expect.any(String) }, salvageProblem: null });
  database.reopen();
};

/** How a database comes back to the last backup. */
const ways: Readonly<Record<string, (backup: string) => void>> = {
  'a backup that staff bring back': (backup) => {
    const { file } = database;
    expect(orderRestore({ file, name: backup, now: database.clock.now(), reserveBytes: 0 })).toEqual({
      ok: true,
    });
    database.current().close();
    recover();
  },
  'a database whose header is damaged': () => {
    database.current().close();
    overwritePages(database.file, [1]);
    recover();
  },
  'a database whose header is damaged, with a WAL beside it as a power cut leaves it': () => {
    const left = ['', '-wal'].map((suffix) => ({
      file: `${database.file}${suffix}`,
      bytes: readFileSync(`${database.file}${suffix}`),
    }));
    expect(left[1]?.bytes.length).toBeGreaterThan(0);
    database.current().close();
    for (const { file, bytes } of left) writeFileSync(file, bytes);
    overwritePages(database.file, [1]);
    recover();
  },
};

describe.each(Object.entries(ways))('%s', (_what, bringBack) => {
  test('gives nobody back the role and the PIN that they had at the backup', async () => {
    noteAttempt(1, null);
    const backup = await backUp();
    write((staff) => {
      staff.noteAttempt({ pseudonym: one, failures: 0, lockedUntil: null });
      staff.changeRole({ pseudonym: one, role: 'staff' });
      staff.changePin({ pseudonym: one, pinHash: '$argon2id$now' });
    });
    bringBack(backup);
    expect(member(one)).toMatchObject({ role: 'staff', pinHash: '$argon2id$now', failures: 0 });
  });

  test('leaves somebody in who was disabled at the backup and was added again', async () => {
    write((staff) => void staff.disable(two));
    const backup = await backUp();
    write((staff) => {
      staff.add({ pseudonym: two, label: 'S-002', role: 'technician', pinHash: '$argon2id$now' });
    });
    bringBack(backup);
    expect(member(two)).toMatchObject({ disabledAt: null, role: 'technician', pinHash: '$argon2id$now' });
  });

  test('keeps somebody out who was disabled since', async () => {
    noteAttempt(9, null);
    const backup = await backUp();
    noteAttempt(0, null);
    write((staff) => void staff.disable(one));
    bringBack(backup);
    expect(member(one)?.disabledAt).not.toBeNull();
  });

  test('keeps a lock that was set since', async () => {
    const backup = await backUp();
    const lockedUntil = database.clock.now() + minute;
    noteAttempt(5, lockedUntil);
    bringBack(backup);
    expect(member(one)).toMatchObject({ failures: 5, lockedUntil });
  });

  test('leaves a lock open that was opened since', async () => {
    noteAttempt(5, database.clock.now() + 9 * minute);
    const backup = await backUp();
    noteAttempt(0, null);
    bringBack(backup);
    expect(member(one)).toMatchObject({ failures: 0, lockedUntil: null });
  });
});

describe('where damage leaves several versions of a row', () => {
  interface Version {
    readonly failures: number;
    readonly addedAt?: number;
    readonly disabledAt?: number;
  }
  /** What stands after the merging: `backup` stood, `earlier` and `newest` were read from such contents of the pages. */
  const merge = (versions: {
    readonly backup?: Version;
    readonly earlier?: Version;
    readonly newest?: readonly Version[];
  }): unknown => {
    const connection = new BetterSqlite3(':memory:');
    try {
      applyMigrations(connection, 0);
      connection.exec(
        `ATTACH ':memory:' AS salvage; CREATE TABLE salvage.staff_member AS SELECT * FROM main.staff_member`,
      );
      const put = (schema: string, { failures, addedAt = 1, disabledAt }: Version) =>
        connection
          .prepare(
            `INSERT INTO ${schema}.staff_member VALUES (?, 'S-001', 'staff', '${pinHash}', ?, ?, ?, NULL)`,
          )
          .run(one, addedAt, disabledAt ?? null, failures);
      const { backup, earlier, newest = [] } = versions;
      if (backup) put('main', backup);
      for (const version of [...(earlier ? [earlier] : []), ...newest]) put('salvage', version);
      const shape = readTableShapes(connection).find(({ name }) => name === 'staff_member');
      const rank = mergedTables.staff_member;
      if (!shape || !rank) throw new Error('no such table');
      mergeTable(connection, shape, rank, earlier ? 1 : 0);
      return connection.prepare('SELECT failures, disabled_at AS disabledAt FROM staff_member').get();
    } finally {
      connection.close();
    }
  };

  test.each([
    ['two copies in the newest contents', { newest: [{ failures: 5 }, { failures: 0 }] }],
    [
      'two copies in the newest contents, and the backup',
      { backup: { failures: 9 }, newest: [{ failures: 5 }, { failures: 0 }] },
    ],
    ['the backup and an earlier content of a page', { backup: { failures: 5 }, earlier: { failures: 0 } }],
    ['an earlier content of a page and the backup', { backup: { failures: 0 }, earlier: { failures: 5 } }],
    ['the newest contents and an earlier one', { earlier: { failures: 9 }, newest: [{ failures: 5 }] }],
  ])('the newest contents decide, or else the more locked version stays: %s', (_what, versions) => {
    expect(merge(versions)).toEqual({ failures: 5, disabledAt: null });
  });

  test('a version from before somebody was disabled does not let them in', () => {
    const disabled = { failures: 0, disabledAt: 3 };
    expect(merge({ backup: disabled, newest: [{ failures: 0 }] })).toEqual(disabled);
    expect(merge({ newest: [disabled, { failures: 0 }] })).toEqual(disabled);
    expect(merge({ backup: { failures: 0, addedAt: 4 }, newest: [disabled] })).toMatchObject({
      disabledAt: null,
    });
  });
});
