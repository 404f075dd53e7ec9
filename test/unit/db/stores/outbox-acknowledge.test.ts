import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyMigrations } from '../../../../db/migrations/apply.ts';
import { acknowledgeSql, openGroupsSql } from '../../../../db/stores/outbox.ts';
import { idOf, openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => {
  database.dispose();
});

let last = 0;
/** Adds a message of this group; without one it is a group by itself. Returns its key. */
const add = (group?: string): string => {
  last += 1;
  const key = idOf(last);
  database.commit(({ outbox }) =>
    outbox.add({ key, kind: 'application', groupId: group ?? key, priority: 0, body: '{}' }),
  );
  return key;
};

const acknowledge = (keys: readonly string[]): readonly string[] => {
  let done: readonly string[] = [];
  database.commit(({ outbox }) => {
    done = [...outbox.acknowledgeAll(keys)];
  });
  return done;
};
const ready = (): readonly string[] =>
  database.read(({ outbox }) =>
    outbox.ready({ now: 0, limit: 100, bytes: 1_000_000, except: new Set() }).map(({ key }) => key),
  );

test('a batch is acknowledged at once, and what is not pending is left out', () => {
  const [one, two, three] = [add(), add(), add()];
  database.commit(({ outbox }) => void outbox.refuse(two, 'unknown-item'));
  expect(acknowledge([one, two, three, idOf(99_999)])).toEqual([one, three]);
  expect(acknowledge([one])).toEqual([]);
  expect(acknowledge([])).toEqual([]);
  expect(database.read(({ outbox }) => outbox.counts())).toMatchObject({ pending: 0, refused: 1 });
});

test('the next of each group may go then, and of no other', () => {
  const [first, alone, other] = [add('group-a'), add(), add('group-b')];
  const [second, follower, held] = [add('group-a'), add(alone), add('group-b')];
  acknowledge([first, alone]);
  expect(ready()).toEqual([other, second, follower]);
  acknowledge([other, second]);
  expect(ready()).toEqual([follower, held]);
});

test('in any order of batches each group goes on one by one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 }),
      fc.array(fc.array(fc.nat(11), { maxLength: 6 }), { maxLength: 6 }),
      (groups, batches) => {
        const round = last;
        const keys = groups.map((group) => add(group === 0 ? undefined : `round-${round}-${group}`));
        const open = new Map(keys.map((key, index) => [key, groups[index] ?? 0]));
        for (const batch of batches) {
          acknowledge(batch.map((index) => keys[index] ?? idOf(99_999)));
          for (const index of batch) open.delete(keys[index] ?? '');
        }
        const firsts = keys.filter((key, index) => {
          const group = groups[index];
          return (
            open.has(key) &&
            (group === 0 ||
              !keys.slice(0, index).some((other, at) => groups[at] === group && open.has(other)))
          );
        });
        expect(ready().filter((key) => keys.includes(key))).toEqual(firsts);
        acknowledge(ready());
        while (ready().length > 0) acknowledge(ready());
      },
    ),
    { numRuns: 25 },
  );
});

test.each([
  ['acknowledging', acknowledgeSql],
  ['open groups', openGroupsSql],
])('%s finds its rows by their keys and scans no table', (_what, sql) => {
  const connection = new BetterSqlite3(':memory:');
  applyMigrations(connection, 0);
  const parameters = sql.includes('@settledAt') ? { keys: '[]', settledAt: 0 } : { keys: '[]' };
  const plan = connection
    .prepare<Record<string, string | number>, { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(parameters)
    .map(({ detail }) => detail);
  connection.close();
  expect(plan.filter((detail) => detail.startsWith('SCAN') && !detail.includes('named'))).toEqual([]);
  expect(
    plan.some((detail) => /SEARCH (message|final) USING .*INDEX sqlite_autoindex_outbox_1/.test(detail)),
  ).toBe(true);
});
