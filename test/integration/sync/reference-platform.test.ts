import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseTemplate } from '../../../electron/core/certificates/rendering/template/parse-template.ts';
import { createRemoteCommands } from '../../../electron/core/remote-commands/remote-commands.ts';
import { createServiceClosing } from '../../../electron/core/staff-mode/service-closing.ts';
import { createLineMonitor } from '../../../electron/sync/line-monitor.ts';
import { createSynchronisation, type Synchronisation } from '../../../electron/sync/synchronisation.ts';
import { createPlatformLink, type PlatformLink } from '../../../electron/sync/trust/platform-link.ts';
import { createPlatformTime } from '../../../electron/sync/trust/platform-time.ts';
import { createTrustedDocuments, type TrustedDocuments } from '../../../electron/sync/trusted-documents.ts';
import { systemClock } from '../../../drivers/device/clock.ts';
import { beginIdentifiedVisit, idOf, openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { type FaultLine, openFaultLine } from '../../helpers/fault-line.ts';
import { startTestPlatform, type TestPlatform } from '../../helpers/platform.ts';
import type { TestKiosk } from '../../helpers/platform-kiosk.ts';
import { fileApplication, rate, sealMaterial } from '../../helpers/platform-submissions.ts';
import { silentLog } from '../../property/sync/pump-world.ts';

/** Everything real: database, HTTP, signatures, and the reference platform on its embedded store. */
let platform: TestPlatform;
let kiosk: TestKiosk;
let database: TestDatabase;
let line: FaultLine;
let link: PlatformLink;
let documents: TrustedDocuments;
let sync: Synchronisation;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.close());

beforeEach(async () => {
  kiosk = await platform.enrolKiosk();
  database = openTestDatabase();
  database.commit((unit) => beginIdentifiedVisit(unit));
  line = await openFaultLine(platform.url, systemClock);
  const platformTime = createPlatformTime({ clock: systemClock, kept: null });
  link = createPlatformLink({
    platform: { url: line.url, rootKey: platform.rootKey, timeoutMilliseconds: 5_000 },
    signer: { signingKeys: () => [kiosk.key], accepted: () => undefined, revoked: () => undefined },
    platformTime,
    clock: systemClock,
    randomBytes,
  });
  documents = createTrustedDocuments({
    store: database.current(),
    client: link.client,
    keySet: link.keySet,
    kioskId: kiosk.kioskId,
    templateCheck: (content) => parseTemplate(JSON.stringify(content)),
    log: silentLog,
  });
  const commands = createRemoteCommands({
    store: database.current(),
    kioskId: kiosk.kioskId,
    answerKeys: () => documents.keySet().answerKeys,
    closing: createServiceClosing(database.current(), platformTime.now).byCentre,
    now: platformTime.now,
    log: silentLog,
  });
  sync = createSynchronisation({
    store: database.current(),
    client: link.client,
    documents,
    identity: {
      ...{ kioskId: kiosk.kioskId, stationCode: kiosk.stationCode },
      presentKey: () => ({ keyId: kiosk.key.keyId, since: Date.now() }),
      isKeyChangeUnderWay: () => false,
      isRevoked: () => false,
      isUnknown: () => false,
      isReplaced: () => false,
      openingKey: () => null,
      onEvent: () => undefined,
      nextKey: () => {
        throw new Error('no key is due');
      },
      documentSigner: () => ({ privateKey: kiosk.key.privateKey, chain: [new Uint8Array(1)] }),
      keepNextChain: () => ({ ok: true }),
      signingKeys: () => [kiosk.key],
      accepted: () => undefined,
      revoked: () => undefined,
    },
    platformTime,
    line: createLineMonitor({ client: link.client, clock: systemClock }),
    clock: systemClock,
    random: Math.random,
    log: silentLog,
    health: () => ({
      appVersion: '1.0.0',
      versions: { electron: null, node: '24', system: 'test' },
      lastStart: { at: 0, after: 'none' },
      devices: [],
      auditHead: database.read(({ audit }) => audit.head()),
      database: { bytes: 1, lastBackupAt: null },
    }),
    commands,
  });
});
afterEach(async () => {
  const stopped = sync.stop();
  link.close();
  await stopped;
  await line.close();
  database.dispose();
});

