import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKeyPair } from '../../property/sync/key-pair.ts';
import { catalogueOf, createFeedWorld, type FeedWorld, kioskId, until } from './feed/feed-world.ts';

const unreachable = { ok: false, reason: 'unreachable', detail: 'ECONNREFUSED' } as const;

let world: FeedWorld;
beforeEach(async () => {
  world = await createFeedWorld();
});
afterEach(() => world.database.dispose());

const codes = (): string[] => world.documents.catalogue().applications.map(({ code }) => code);
const lastAction = (): string | undefined =>
  world.database.read(({ audit }) => audit.find(audit.head().sequence)?.action);

const publishCatalogue = (version: number, items: readonly string[]): Promise<void> =>
  world.publish({ collection: 'catalogue', id: 'all', version, content: catalogueOf(items) });

test('what is published is fetched page by page, verified, put in place at once and found again without a line', async () => {
  await publishCatalogue(1, ['elder-card']);
  await world.publish({ id: 'elder-card' });
  await world.publish({ collection: 'template', id: 'housing-status', content: { title: 'T' } });
  await world.publish({
    collection: 'revocations',
    id: 'all',
    content: { certificateNumbers: ['ZF20261120-7K3M9QXAB2'] },
  });
  await world.publish({
    collection: 'settings',
    id: 'kiosk',
    content: { acknowledgedRetentionDays: 7, backupRetentionDays: 5, healthReportSeconds: 30 },
  });
  expect(await world.documents.refresh()).toEqual({ ok: true, applied: { placed: 5, removed: 0, stale: 0 } });
  expect(world.asked).toEqual(['', '2', '4']);
  expect(lastAction()).toBe('sync.documents-applied');
  await world.restart();
  world.outcomes.push(unreachable);
  expect(await world.documents.refresh()).toEqual(unreachable);
  expect(world.documents.catalogueState()).toBe('kept');
  expect(codes()).toEqual(['elder-card']);
  expect([...world.documents.guides().keys()]).toEqual(['elder-card']);
  expect(world.documents.templates().get('housing-status')).toEqual({ title: 'T' });
  expect(world.documents.isRevoked('ZF20261120-7K3M9QXAB2')).toBe(true);
  expect(world.documents.isRevoked('ZF20261120-7K3M9QXAB3')).toBe(false);
  expect(world.documents.policy().acknowledgedRetentionDays).toBe(7);
});

test('a round without news writes nothing', async () => {
  await publishCatalogue(1, ['elder-card']);
  await world.documents.refresh();
  const head = world.database.read(({ audit }) => audit.head());
  expect(await world.documents.refresh()).toMatchObject({ ok: true, applied: { placed: 0 } });
  expect(world.database.read(({ audit }) => audit.head())).toEqual(head);
  expect(world.documents.catalogueState()).toBe('current');
});

test('before anything was fetched there is nothing, and it is said', async () => {
  await world.documents.restore();
  world.outcomes.push(unreachable);
  await world.documents.refresh();
  expect(world.documents.catalogueState()).toBe('unavailable');
  expect(world.documents.policy().acknowledgedRetentionDays).toBe(30);
});

test('the old catalogue stays whole until the last page of the new one is in', async () => {
  await publishCatalogue(1, ['elder-card']);
  await world.documents.refresh();
  await publishCatalogue(2, ['elder-card', 'school-bus']);
  await world.publish({ id: 'one' });
  await world.publish({ id: 'two' });
  world.outcomes.push(undefined, unreachable);
  await world.documents.refresh();
  expect(codes()).toEqual(['elder-card']);
  expect(world.database.read(({ feedDocuments }) => feedDocuments.staged().length)).toBe(2);
  // The line breaks, the core dies; the next round goes on at the second page.
  await world.restart();
  expect(codes()).toEqual(['elder-card']);
  world.asked.length = 0;
  await world.documents.refresh();
  expect(world.asked).toEqual(['3']);
  expect(codes()).toEqual(['elder-card', 'school-bus']);
});

test.each<[string, () => Promise<void>, string, string | null]>([
  [
    'signed by a stranger',
    () => world.publish({ id: 'bad', version: 2 }, createKeyPair('answers-1')),
    'not-genuine bad-signature',
    null,
  ],
  [
    'signed with a key that nobody knows',
    () => world.publish({ id: 'bad', version: 2 }, createKeyPair('answers-9')),
    'not-genuine unknown-key',
    null,
  ],
  ['no signed document', async () => world.publishText('x.y.z'), 'not-genuine malformed', null],
  [
    'for another kiosk',
    () => world.publish({ id: 'bad', version: 2, audience: 'K-9999999999' }),
    'for-another-kiosk K-9999999999',
    'guide/bad',
  ],
  [
    'a catalogue of another shape',
    () => world.publish({ collection: 'catalogue', id: 'bad', version: 2, content: { items: 3 } }),
    'content-broken',
    'catalogue/bad',
  ],
  [
    'a template with a script in it',
    () => world.publish({ collection: 'template', id: 'bad', version: 2, content: { title: '<script>' } }),
    'content-broken title: contains a script',
    'template/bad',
  ],
  [
    'withdrawn, and yet there is content',
    () => world.publish({ id: 'bad', version: 2, removed: true }),
    'content-broken',
    'guide/bad',
  ],
])('a document that is %s is told, and what is in place stays', async (_what, publish, detail, name) => {
  await publishCatalogue(1, ['elder-card']);
  await world.publish({ id: 'bad', version: 1 });
  await world.publish({ collection: 'template', id: 'bad', version: 1, content: { title: 'T' } });
  await world.documents.refresh();
  await publish();
  expect(await world.documents.refresh()).toMatchObject({ ok: false, reason: 'document-refused' });
  expect(world.documents.problem()).toMatchObject({ reason: 'document-refused', document: name });
  expect(world.documents.problem()?.detail).toContain(detail);
  expect(world.documents.missing()).toMatchObject([{ document: name }]);
  expect(codes()).toEqual(['elder-card']);
  expect([...world.documents.guides().keys()]).toEqual(['bad']);
  expect(world.documents.templates().get('bad')).toEqual({ title: 'T' });
});

