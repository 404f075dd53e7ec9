import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Unit } from '../../../../db/unit-of-work.ts';
import {
  acknowledge,
  digestOf,
  idOf,
  openTestDatabase,
  sealedMaterial,
  type TestDatabase,
} from '../../../helpers/database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => {
  database.dispose();
});

type Message = Parameters<Unit['outbox']['add']>[0];

const messageOf = (number: number, message: Partial<Message> = {}): Message => ({
  key: idOf(number),
  kind: 'rating',
  groupId: idOf(number),
  priority: 0,
  body: `{"number":${number}}`,
  ...message,
});

const add = (number: number, message: Partial<Message> = {}): void =>
  database.commit((unit) => unit.outbox.add(messageOf(number, message)));

const ready = ({
  now = database.clock.now(),
  limit = 100,
  bytes = 1_000_000,
  except = [] as readonly number[],
} = {}): readonly string[] =>
  database
    .read((unit) => unit.outbox.ready({ now, limit, bytes, except: new Set(except.map(idOf)) }))
    .map(({ key }) => key);

const uploads = (limit = 100, except: readonly number[] = []) =>
  database.read((unit) =>
    unit.outbox.uploads({ now: database.clock.now(), limit, except: new Set(except.map(idOf)) }),
  );

const find = (number: number) => database.read((unit) => unit.outbox.find(idOf(number)));
const counts = () => database.read((unit) => unit.outbox.counts());
const keys = (...numbers: readonly number[]): readonly string[] => numbers.map(idOf);

test('a message waits as it was added', () => {
  add(1, { kind: 'application', groupId: 'G-1', priority: 3 });
  expect(find(1)).toEqual({
    sequence: 1,
    key: idOf(1),
    kind: 'application',
    groupId: 'G-1',
    priority: 3,
    body: '{"number":1}',
    state: 'pending',
    reason: null,
    attempts: 0,
    notBefore: null,
    createdAt: database.clock.now(),
    settledAt: null,
  });
  expect(find(2)).toBeUndefined();
});

describe('what is ready', () => {
  test('goes by priority and then by age', () => {
    add(1, { priority: 5 });
    add(2, { priority: 0 });
    add(3, { priority: 5 });
    add(4, { priority: 0 });
    expect(ready()).toEqual(keys(2, 4, 1, 3));
    expect(ready({ limit: 3 })).toEqual(keys(2, 4, 1));
    expect(ready({ limit: 0 })).toEqual([]);
  });

  test('leaves out what is on its way', () => {
    for (const number of [1, 2, 3]) add(number);
    expect(ready({ except: [1, 3] })).toEqual(keys(2));
  });

  test('stops before the bytes of the bodies are exceeded, but gives at least one', () => {
    for (const number of [1, 2, 3]) add(number, { body: `"${'x'.repeat(98)}"` });
    expect(ready({ bytes: 200 })).toEqual(keys(1, 2));
    expect(ready({ bytes: 199 })).toEqual(keys(1));
    expect(ready({ bytes: 1 })).toEqual(keys(1));
  });

  test('is the head of each group only, one after the other’s final word', () => {
    add(1, { groupId: 'A' });
    add(2, { groupId: 'A' });
    add(3, { groupId: 'B' });
    add(4, { groupId: 'A' });
    expect(ready()).toEqual(keys(1, 3));
    expect(ready({ except: [1] })).toEqual(keys(3));
    database.write((unit) => acknowledge(unit.outbox, idOf(1)));
    expect(ready()).toEqual(keys(2, 3));
    database.write((unit) => acknowledge(unit.outbox, idOf(2)));
    expect(ready()).toEqual(keys(3, 4));
  });

  test('follows an application in its group, of which the application gave the name', () => {
    add(1, { kind: 'application' });
    add(2, { groupId: idOf(1) });
    expect(ready()).toEqual(keys(1));
    database.write((unit) => acknowledge(unit.outbox, idOf(1)));
    expect(ready()).toEqual(keys(2));
    add(3, { groupId: idOf(1) });
    expect(ready()).toEqual(keys(2));
  });

  test('is held back by a dead letter until staff have settled it', () => {
    add(1, { groupId: 'A' });
    add(2, { groupId: 'A' });
    database.write((unit) => unit.outbox.refuse(idOf(1), 'unknown-item'));
    expect(ready()).toEqual([]);
    add(3, { groupId: 'A' });
    expect(ready()).toEqual([]);
    database.write((unit) => unit.outbox.settle(idOf(1), 'handed-over-on-paper'));
    expect(ready()).toEqual(keys(2));
  });

  test('is not what was postponed, before its time', () => {
    const now = database.clock.now();
    for (const number of [1, 2, 3]) add(number);
    database.commit((unit) => {
      unit.outbox.postpone(idOf(1), now + 2_000);
      unit.outbox.postpone(idOf(2), now + 1_000);
    });
    const nextDue = (at: number) => database.read((unit) => unit.outbox.nextDue(at));
    expect(ready()).toEqual(keys(3));
    expect(nextDue(now)).toBe(now + 1_000);
    expect(ready({ now: now + 1_000 })).toEqual(keys(2, 3));
    expect(nextDue(now + 1_000)).toBe(now + 2_000);
    expect(ready({ now: now + 2_000 })).toEqual(keys(1, 2, 3));
    expect(nextDue(now + 2_000)).toBeNull();
    expect(find(1)).toMatchObject({ attempts: 1, notBefore: now + 2_000 });
  });
});

