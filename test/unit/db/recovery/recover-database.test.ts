import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../db/connection.ts';
import { checkWholeDatabase } from '../../../../db/integrity/check-whole-database.ts';
import { migrations } from '../../../../db/migrations/all.ts';
import { acknowledge, openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import {
  closedDatabase,
  fileApplication,
  fillDatabase,
  keyOf,
  overwritePages,
  pageBytes,
  receiptOf,
  sealedText,
} from './filed-messages.ts';
import {
  backUp,
  countIn,
  disposeAll,
  messagesOf,
  mustOpen,
  mustRecover,
  now,
  tracked,
} from './recovery-world.ts';

afterEach(disposeAll);

/** On which pages messages lie, as SQLite itself tells. */
const placesIn = (file: string, bytes: Buffer) => {
  const connection = new BetterSqlite3(file, { readonly: true });
  const pages = connection
    .prepare<[], { name: string; page: number }>('SELECT name, pageno AS page FROM dbstat')
    .all();
  connection.close();
  const pagesOf = (table: string): readonly number[] =>
    pages.flatMap(({ name, page }) => (name === table ? [page] : []));
  return {
    rowOf: (key: string): number | undefined =>
      pagesOf('outbox').find((page) =>
        bytes.subarray((page - 1) * pageBytes, page * pageBytes).includes(key),
      ),
    content: new Set(['outbox_body', 'sealed_chunk'].flatMap(pagesOf)),
  };
};

describe('a database without a backup', () => {
  test('loses nothing that residents wait for, whichever single page is damaged, and however', () => {
    const database = tracked(closedDatabase());
    const connection = new BetterSqlite3(database.file);
    connection.exec("UPDATE outbox SET state = 'acknowledged', settled_at = 5 WHERE sequence % 3 = 0");
    connection.exec(
      "UPDATE application SET state = 'received', settled_at = 5 WHERE key IN (SELECT key FROM outbox WHERE state = 'acknowledged')",
    );
    connection.close();
    const before = messagesOf(database.file);
    const whole = readFileSync(database.file);
    const places = placesIn(database.file, whole);
    const pages = whole.length / pageBytes;
    const folder = join(database.folder, 'copies');
    mkdirSync(folder);

    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: pages }),
        fc.constantFrom('zeros', 'ones', 'noise', 'first half', 'last half', 'another page'),
        fc.integer(),
        (page, kind, seed) => {
          const bytes = Buffer.from(whole);
          const start = (page - 1) * pageBytes;
          const noise = Buffer.from(sealedText(`${seed}`, pageBytes));
          const other = (Math.abs(seed) % pages) * pageBytes;
          switch (kind) {
            case 'zeros':
              bytes.fill(0, start, start + pageBytes);
              break;
            case 'ones':
              bytes.fill(0xff, start, start + pageBytes);
              break;
            case 'noise':
              noise.copy(bytes, start);
              break;
            case 'first half':
              noise.copy(bytes, start, 0, pageBytes / 2);
              break;
            case 'last half':
              noise.copy(bytes, start + pageBytes / 2, pageBytes / 2);
              break;
            case 'another page':
              whole.copy(bytes, start, other, other + pageBytes);
          }
          const file = join(folder, `${readdirSync(folder).length}`, 'kiosk.db');
          mkdirSync(join(file, '..'));
          writeFileSync(file, bytes);
          const report = mustRecover(file);
          const after = messagesOf(file);
          // A message is lost only with its row and its text, which lie on different pages.
          expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
          const incomplete = new Set(report.salvage?.messages.incomplete);
          for (const message of before.values()) {
            const recovered = after.get(message.key);
            if (places.rowOf(message.key) === page) {
              // Only what was decided about it is lost: it waits again, under the same key.
              expect([message.state, 'pending', 'refused']).toContain(recovered?.state);
            } else if (!places.content.has(page)) {
              expect(recovered).toEqual(message);
            } else if (incomplete.has(message.key)) {
              expect([message.state, recovered?.state]).toEqual(['pending', 'refused']);
            } else {
              expect(recovered?.state).toBe(message.state);
              if (message.state === 'pending') expect(recovered).toEqual(message);
            }
          }
          expect(checkWholeDatabase(file)).toMatchObject({ ok: true });
        },
      ),
      { numRuns: 60, seed: 4 },
    );
  });

  test.each([
    ['its header', [1]],
    ['its schema and every third page', [1, ...Array.from({ length: 40 }, (_, index) => index * 3 + 2)]],
  ])('gives what can be read when %s is overwritten', (_what, pages) => {
    const database = tracked(closedDatabase());
    overwritePages(database.file, pages);
    const report = mustRecover(database.file);
    expect(report.backup).toBeNull();
    expect(messagesOf(database.file).size).toBeGreaterThan(15);
    expect(checkWholeDatabase(database.file)).toMatchObject({ ok: true });
    expect(mustOpen(database.file).read(({ outbox }) => outbox.counts().pending)).toMatchObject({ ok: true });
  });

  test('is made anew when nothing can be read, and the old file is kept byte by byte', () => {
    const database = tracked(openTestDatabase());
    database.current().close();
    const letter = 'Dear kiosk, this is a letter. '.repeat(500);
    writeFileSync(database.file, letter);
    expect(openDatabase({ file: database.file, now })).toMatchObject({
      ok: false,
      reason: 'database-damaged',
    });
    const report = mustRecover(database.file);
    expect(readFileSync(join(database.folder, 'damaged', `${report.setAside}.db`), 'utf8')).toBe(letter);
    expect(mustOpen(database.file).read(({ audit }) => audit.verify())).toMatchObject({
      ok: true,
      value: { ok: true, entries: 1 },
    });
  });
});