test('a version does not go back', async () => {
  await publishCatalogue(5, ['elder-card', 'school-bus']);
  await world.documents.refresh();
  await publishCatalogue(4, ['elder-card']);
  expect(await world.documents.refresh()).toMatchObject({
    ok: false,
    refused: [{ refusal: 'version-went-back', document: 'catalogue/all' }],
  });
  expect(codes()).toEqual(['elder-card', 'school-bus']);
});

test('a withdrawn document is gone, and stays gone', async () => {
  await world.publish({ id: 'one', version: 1 });
  await world.documents.refresh();
  await world.publish({ id: 'one', version: 3, removed: true, content: null });
  await world.documents.refresh();
  expect([...world.documents.guides().keys()]).toEqual([]);
  await world.publish({ id: 'one', version: 2 });
  await world.documents.refresh();
  expect([...world.documents.guides().keys()]).toEqual([]);
});

test('a newer key set is fetched before what it signs is verified', async () => {
  await publishCatalogue(1, ['elder-card']);
  await world.documents.refresh();
  const next = createKeyPair('answers-2');
  const [old] = world.keySet().answerKeys;
  if (!old) throw new Error('no key');
  world.newKeySet({ answerKeys: [old, { ...old, keyId: 'answers-2', jwk: next.jwk }] });
  await world.publish({ id: 'new' }, next);
  expect(await world.documents.refresh()).toMatchObject({ ok: true });
  expect(world.documents.guides().has('new')).toBe(true);
  await world.restart();
  expect(world.documents.keySet().answerKeys).toHaveLength(2);
  expect(world.documents.guides().has('new')).toBe(true);
});

test('a page that is too large is asked for again in smaller pieces', async () => {
  await publishCatalogue(1, ['elder-card']);
  world.outcomes.push({ ok: false, reason: 'malformed-reply', detail: 'more than 8388608 bytes' });
  expect(await world.documents.refresh()).toMatchObject({ ok: true });
  expect(world.asked).toEqual(['', '']);
});

test('a feed that stands still is given up', async () => {
  world.outcomes.push({
    ok: true,
    value: { documents: [], next: '', more: true, keySetIssuedAt: world.keySet().issuedAt },
  });
  expect(await world.documents.refresh()).toMatchObject({ ok: false, reason: 'malformed-reply' });
});

test('prepared documents are found until they expire, and read from the disk', async () => {
  const kioskKey = 'k'.repeat(43);
  const prepared = { kioskKey, expiresAt: 2_000, sealed: 'sealed' };
  await world.publish({
    collection: 'prepared-document',
    id: 'one',
    audience: kioskId,
    content: prepared,
  });
  await world.documents.refresh();
  expect(await world.documents.preparedDocuments(1_000)).toMatchObject([{ content: prepared }]);
  expect(await world.documents.preparedDocuments(2_000)).toEqual([]);
  expect(world.documents.expiredPrepared(2_000)).toHaveLength(1);
});

test('the newest sealing key that is good is used, and none that is not', async () => {
  const { jwk } = createKeyPair('x');
  const keyFrom = (keyId: string, notBefore: number, notAfter: number) => ({
    keyId,
    jwk,
    algorithm: 'ECDH-ES' as const,
    notBefore,
    notAfter,
  });
  world.newKeySet({ sealingKeys: [keyFrom('a', 0, 100), keyFrom('b', 50, 150), keyFrom('c', 120, 200)] });
  await world.documents.refresh();
  expect([10, 60, 110, 130, 199, 200].map((now) => world.documents.sealingKey(now)?.keyId)).toEqual([
    'a',
    'b',
    'b',
    'c',
    'c',
    undefined,
  ]);
});

test('refreshes at the same time share one round', async () => {
  await publishCatalogue(1, ['elder-card']);
  await Promise.all([world.documents.refresh(), world.documents.refresh()]);
  expect(world.asked).toEqual(['']);
});

test('a refresh brings what was published before it, also while an earlier round is under way', async () => {
  const revoked = 'ZF20261120-7K3M9QXAB2';
  await world.publish({
    collection: 'revocations',
    id: 'all',
    content: { certificateNumbers: [revoked] },
  });
  const [revocation] = world.backUp();
  world.bringBack([]);
  await publishCatalogue(1, ['elder-card']);
  const earlier = world.documents.refresh();
  await until(world.database, () => world.asked.length === 1);
  // The page that the earlier round has asked for does not have it.
  world.publishText(revocation?.jws ?? '');
  await world.documents.refresh();
  expect(world.documents.isRevoked(revoked)).toBe(true);
  expect(await earlier).toMatchObject({ ok: true });
});