describe('materials', () => {
  const addWithMaterials = (): void =>
    add(1, { kind: 'application', materials: [sealedMaterial(10, 2), sealedMaterial(11, 1)] });
  const nextChunk = () => database.read((unit) => unit.outbox.nextChunk(idOf(1)));
  const upload = (number: number, index: number): void =>
    database.commit((unit) => unit.outbox.chunkUploaded({ materialId: idOf(number), index }));

  test('go up chunk by chunk before their message', () => {
    addWithMaterials();
    add(2);
    expect(ready()).toEqual(keys(2));
    expect(uploads()).toEqual([{ key: idOf(1), chunks: 3 }]);
    const sealed = 'eyJhbGciOiJFQ0RILUVTIn0..10.0.tag';
    expect(nextChunk()).toEqual({ materialId: idOf(10), index: 0, sealed, digest: digestOf(sealed) });
    upload(10, 0);
    expect(nextChunk()).toMatchObject({ materialId: idOf(10), index: 1 });
    upload(10, 1);
    expect(nextChunk()).toMatchObject({ materialId: idOf(11), index: 0 });
    expect(uploads()).toEqual([{ key: idOf(1), chunks: 1 }]);
    upload(11, 0);
    expect(nextChunk()).toBeUndefined();
    expect(uploads()).toEqual([]);
    expect(ready()).toEqual(keys(1, 2));
  });

  test('a chunk counts once, whoever says so how often', () => {
    addWithMaterials();
    upload(10, 0);
    upload(10, 0);
    upload(10, 7);
    upload(99, 0);
    expect(uploads()).toEqual([{ key: idOf(1), chunks: 2 }]);
  });

  test('go up again when the platform has lost them', () => {
    addWithMaterials();
    for (const [number, index] of [
      [10, 0],
      [10, 1],
      [11, 0],
    ] as const) {
      upload(number, index);
    }
    database.commit((unit) => unit.outbox.chunksMissing(idOf(10), [1, 1, 9]));
    expect(ready()).toEqual([]);
    expect(uploads()).toEqual([{ key: idOf(1), chunks: 1 }]);
    expect(nextChunk()).toMatchObject({ materialId: idOf(10), index: 1 });
  });

  test('of the oldest message come first; one that is postponed or on its way waits', () => {
    add(1, { kind: 'application', priority: 5, materials: [sealedMaterial(10, 1)] });
    add(2, { kind: 'application', materials: [sealedMaterial(11, 1)] });
    const oldest = { key: idOf(1), chunks: 1 };
    const newest = { key: idOf(2), chunks: 1 };
    expect(uploads()).toEqual([oldest, newest]);
    expect(uploads(1)).toEqual([oldest]);
    expect(uploads(1, [1])).toEqual([newest]);
    database.commit((unit) => unit.outbox.postpone(idOf(1), database.clock.now() + 1));
    expect(uploads()).toEqual([newest]);
  });
});