describe('a database with a backup', () => {
  const damagedWithBackup = (): TestDatabase => {
    const database = tracked(openTestDatabase());
    fillDatabase(database, 12);
    backUp(database);
    database.write(({ outbox }) => acknowledge(outbox, keyOf(3)));
    for (let number = 13; number <= 24; number += 1) {
      database.commit((unit) => fileApplication(unit, number, number % 8 === 0 ? { chunks: 3 } : {}));
    }
    database.current().close();
    return database;
  };

  test('gets back what was filed since, and what was acknowledged since stays acknowledged', () => {
    const database = damagedWithBackup();
    overwritePages(database.file, [1]);
    expect(openDatabase({ file: database.file, now })).toMatchObject({ reason: 'database-damaged' });
    const report = mustRecover(database.file);
    expect(report.backup?.name).toMatch(/^kiosk-000001-20261122T020000Z-v\d+\.db$/);
    expect(report.salvage?.tables.outbox).toMatchObject({ inBackup: 12, added: 12, updated: 1 });
    expect(report.salvage?.audit).toMatchObject({
      backupHead: { sequence: 12 },
      head: { sequence: 24 },
      lost: null,
      unlinked: 0,
    });
    const kiosk = mustOpen(database.file);
    expect(
      kiosk.read((unit) => ({
        third: unit.outbox.find(keyOf(3))?.state,
        chunks: unit.outbox.uploads({ now: now(), limit: 10, except: new Set() }),
        application: unit.applications.byReceiptNumber(receiptOf(24))?.state,
        counts: unit.outbox.counts(),
        audit: unit.audit.verify(),
        entry: unit.audit.find(25),
      })),
    ).toMatchObject({
      ok: true,
      value: {
        third: 'acknowledged',
        chunks: [
          { key: keyOf(8), chunks: 2 },
          { key: keyOf(16), chunks: 3 },
          { key: keyOf(24), chunks: 3 },
        ],
        application: 'filed',
        counts: { pending: 23, refused: 0 },
        audit: { ok: true, entries: 25 },
        entry: { action: 'database.recovered', subject: report.setAside },
      },
    });
  });

  test('keeps what the backup has when the file is gone altogether', () => {
    const database = damagedWithBackup();
    truncateSync(database.file, 0);
    expect(openDatabase({ file: database.file, now })).toMatchObject({
      reason: 'database-damaged',
      detail: expect.stringContaining('backups'),
    });
    mustRecover(database.file);
    expect(messagesOf(database.file).size).toBe(12);
  });

  test('takes an older one when the newest is damaged or of a newer kiosk', () => {
    const database = damagedWithBackup();
    const backups = join(database.folder, 'backups');
    const [good = ''] = readdirSync(backups);
    const damaged = `kiosk-000002-20261122T023000Z-v${migrations.length}.db`;
    copyFileSync(join(backups, good), join(backups, damaged));
    overwritePages(join(backups, damaged), [3, 4, 5]);
    writeFileSync(
      join(backups, `kiosk-000003-20261122T024000Z-v${migrations.length + 1}.db`),
      'of a newer kiosk',
    );
    truncateSync(database.file, 0);
    expect(mustRecover(database.file)).toMatchObject({ backup: { name: good }, refusedBackups: [damaged] });
  });

  test('names the audit entries that are lost, and keeps those behind the gap apart', () => {
    const database = tracked(openTestDatabase());
    fillDatabase(database, 12);
    backUp(database);
    for (let number = 13; number <= 120; number += 1) {
      database.commit((unit) => fileApplication(unit, number));
    }
    database.current().close();
    // The page of the audit log that holds an entry behind the backup.
    const bytes = readFileSync(database.file);
    const auditPages = Array.from({ length: bytes.length / pageBytes }, (_, index) => index).filter(
      (index) => {
        const content = bytes.subarray(index * pageBytes, (index + 1) * pageBytes);
        return content[0] === 13 && content.includes('application.filed') && content.includes(receiptOf(30));
      },
    );
    expect(auditPages).toHaveLength(1);
    overwritePages(
      database.file,
      auditPages.map((index) => index + 1),
    );
    const { audit } = mustRecover(database.file).salvage ?? {};
    expect(audit?.lost?.to).toBe(120);
    expect(audit?.lost?.from).toBe((audit?.head.sequence ?? 0) + 1);
    expect(audit?.lost?.from).toBeLessThanOrEqual(30);
    expect(audit?.unlinked).toBeGreaterThan(50);
    expect(countIn(database.file, 'unlinked_audit_entry')).toBe(audit?.unlinked);
    const kiosk = mustOpen(database.file);
    expect(kiosk.read((unit) => unit.audit.find((audit?.head.sequence ?? 0) + 1)?.details)).toMatchObject({
      value: expect.stringContaining('"auditLostTo":120'),
    });
    expect(messagesOf(database.file).size).toBe(120);
  });
});