/** Files applications as the core does: one transaction each, sealed to the platform's key. */
const file = async (number: number, materialBytes = 0): Promise<string> => {
  const published = documents.sealingKey(Date.now());
  if (!published) throw new Error('no sealing key');
  const key = v7();
  const pieces: Uint8Array[] = [];
  for (let rest = materialBytes; rest > 0; rest -= 262_144) pieces.push(randomBytes(Math.min(rest, 262_144)));
  const material = pieces.length > 0 ? await sealMaterial({ published }, key, pieces) : null;
  const submission = await fileApplication(
    { published },
    { key, ...(material ? { materials: [material] } : {}) },
  );
  const filed = database.write(({ applications }) =>
    applications.file({
      key,
      receiptNumber: submission.receiptNumber,
      visitId: idOf(1),
      item: submission.item,
      formVersion: submission.formVersion,
      holderPseudonym: 'a'.repeat(64),
      filedAt: submission.filedAt,
      body: JSON.stringify(submission),
      materials: material
        ? [
            {
              materialId: material.submitted.materialId,
              chunks: material.chunks.map((sealed, index) => ({
                sealed,
                digest: material.submitted.chunkDigests[index] ?? '',
              })),
            },
          ]
        : [],
    }),
  );
  if (!filed.ok) throw new Error(`${number}: ${filed.reason}`);
  return key;
};

/** Resolves when the queue is empty. */
const drained = (): Promise<void> =>
  new Promise((resolve) => {
    const check = (): void => {
      if (sync.view().pending === 0) resolve();
    };
    sync.onChange(check);
    check();
  });

test('guides, templates, catalogue and policy come from the reference platform and are found again after a restart', async () => {
  expect(await documents.refresh()).toMatchObject({ ok: true });
  expect(documents.catalogueState()).toBe('current');
  expect(documents.catalogue().applications.length).toBeGreaterThan(0);
  expect(documents.guides().size).toBeGreaterThan(0);
  expect(documents.templates().has('housing-status')).toBe(true);
  expect(documents.sealingKey(Date.now())).not.toBeNull();
});

test('applications, ratings and a large material arrive at the reference platform once, over a bad line', async () => {
  expect(await documents.refresh()).toMatchObject({ ok: true });
  const keys: string[] = [];
  for (let number = 0; number < 40; number += 1) keys.push(await file(number, number === 7 ? 1_500_000 : 0));
  const rating = rate();
  database.commit(({ outbox }) =>
    outbox.add({
      key: rating.key,
      kind: 'rating',
      groupId: rating.key,
      priority: 1,
      body: JSON.stringify(rating),
    }),
  );
  line.next({ fault: 'drop-after' }, /submissions/);
  line.next({ fault: 'duplicate' }, /submissions/);
  line.next({ fault: 'reset-in-upload', afterBytes: 100_000 }, /chunks\/3/);
  sync.start();
  await drained();
  for (const key of [...keys, rating.key]) {
    expect(database.read(({ outbox }) => outbox.find(key)?.state)).toBe('acknowledged');
  }
  expect(line.passed.filter(({ fault }) => fault !== 'none').length).toBeGreaterThanOrEqual(2);
  // Handed in once more, each is answered with what it was answered first: the platform has it once.
  const again = await link.client.submit(
    keys.map((key) => database.read(({ outbox }) => outbox.find(key)?.body ?? '')),
  );
  expect(again.ok && new Set(again.value.results.map(({ outcome }) => outcome))).toEqual(
    new Set(['received']),
  );
});

test('what the reference platform refuses becomes a dead letter', async () => {
  expect(await documents.refresh()).toMatchObject({ ok: true });
  const published = documents.sealingKey(Date.now());
  if (!published) throw new Error('no sealing key');
  const rating = rate({ subject: 'ZF20200101-0000000000' });
  database.commit(({ outbox }) =>
    outbox.add({
      key: rating.key,
      kind: 'rating',
      groupId: rating.key,
      priority: 1,
      body: JSON.stringify({ ...rating, level: 'not a level' }),
    }),
  );
  sync.start();
  await drained();
  expect(database.read(({ outbox }) => outbox.refused().map(({ reason }) => reason))).toEqual([
    'malformed-message',
  ]);
});
