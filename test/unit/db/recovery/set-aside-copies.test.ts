import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeRoom } from '../../../../db/backup/make-room.ts';
import { openDatabase } from '../../../../db/connection.ts';
import { recoverDatabase } from '../../../../db/recovery/recover-database.ts';
import { listCopies } from '../../../../db/recovery/set-aside-copies.ts';
import type { TestDatabase } from '../../../helpers/database.ts';
import { closedDatabase, overwritePages, pageBytes } from './filed-messages.ts';
import { backUp, disposeAll, messagesOf, mustRecover, now, tracked } from './recovery-world.ts';

let database: TestDatabase;
beforeEach(() => {
  database = tracked(closedDatabase(12));
});
afterEach(disposeAll);

/** Damages the database so that every row of it can still be read, and recovers it. */
const recoverWhole = (): string => {
  const bytes = readFileSync(database.file);
  // The header of the database, which holds no row.
  writeFileSync(database.file, bytes.fill(0xa5, 0, 100));
  return mustRecover(database.file).setAside;
};

/** Damages it so that a message loses its text, and recovers it. */
const recoverWithLoss = (): string => {
  const bytes = readFileSync(database.file);
  const pages = Array.from({ length: bytes.length / pageBytes }, (_, index) => index + 1).filter(
    (page) => page > 1 && bytes.subarray((page - 1) * pageBytes, page * pageBytes).includes('"sealed":"'),
  );
  overwritePages(database.file, [1, ...pages.slice(-1)]);
  const report = mustRecover(database.file);
  expect(report.salvage?.unreadable.pages).toBeGreaterThan(0);
  return report.setAside;
};

const names = (): readonly string[] => listCopies(database.file).map(({ name }) => name);

describe('damaged databases that were set aside', () => {
  test('are kept while they are few, and those of which all was saved go when there are more', () => {
    const made = Array.from({ length: 5 }, recoverWhole);
    expect(made).toHaveLength(5);
    expect(names()).toEqual(made.slice(-3));
    const damaged = join(database.folder, 'damaged');
    // What was done is still told.
    for (const name of made) expect(existsSync(join(damaged, `${name}-report.txt`))).toBe(true);
    for (const name of made.slice(0, 2)) {
      expect(
        readdirSync(damaged).filter((file) => file.startsWith(`${name}.`) || file === `${name}-salvaged`),
      ).toEqual([]);
    }
    expect(messagesOf(database.file).size).toBe(12);
  });

  test('are never removed where something in them could not be saved, however many and however little room', () => {
    const lost = recoverWithLoss();
    for (let round = 0; round < 5; round += 1) recoverWhole();
    expect(names()).toContain(lost);
    expect(makeRoom({ file: database.file, wantedBytes: Number.MAX_SAFE_INTEGER })).toMatchObject({
      ok: true,
    });
    expect(names()).toEqual([lost]);
    const report = readFileSync(join(database.folder, 'damaged', `${lost}-report.txt`), 'utf8');
    expect(report).toContain('保留，勿删');
  });

  test('go before backups when residents need the room', () => {
    backUp(database);
    const copy = recoverWhole();
    expect(makeRoom({ file: database.file, wantedBytes: Number.MAX_SAFE_INTEGER })).toEqual({
      ok: true,
      removed: [copy],
    });
    expect(readdirSync(join(database.folder, 'backups'))).toHaveLength(1);
    expect(makeRoom({ file: database.file, wantedBytes: 0 })).toEqual({ ok: true, removed: [] });
  });

  test('fill the disk no further: with eight that people have to look after, none is set aside', () => {
    const lost = recoverWithLoss();
    const damaged = join(database.folder, 'damaged');
    for (let number = 1; number < 8; number += 1) {
      copyFileSync(join(damaged, `${lost}.db`), join(damaged, `kiosk-20260101T00000${number}Z.db`));
    }
    overwritePages(database.file, [1]);
    const bytes = readFileSync(database.file);
    expect(recoverDatabase({ file: database.file, now, cause: 'test', reserveBytes: 0 })).toMatchObject({
      ok: false,
      reason: 'database-damaged',
      detail: expect.stringContaining('8 databases'),
    });
    expect(readFileSync(database.file).equals(bytes)).toBe(true);
  });
});

test('a recovery that would leave less than the reserve does not begin', () => {
  overwritePages(database.file, [1]);
  const bytes = readFileSync(database.file);
  const order = { file: database.file, now, cause: 'test' };
  expect(recoverDatabase({ ...order, reserveBytes: Number.MAX_SAFE_INTEGER })).toMatchObject({
    ok: false,
    reason: 'disk-full',
  });
  expect(readFileSync(database.file).equals(bytes)).toBe(true);
  expect(recoverDatabase({ ...order, reserveBytes: 0 })).toMatchObject({ ok: true });
  const opened = openDatabase({ file: database.file, now });
  expect(opened.ok).toBe(true);
  if (opened.ok) opened.database.close();
});

test('a copy that was half removed when the power went is removed with the next', () => {
  const first = recoverWhole();
  const damaged = join(database.folder, 'damaged');
  writeFileSync(join(damaged, `${first}.db-wal`), '');
  expect(makeRoom({ file: database.file, wantedBytes: Number.MAX_SAFE_INTEGER })).toMatchObject({
    removed: [first],
  });
  expect(readdirSync(damaged)).toEqual([`${first}-report.txt`]);
});
