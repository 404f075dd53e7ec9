import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLineMonitor } from '../../../electron/sync/line-monitor.ts';
import type { PlatformClient } from '../../../electron/sync/platform-client.ts';
import {
  createSynchronisation,
  keyLifeMilliseconds,
  readKeptPlatformTime,
  refreshMilliseconds,
  retentionMilliseconds,
  type Synchronisation,
} from '../../../electron/sync/synchronisation.ts';
import { generateKioskKey } from '../../../electron/sync/trust/kiosk-key.ts';
import { createPlatformTime, type PlatformTime } from '../../../electron/sync/trust/platform-time.ts';
import { type HealthReport, healthReportSchema } from '../../../platform/contract/kiosks.ts';
import type { CommandOutcome } from '../../../platform/contract/remote-commands.ts';
import { type ContractPlatform, createContractPlatform } from '../../property/sync/contract-platform.ts';
import { keyOf, messageOf, silentLog } from '../../property/sync/pump-world.ts';
import { catalogueOf, createFeedWorld, type FeedWorld, kioskId, until } from './feed/feed-world.ts';

const day = 86_400_000;
const unreachable = { ok: false, reason: 'unreachable', detail: 'ECONNREFUSED' } as const;

let feed: FeedWorld;
let platform: ContractPlatform;
let sync: Synchronisation;
let platformTime: PlatformTime;
let online: boolean;
let reports: HealthReport[];
let keyChanges: number;
let keySince: number;
let certified: boolean;
/** What the random source says. */
let chance: number;
let logged: string[];
/** What the platform says to a batch instead of taking it. */
let submitOutcome: { ok: false; reason: 'refused'; problem: 'internal-error'; detail: string } | null;
let submitted: number;
/** Commands that the next answer to a report brings, and what became of those that came. */
let answeredCommands: string[];
let outcomes: CommandOutcome[];

const audited = (action: string) =>
  feed.database.read(({ audit }) =>
    Array.from({ length: audit.head().sequence }, (_, index) => audit.find(index + 1)).filter(
      (entry) => entry?.action === action,
    ),
  );

const createSync = (): Synchronisation => {
  const { clock } = feed.database;
  const whenOnline = <Value>(call: () => Promise<Value>) => (online ? call() : Promise.resolve(unreachable));
  const client: Pick<
    PlatformClient,
    'health' | 'submit' | 'putChunk' | 'materialStatus' | 'reportHealth' | 'rotateKey'
  > = {
    health: () =>
      whenOnline(async () => ({ ok: true, value: { status: 'ok', time: clock.now(), name: 'test' } })),
    submit: (bodies) => {
      submitted += 1;
      return whenOnline(async () => submitOutcome ?? platform.submit(bodies));
    },
    putChunk: (...chunk) => whenOnline(() => platform.putChunk(...chunk)),
    materialStatus: (materialId) => whenOnline(() => platform.materialStatus(materialId)),
    reportHealth: (report) =>
      whenOnline(async () => {
        reports.push(report);
        return { ok: true, value: { commands: answeredCommands.splice(0) } };
      }),
    rotateKey: () =>
      whenOnline(async () => {
        keyChanges += 1;
        return { ok: true, value: { keyId: next.keyId, chain } };
      }),
  };
  const next = generateKioskKey();
  const chain = { kiosk: 'AA', root: 'AA' };
  return createSynchronisation({
    store: feed.database.current(),
    client,
    documents: feed.documents,
    identity: {
      kioskId,
      stationCode: 'QX-0001',
      presentKey: () => ({ keyId: 'present', since: keySince }),
      isKeyChangeUnderWay: () => false,
      isRevoked: () => false,
      isUnknown: () => false,
      isReplaced: () => false,
      openingKey: () => null,
      onEvent: () => undefined,
      nextKey: () => ({ ok: true, key: next }),
      documentSigner: () => (certified ? { privateKey: next.privateKey, chain: [new Uint8Array(1)] } : null),
      keepNextChain: () => {
        certified = true;
        return { ok: true };
      },
      signingKeys: () => [],
      accepted: () => {
        keySince = platformTime.now();
      },
      revoked: () => undefined,
    },
    platformTime,
    line: createLineMonitor({ client, clock }),
    clock,
    random: () => chance,
    log: {
      ...silentLog,
      info: (event) => void logged.push(event),
      warn: (event) => void logged.push(event),
    },
    health: () => ({
      appVersion: '1.0.0',
      versions: { electron: null, node: '24', system: 'test' },
      lastStart: { at: 0, after: 'none' },
      devices: [],
      auditHead: feed.database.read(({ audit }) => audit.head()),
      database: { bytes: 1, lastBackupAt: null },
    }),
    commands: {
      take: async (came) => {
        outcomes.push(
          ...came.map((_, index) => ({ number: index + 1, outcome: 'done' as const, reason: null, at: 1 })),
        );
        return came.length > 0;
      },
      outcomes: () => outcomes,
      heard: (told) => {
        outcomes = outcomes.filter((outcome) => !told.includes(outcome));
      },
    },
  });
};

