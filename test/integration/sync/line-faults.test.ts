import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LineFault } from '../../helpers/fault-line.ts';
import { createSyncWorld, type SyncWorld } from './sync-world.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await createSyncWorld();
});
afterEach(() => world.dispose());

const actions = (): readonly string[] =>
  world.database.read(({ audit }) =>
    Array.from({ length: audit.head().sequence }, (_, index) => audit.find(index + 1)?.action ?? ''),
  );

const problemDocument = JSON.stringify({
  type: 'about:blank',
  title: 'internal-error',
  status: 500,
  reason: 'internal-error',
});

const faults: readonly (readonly [name: string, fault: LineFault])[] = [
  ['delay', { fault: 'delay', milliseconds: 50 }],
  ['drop-before', { fault: 'drop-before' }],
  ['drop-after', { fault: 'drop-after' }],
  ['duplicate', { fault: 'duplicate' }],
  ['truncate-request', { fault: 'truncate-request' }],
  ['truncate-answer', { fault: 'truncate-answer' }],
  [
    'status 503 of somebody else',
    { fault: 'status', status: 503, body: 'upstream connect error', type: 'text/plain' },
  ],
  [
    'status 500 with a problem document',
    { fault: 'status', status: 500, body: problemDocument, type: 'application/problem+json' },
  ],
  [
    'status 404 of somebody else',
    { fault: 'status', status: 404, body: '<html>Welcome to the hotel</html>', type: 'text/html' },
  ],
  [
    'status 200 of somebody else',
    { fault: 'status', status: 200, body: '{"results":[]}', type: 'application/json' },
  ],
  ['flip-answer', { fault: 'flip-answer' }],
  ['flip-signature', { fault: 'flip-signature' }],
  ['slow-loris', { fault: 'slow-loris', milliseconds: 40 }],
  ['reset-in-upload', { fault: 'reset-in-upload', afterBytes: 100 }],
];

test.each(faults)('an application arrives exactly once although its batch meets %s', async (_name, fault) => {
  const keys = [world.file(1), world.file(2, { chunks: 2 })];
  world.line.next(fault, /submissions/);
  world.line.next(fault, /submissions/);
  await world.drained();
  for (const key of keys) {
    expect(world.state(key)).toBe('acknowledged');
    expect(world.platform.contract.timesTaken(key)).toBe(1);
    expect(world.database.read(({ applications }) => applications.find(key)?.state)).toBe('received');
  }
  expect(world.line.passed.filter((request) => request.fault === fault.fault).length).toBeGreaterThan(0);
  expect(actions().filter((action) => action === 'sync.message-refused')).toEqual([]);
});

test.each(faults)('a chunk arrives although its upload meets %s', async (_name, fault) => {
  const key = world.file(1, { chunks: 3 });
  world.line.next(fault, /chunks\/1/);
  await world.drained();
  expect(world.state(key)).toBe('acknowledged');
  expect(new Set(world.platform.contract.chunksReceived).size).toBe(3);
});

test('an old answer that comes again for a new batch changes nothing', async () => {
  world.file(1);
  await world.drained();
  const key = world.file(2);
  world.line.next({ fault: 'stale-answer' }, /submissions/);
  world.pump().wake();
  await world.line.came(world.line.passed.length + 1);
  expect(world.state(key)).toBe('pending');
  await world.drained();
  expect(world.platform.contract.received).toHaveLength(2);
});

test('a batch that overtakes another changes neither what arrives nor its order within a group', async () => {
  const keys = Array.from({ length: 90 }, (_, index) => world.file(index + 1));
  world.line.next({ fault: 'overtaken' }, /submissions/);
  await world.drained();
  expect([...world.platform.contract.received].sort()).toEqual([...keys].sort());
  expect(world.platform.contract.batches[0]).not.toContain(keys[0]);
});

test('a duplicated request is a replay for the platform, and the message still arrives once', async () => {
  const key = world.file(1);
  world.line.next({ fault: 'duplicate' }, /submissions/);
  await world.drained();
  expect(world.platform.replays()).toBe(1);
  expect(world.platform.contract.timesTaken(key)).toBe(1);
});

test('a platform whose clock is a year away is spoken to in its own time', async () => {
  world.platformAhead = 365 * 86_400_000;
  const key = world.file(1);
  await world.drained();
  expect(world.state(key)).toBe('acknowledged');
});

test('an upload of 20 MB that is reset goes on at the chunk where it broke', async () => {
  const sealed = Array.from({ length: 60 }, () => randomBytes(262_144).toString('base64url'));
  const key = world.file(1, { sealed });
  world.line.next({ fault: 'reset-in-upload', afterBytes: 100_000 }, /chunks\/30/);
  world.line.next({ fault: 'reset-in-upload', afterBytes: 100_000 }, /chunks\/30/);
  await world.drained();
  expect(world.state(key)).toBe('acknowledged');
  const sent = world.platform.contract.chunksReceived.map((name) => Number(name.split('/')[1]));
  expect(sent).toEqual(Array.from({ length: 60 }, (_, index) => index));
});

test('an upload that a restart broke off asks what arrived and sends only the rest', async () => {
  const key = world.file(1, { chunks: 20 });
  world.line.next({ fault: 'drop-after' }, /chunks\/7/);
  world.line.next({ fault: 'drop-after' }, /chunks\/7/);
  world.pump().start();
  await world.until(() => world.line.passed.some(({ path }) => path.endsWith('chunks/7')));
  world.restart();
  await world.drained();
  expect(world.state(key)).toBe('acknowledged');
  expect(
    world.line.passed.filter(({ method, path }) => method === 'GET' && path.includes('/materials/')).length,
  ).toBe(2);
  expect(new Set(world.platform.contract.chunksReceived).size).toBe(20);
});

test('a thousand applications with one in three requests spoilt: all arrive, none twice', async () => {
  const keys = Array.from({ length: 1_000 }, (_, index) =>
    world.file(index + 1, index % 100 === 0 ? { chunks: 3 } : {}),
  );
  world.line.randomly({
    faults: faults.map(([, fault]) => fault).filter(({ fault }) => fault !== 'slow-loris'),
    oneIn: 3,
    seed: 20_261_120,
  });
  await world.drained();
  expect(new Set(world.platform.contract.received).size).toBe(1_000);
  expect(keys.every((key) => world.platform.contract.timesTaken(key) === 1)).toBe(true);
  expect(world.database.read(({ audit }) => audit.verify().ok)).toBe(true);
});