describe('a final word', () => {
  test('is taken once: a late answer changes nothing', async () => {
    add(1);
    add(2);
    expect(database.write((unit) => acknowledge(unit.outbox, idOf(1)))).toEqual({ ok: true });
    const settledAt = database.clock.now();
    await database.clock.advance(10);
    const notPending = { ok: false, reason: 'not-pending' };
    expect(database.write((unit) => acknowledge(unit.outbox, idOf(1)))).toEqual(notPending);
    expect(database.write((unit) => unit.outbox.refuse(idOf(1), 'unknown-item'))).toEqual(notPending);
    expect(database.write((unit) => acknowledge(unit.outbox, idOf(9)))).toEqual(notPending);
    database.commit((unit) => unit.outbox.postpone(idOf(1), 5));
    expect(find(1)).toMatchObject({ state: 'acknowledged', settledAt, attempts: 0, notBefore: null });
    database.write((unit) => unit.outbox.refuse(idOf(2), 'unknown-item'));
    expect(database.write((unit) => acknowledge(unit.outbox, idOf(2)))).toEqual(notPending);
    expect(find(2)).toMatchObject({ state: 'refused', reason: 'unknown-item' });
  });

  test('that is a refusal makes a dead letter, which staff send again or settle', () => {
    for (const number of [1, 2, 3]) add(number);
    for (const number of [2, 1]) database.write((unit) => unit.outbox.refuse(idOf(number), 'unknown-item'));
    const refused = () => database.read((unit) => unit.outbox.refused()).map(({ key }) => key);
    expect(refused()).toEqual(keys(1, 2));
    expect(database.write((unit) => unit.outbox.retry(idOf(1)))).toEqual({ ok: true });
    expect(find(1)).toMatchObject({ state: 'pending', reason: null, settledAt: null });
    expect(ready()).toEqual(keys(1, 3));
    expect(database.write((unit) => unit.outbox.settle(idOf(2), 'withdrawn by 13800138000'))).toEqual({
      ok: true,
    });
    expect(find(2)).toMatchObject({ state: 'settled', reason: 'withdrawn_by_withheld' });
    expect(refused()).toEqual([]);
    for (const number of [1, 2, 3]) {
      const outcomes = [
        database.write((unit) => unit.outbox.retry(idOf(number))),
        database.write((unit) => unit.outbox.settle(idOf(number), 'seen')),
      ];
      expect(outcomes).toEqual(outcomes.map(() => ({ ok: false, reason: 'not-refused' })));
    }
  });
});

test('counts say what waits, what was refused, and since when', async () => {
  expect(counts()).toEqual({ pending: 0, refused: 0, oldestPendingAt: null });
  const begin = database.clock.now();
  add(1, { priority: 9 });
  await database.clock.advance(10);
  add(2, { materials: [sealedMaterial(20, 1)] });
  await database.clock.advance(10);
  add(3, { groupId: 'A' });
  add(4, { groupId: 'A' });
  expect(counts()).toEqual({ pending: 4, refused: 0, oldestPendingAt: begin });
  database.write((unit) => acknowledge(unit.outbox, idOf(1)));
  expect(counts()).toEqual({ pending: 3, refused: 0, oldestPendingAt: begin + 10 });
  database.write((unit) => unit.outbox.refuse(idOf(2), 'unknown-item'));
  database.write((unit) => unit.outbox.refuse(idOf(3), 'unknown-item'));
  expect(counts()).toEqual({ pending: 1, refused: 2, oldestPendingAt: begin + 20 });
});

describe('purging', () => {
  test('deletes what became final before, with its chunks, and nothing else', async () => {
    for (const number of [1, 2, 3, 4, 5]) add(number, { materials: [sealedMaterial(100 + number, 2)] });
    database.write((unit) => acknowledge(unit.outbox, idOf(1)));
    database.write((unit) => unit.outbox.refuse(idOf(2), 'unknown-item'));
    database.write((unit) => unit.outbox.refuse(idOf(3), 'unknown-item'));
    database.write((unit) => unit.outbox.settle(idOf(3), 'seen'));
    await database.clock.advance(1_000);
    database.write((unit) => acknowledge(unit.outbox, idOf(4)));
    const purge = (before: number, limit?: number): number => {
      let purged = -1;
      database.commit((unit) => {
        purged = unit.outbox.purge(before, limit);
      });
      return purged;
    };
    expect(purge(database.clock.now(), 1)).toBe(1);
    expect(purge(database.clock.now())).toBe(1);
    expect(purge(database.clock.now())).toBe(0);
    expect([1, 2, 3, 4, 5].filter((number) => find(number) !== undefined)).toEqual([2, 4, 5]);
    const next = (number: number) => database.read((unit) => unit.outbox.nextChunk(idOf(number)));
    expect(next(1)).toBeUndefined();
    expect(next(5)).toMatchObject({ materialId: idOf(105), index: 0 });
  });

  test('never gives a sequence twice', () => {
    add(1);
    database.write((unit) => acknowledge(unit.outbox, idOf(1)));
    database.commit((unit) => unit.outbox.purge(database.clock.now() + 1));
    add(2);
    expect(find(2)?.sequence).toBe(2);
  });
});

test.each([
  ['a key that is no UUIDv7', { key: 'not-a-uuid' }],
  ['a body with a name in it', { body: '{"name":"张三"}' }],
  ['a group named after a person', { groupId: '张三' }],
  ['a priority that there is not', { priority: 10 }],
] as const)('%s is refused', (_what, message) => {
  expect(() => add(1, message)).toThrow('CHECK constraint');
});

test('a key that comes again throws, and nothing of the second message is kept', () => {
  add(1);
  expect(() => add(1, { body: '{"second":true}' })).toThrow('UNIQUE constraint');
  expect(find(1)?.body).toBe('{"number":1}');
  expect(counts().pending).toBe(1);
});