const addRating = (number: number): void => {
  const { key, body } = messageOf(number);
  feed.database.commit(({ outbox }) => outbox.add({ key, kind: 'rating', groupId: key, priority: 1, body }));
  sync.wake();
};

/** Starts, and lets the first round of everything end. */
const started = async (): Promise<void> => {
  sync.start();
  await until(feed.database, () => feed.documents.catalogueState() !== 'loading');
  await feed.database.clock.advance(1_000);
};

beforeEach(async () => {
  feed = await createFeedWorld();
  await feed.publish({
    collection: 'settings',
    id: 'kiosk',
    content: { acknowledgedRetentionDays: 3, backupRetentionDays: 5, healthReportSeconds: 3600 },
  });
  platform = createContractPlatform();
  platformTime = createPlatformTime({ clock: feed.database.clock, kept: null });
  online = true;
  reports = [];
  keyChanges = 0;
  chance = 0.5;
  logged = [];
  submitOutcome = null;
  submitted = 0;
  answeredCommands = [];
  outcomes = [];
  keySince = feed.database.clock.now();
  certified = true;
  sync = createSync();
});
afterEach(async () => {
  await sync.stop();
  feed.database.dispose();
});

test('an enrolled kiosk fetches what is published, reports how it is, and hands in what waits', async () => {
  addRating(1);
  await started();
  expect(feed.documents.policy().acknowledgedRetentionDays).toBe(3);
  expect(platform.received).toEqual([keyOf(1)]);
  expect(reports).toHaveLength(1);
  expect(reports[0]?.auditHead.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(sync.view()).toMatchObject({ line: 'online', pending: 0, breaker: 'closed', documents: null });
  expect(sync.view().lastContactAt).toBeGreaterThan(0);
});

test('health is reported at the interval of the policy, with the queue as it is', async () => {
  await started();
  reports.length = 0;
  await feed.database.clock.advance(3 * 3_600_000);
  expect(reports).toHaveLength(3);
  expect(reports[0]?.queue).toEqual({ pending: 0, refused: 0, oldestPendingAt: null });
});

test.each([
  [0, 0.9],
  [0.5, 1],
  [0.999, 1.0998],
])('with the chance of %d the next report comes after %d of the interval', async (chanceOfTest, part) => {
  chance = chanceOfTest;
  await started();
  await feed.database.clock.advance(6 * 3_600_000);
  const [before, last] = reports.slice(-2).map(({ reportedAt }) => reportedAt);
  expect((last ?? 0) - (before ?? 0)).toBeCloseTo(part * 3_600_000, -3);
});

test('a shorter interval counts from when it is published, not from when the longer one has run out', async () => {
  await started();
  reports.length = 0;
  await feed.publish({
    collection: 'settings',
    id: 'kiosk',
    version: 2,
    content: { acknowledgedRetentionDays: 3, backupRetentionDays: 5, healthReportSeconds: 10 },
  });
  await feed.database.clock.advance(refreshMilliseconds);
  await expect.poll(() => feed.documents.policy().healthReportSeconds).toBe(10);
  await feed.database.clock.advance(60_000);
  expect(reports.length).toBeGreaterThan(4);
});

test('a platform that is well but for the queue is left alone by the queue, however often health is reported', async () => {
  await feed.publish({
    collection: 'settings',
    id: 'kiosk',
    version: 2,
    content: { acknowledgedRetentionDays: 3, backupRetentionDays: 5, healthReportSeconds: 10 },
  });
  await started();
  reports.length = 0;
  submitOutcome = { ok: false, reason: 'refused', problem: 'internal-error', detail: 'status 500' };
  addRating(1);
  await feed.database.clock.advance(3_600_000);
  expect(reports.length).toBeGreaterThan(300);
  // Five minutes at most, two and a half here.
  expect(submitted).toBeGreaterThan(15);
  expect(submitted).toBeLessThan(50);
});

test('a kiosk without a line says once that nobody hears of it, and once that somebody does again', async () => {
  await started();
  online = false;
  await feed.database.clock.advance(24 * 3_600_000);
  expect(logged.filter((event) => event === 'health-not-reported')).toHaveLength(1);
  online = true;
  await feed.database.clock.advance(60_000);
  expect(logged.filter((event) => event.startsWith('health-'))).toEqual([
    'health-not-reported',
    'health-reported-again',
  ]);
});

/** A command has come with the answer to a report. */
const commandCame = async (): Promise<void> => {
  answeredCommands = ['a command'];
  while (outcomes.length === 0) await feed.database.clock.advance(1_000);
};

test('what became of a command is reported within seconds, and once', async () => {
  await started();
  await commandCame();
  await feed.database.clock.advance(2_000);
  expect(reports.at(-1)?.commands).toMatchObject([{ number: 1, outcome: 'done' }]);
  await feed.database.clock.advance(2 * 3_600_000);
  expect(reports.at(-1)?.commands).toEqual([]);
});

test('what became of a command waits for the line', async () => {
  await started();
  await commandCame();
  online = false;
  await feed.database.clock.advance(3_600_000);
  online = true;
  await feed.database.clock.advance(60_000);
  expect(reports.at(-1)?.commands).toMatchObject([{ number: 1, outcome: 'done' }]);
  expect(outcomes).toEqual([]);
});

test('the report names what the kiosk refuses of the feed', async () => {
  await feed.publish({ collection: 'template', id: 'housing-status', content: { title: '<script>' } });
  await started();
  await feed.database.clock.advance(2 * 3_600_000);
  expect(healthReportSchema.parse(reports.at(-1)).feed).toEqual({
    problem: 'document-refused',
    missing: [{ document: 'template/housing-status', reason: 'content-broken' }],
  });
});

test('while the line is down everything waits, and all of it is made up for within seconds of its return', async () => {
  online = false;
  feed.outcomes.push(...Array.from({ length: 1_000 }, () => unreachable));
  sync.start();
  addRating(1);
  await feed.database.clock.advance(3_600_000);
  expect(sync.view()).toMatchObject({ line: 'offline', pending: 1, breaker: 'open', problem: 'unreachable' });
  online = true;
  feed.outcomes.length = 0;
  await feed.database.clock.advance(2_500);
  expect(sync.view()).toMatchObject({ line: 'online', pending: 0, breaker: 'closed' });
  expect(reports).toHaveLength(1);
});

test('documents are asked for every ten minutes or so, and after a failure within seconds', async () => {
  await started();
  feed.asked.length = 0;
  await feed.publish({ collection: 'catalogue', id: 'all', content: catalogueOf(['elder-card']) });
  feed.outcomes.push(unreachable);
  await feed.database.clock.advance(refreshMilliseconds);
  expect(feed.asked).toHaveLength(1);
  await feed.database.clock.advance(10_000);
  expect(feed.asked).toHaveLength(2);
  await until(feed.database, () => feed.documents.catalogue().applications.length > 0);
  expect(feed.documents.catalogue().applications).toHaveLength(1);
});

test('what the platform has had for longer than the policy says is deleted, once a day, and that is recorded', async () => {
  addRating(1);
  await started();
  online = false;
  addRating(2);
  hearPlatform();
  await feed.database.clock.advance(2.5 * day);
  expect(feed.database.read(({ outbox }) => outbox.find(keyOf(1))?.state)).toBe('acknowledged');
  await feed.database.clock.advance(2 * retentionMilliseconds);
  expect(feed.database.read(({ outbox }) => outbox.find(keyOf(1)))).toBeUndefined();
  expect(feed.database.read(({ outbox }) => outbox.find(keyOf(2))?.state)).toBe('pending');
  expect(audited('sync.settled-messages-deleted')).toMatchObject([
    { reason: 'retention', details: '{"messages":1,"retentionDays":3}' },
  ]);
});

/** An answer of the platform has told the time: it is what this machine's clock says. */
const hearPlatform = (): void => {
  const { monotonic, now } = feed.database.clock;
  platformTime.observed({
    created: Math.floor(now() / 1_000),
    sentAt: monotonic(),
    receivedAt: monotonic(),
  });
};

test('a local clock that runs ahead deletes nothing before the platform has been heard', async () => {
  addRating(1);
  await started();
  hearPlatform();
  await sync.stop();
  await feed.restart();
  online = false;
  feed.database.clock.jumpTo(feed.database.clock.now() + 300 * day);
  platformTime = createPlatformTime({
    clock: feed.database.clock,
    kept: readKeptPlatformTime(feed.database.current()),
  });
  sync = createSync();
  sync.start();
  await feed.database.clock.advance(2 * retentionMilliseconds);
  expect(feed.database.read(({ outbox }) => outbox.find(keyOf(1))?.state)).toBe('acknowledged');
});

test('a jump of the local clock deletes nothing early', async () => {
  addRating(1);
  await started();
  feed.database.clock.jumpTo(feed.database.clock.now() + 400 * day);
  await feed.database.clock.advance(retentionMilliseconds);
  expect(feed.database.read(({ outbox }) => outbox.find(keyOf(1))?.state)).toBe('acknowledged');
});

test('the key is changed when it has signed for a year, and not before', async () => {
  await started();
  expect(keyChanges).toBe(0);
  keySince -= keyLifeMilliseconds;
  await feed.database.clock.advance(3_600_000);
  await expect.poll(() => keyChanges).toBe(1);
  await feed.database.clock.advance(3 * 3_600_000);
  expect(keyChanges).toBe(1);
});

test('the key is changed at once when its certificate was lost, so that the kiosk can sign documents', async () => {
  certified = false;
  await started();
  await until(feed.database, () => keyChanges > 0);
  await feed.database.clock.advance(3 * 3_600_000);
  expect(keyChanges).toBe(1);
});

test('what is known of the platform’s clock and the last contact are there after a restart', async () => {
  await started();
  const { monotonic, now } = feed.database.clock;
  platformTime.observed({
    created: Math.floor(now() / 1_000) + 86_400,
    sentAt: monotonic(),
    receivedAt: monotonic(),
  });
  const contact = sync.view().lastContactAt;
  await sync.stop();
  await feed.restart();
  const kept = readKeptPlatformTime(feed.database.current());
  expect(kept?.offset).toBeGreaterThan(86_000_000);
  platformTime = createPlatformTime({ clock: feed.database.clock, kept });
  sync = createSync();
  expect(sync.view().lastContactAt).toBe(contact);
});
