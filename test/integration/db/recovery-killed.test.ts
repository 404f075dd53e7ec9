import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { backUpDatabase } from '../../../db/backup/back-up-database.ts';
import { listBackups } from '../../../db/backup/backup-files.ts';
import { openDatabase } from '../../../db/connection.ts';
import { checkWholeDatabase } from '../../../db/integrity/check-whole-database.ts';
import { orderRestore } from '../../../db/recovery/order-restore.ts';
import { journalFileOf, readJournal } from '../../../db/recovery/recovery-journal.ts';
import { recoverDatabase } from '../../../db/recovery/recover-database.ts';
import type { TestDatabase } from '../../helpers/database.ts';
import { fileApplication, overwritePages } from '../../unit/db/recovery/filed-messages.ts';
import { killAll, killDuring, largeDatabase, messagesIn, startStorageProcess } from './storage-world.ts';
import { backToVersion9, tablesSince9 } from '../../unit/db/migrations/earlier-version.ts';

const databases: TestDatabase[] = [];
afterEach(async () => {
  await killAll();
  for (const database of databases.splice(0)) database.dispose();
});
const madeLarge = (): TestDatabase => {
  const database = largeDatabase();
  databases.push(database);
  return database;
};

/** What the database itself tells of its recoveries. */
const openReports = (file: string): readonly unknown[] => {
  const connection = new BetterSqlite3(file, { readonly: true });
  try {
    return connection
      .prepare<[], string>('SELECT report FROM recovery ORDER BY id')
      .pluck()
      .all()
      .map((report) => JSON.parse(report));
  } finally {
    connection.close();
  }
};

describe('a process that is killed', () => {
  test('in the middle of a recovery, again and again, loses nothing of what was set aside', async () => {
    const database = madeLarge();
    const { file, folder } = database;
    const before = messagesIn(file);
    overwritePages(file, [1]);
    const damaged = readFileSync(file);
    // Later and later, so that each step is hit: the whole takes about a second.
    const moments = [0, 5, 15, 40, 80, 120, 180, 250, 350, 450, 600, 800];
    const asides = (): readonly string[] =>
      existsSync(join(folder, 'damaged'))
        ? readdirSync(join(folder, 'damaged')).filter((name) => name.endsWith('.db'))
        : [];
    // One that was killed between its last step and its answer has finished, too: another would begin anew.
    const isFinished = (): boolean => asides().length > 0 && !existsSync(journalFileOf(file));
    for (const milliseconds of moments) {
      await killDuring(file, 'recover', milliseconds);
      const [name] = asides();
      const kept = name === undefined ? file : join(folder, 'damaged', name);
      expect(readFileSync(kept).equals(damaged)).toBe(true);
      if (isFinished()) break;
    }
    if (!isFinished()) {
      const last = await startStorageProcess(file);
      await last.ask('recover');
      expect(await last.answer()).toMatchObject({ ok: true });
    }
    expect(messagesIn(file)).toEqual(before);
    expect(checkWholeDatabase(file)).toMatchObject({ ok: true });
    expect(asides()).toHaveLength(1);
    expect(readFileSync(join(folder, 'damaged', asides()[0] ?? '')).equals(damaged)).toBe(true);
  });

  test('in the middle of a restore, again and again, brings back the backup that was asked for and loses nothing', async () => {
    const { file, folder } = madeLarge();
    const order = { now: 1_795_000_000_000, keptDays: 60, reserveBytes: 0 };
    for (const later of [0, 1_000]) {
      expect(backUpDatabase({ file, ...order, now: order.now + later })).toMatchObject({ ok: true });
    }
    const [newest, asked] = listBackups(join(folder, 'backups'));
    const opened = openDatabase({ file, now: Date.now });
    if (!opened.ok || asked === undefined) throw new Error('no database, or no backup');
    opened.database.transaction((unit) => {
      fileApplication(unit, 5_000);
      return { ok: true };
    });
    opened.database.close();
    const before = messagesIn(file);
    expect(orderRestore({ file, name: asked.name, now: order.now, reserveBytes: 0 })).toEqual({ ok: true });
    for (const milliseconds of [0, 5, 15, 40, 80, 120, 180, 250, 350, 450, 600, 800]) {
      await killDuring(file, 'recover', milliseconds);
      // One that was killed between its last step and its answer has finished, too: another would begin anew.
      if (!existsSync(journalFileOf(file))) break;
      // However far it has come: it does not open as if nothing had happened, and begins no other recovery.
      expect(readJournal(file)?.backup).toBe(asked.name);
    }
    const last = await startStorageProcess(file);
    if (existsSync(journalFileOf(file))) {
      await last.ask('recover');
      expect(await last.answer()).toMatchObject({ ok: true, report: { backup: { name: asked.name } } });
    }
    expect(newest?.name).not.toBe(asked.name);
    expect(messagesIn(file)).toEqual(before);
    expect(checkWholeDatabase(file)).toMatchObject({ ok: true });
    expect(openReports(file)).toMatchObject([{ wanted: asked.name, salvage: { audit: { lost: null } } }]);
  });

  test('in the middle of a backup leaves those before it, and no half one under a name', async () => {
    const { file, folder } = madeLarge();
    const backups = join(folder, 'backups');
    expect(backUpDatabase({ file, now: 1_795_000_000_000, keptDays: 60, reserveBytes: 0 })).toMatchObject({
      ok: true,
    });
    for (const milliseconds of [0, 3, 8, 15, 25, 40]) {
      await killDuring(file, 'back-up', milliseconds);
      for (const backup of listBackups(backups))
        expect(checkWholeDatabase(backup.file)).toMatchObject({ ok: true });
    }
    const last = await startStorageProcess(file);
    await last.ask('back-up');
    expect(await last.answer()).toMatchObject({ ok: true });
    expect(readdirSync(backups).filter((name) => !name.endsWith('.db'))).toEqual([]);
  });

  test('in the middle of a migration leaves one whole version, and a backup of the older', async () => {
    const { file, folder } = madeLarge();
    for (const milliseconds of [0, 4, 10, 20, 40, 80]) {
      const old = new BetterSqlite3(file);
      backToVersion9(old);
      old.close();
      await killDuring(file, 'open', milliseconds);
      const after = new BetterSqlite3(file);
      const version = Number(after.pragma('user_version', { simple: true }));
      const tables = tablesSince9
        .flat()
        .filter(
          (table) => after.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined,
        );
      after.close();
      // Each migration is a transaction: what was killed has had some of them, each wholly.
      expect(tables).toEqual(tablesSince9.slice(0, version - 9).flat());
      if (version > 9) expect(listBackups(join(folder, 'backups'))[0]?.schema).toBe(9);
    }
    const opened = openDatabase({ file, now: Date.now });
    expect(opened).toMatchObject({ ok: true });
    if (opened.ok) opened.database.close();
  });
});

test('two recoveries one after the other set aside two databases under two names', () => {
  const { file, folder } = madeLarge();
  for (let round = 0; round < 2; round += 1) {
    overwritePages(file, [1]);
    expect(
      recoverDatabase({ file, now: () => 1_795_000_000_000, cause: 'test', reserveBytes: 0 }),
    ).toMatchObject({
      ok: true,
    });
  }
  expect(readdirSync(join(folder, 'damaged')).filter((name) => name.endsWith('.db'))).toHaveLength(2);
  const opened = openDatabase({ file, now: Date.now });
  if (!opened.ok) throw new Error(opened.detail);
  expect(opened.database.read(({ recoveries }) => recoveries.unseen())).toMatchObject({
    value: [{ id: 1 }, { id: 2 }],
  });
  opened.database.close();
});
