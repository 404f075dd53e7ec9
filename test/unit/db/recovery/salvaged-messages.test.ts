import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { acknowledge, idOf, openTestDatabase } from '../../../helpers/database.ts';
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
import { backUp, disposeAll, messagesOf, mustOpen, mustRecover, now, tracked } from './recovery-world.ts';

afterEach(disposeAll);

describe('what is left of a message', () => {
  test('with its text lost is a dead letter that staff see, with its receipt number in the report', () => {
    const database = tracked(openTestDatabase());
    fillDatabase(database, 5);
    database.commit((unit) => fileApplication(unit, 6, { characters: 30_000 }));
    database.current().close();
    const bytes = readFileSync(database.file);
    const middle = sealedText('application 6', 30_000).slice(15_000, 15_060);
    overwritePages(database.file, [Math.floor(bytes.indexOf(middle) / pageBytes) + 1], 0);
    const report = mustRecover(database.file);
    expect(report.salvage).toMatchObject({ incompleteApplications: [receiptOf(6)] });
    const kiosk = mustOpen(database.file);
    expect(kiosk.read(({ outbox }) => outbox.refused().map(({ key, reason }) => ({ key, reason })))).toEqual({
      ok: true,
      value: [{ key: keyOf(6), reason: 'content-not-recovered' }],
    });
    expect(kiosk.read(({ applications }) => applications.find(keyOf(6))?.state)).toMatchObject({
      value: 'refused',
    });
    expect(readFileSync(join(database.folder, 'damaged', `${report.setAside}-report.txt`), 'utf8')).toContain(
      receiptOf(6),
    );
  });

  test('whose visit is lost stays, with a row that says that the visit was not recovered', () => {
    const database = tracked(closedDatabase(5));
    const bytes = readFileSync(database.file);
    const pages = Array.from({ length: bytes.length / pageBytes }, (_, index) => index + 1).filter((page) => {
      const content = bytes.subarray((page - 1) * pageBytes, page * pageBytes);
      return content[0] === 10 && content.includes('zh-CN');
    });
    overwritePages(database.file, pages);
    const report = mustRecover(database.file);
    expect(report.salvage?.standInVisits).toBe(1);
    expect(mustOpen(database.file).read(({ visits }) => visits.find(idOf(1)))).toMatchObject({
      value: { outcome: 'not-recovered', locale: 'und' },
    });
  });

  test('that the platform has acknowledged stays so, although an older page says that it waits', () => {
    const database = tracked(openTestDatabase());
    fillDatabase(database, 6);
    database.write(({ outbox }) => acknowledge(outbox, keyOf(2)));
    backUp(database);
    database.tamper((connection) => {
      connection.exec("UPDATE outbox SET state = 'pending', settled_at = NULL WHERE sequence = 2");
    });
    database.current().close();
    overwritePages(database.file, [1]);
    mustRecover(database.file);
    expect(mustOpen(database.file).read(({ outbox }) => outbox.find(keyOf(2))?.state)).toMatchObject({
      value: 'acknowledged',
    });
  });

  test('goes out in the order of its group, and the next one gets a number that nobody had', () => {
    const database = tracked(openTestDatabase());
    fillDatabase(database, 3);
    database.commit(({ outbox }) => {
      for (const number of [71, 72]) {
        outbox.add({
          key: keyOf(number),
          kind: 'rating',
          groupId: keyOf(1),
          priority: 0,
          body: JSON.stringify({ kind: 'rating', key: keyOf(number), level: 'satisfied', ratedAt: 5 }),
        });
      }
    });
    database.current().close();
    overwritePages(database.file, [1]);
    mustRecover(database.file);
    const kiosk = mustOpen(database.file);
    const window = { now: now(), limit: 10, bytes: 1_000_000, except: new Set<string>() };
    const ready = () => kiosk.read(({ outbox }) => outbox.ready(window).map(({ key }) => key));
    expect(ready()).toMatchObject({ value: [keyOf(1), keyOf(2), keyOf(3)] });
    kiosk.transaction(({ outbox }) => acknowledge(outbox, keyOf(1)));
    expect(ready()).toMatchObject({ value: [keyOf(2), keyOf(3), keyOf(71)] });
    kiosk.transaction(({ outbox }) => {
      outbox.add({ key: keyOf(80), kind: 'rating', groupId: keyOf(80), priority: 5, body: '{}' });
      return { ok: true };
    });
    expect(kiosk.read(({ outbox }) => outbox.find(keyOf(80))?.sequence)).toMatchObject({ value: 6 });
  });

  test('of which nothing but the text is left waits again under its key', () => {
    const database = tracked(closedDatabase(12));
    const connection = new BetterSqlite3(database.file);
    const pages = connection
      .prepare<[], number>("SELECT pageno FROM dbstat WHERE name IN ('outbox', 'application')")
      .pluck()
      .all();
    connection.close();
    const before = messagesOf(database.file);
    overwritePages(database.file, pages);
    const report = mustRecover(database.file);
    expect(report.salvage?.messages.rebuilt).toBe(12);
    expect(messagesOf(database.file)).toEqual(before);
  });
});
