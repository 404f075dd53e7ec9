import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeyPair } from '../../../property/sync/key-pair.ts';
import { catalogueOf, createFeedWorld, type FeedWorld, kioskId } from './feed-world.ts';

const unreachable = { ok: false, reason: 'unreachable', detail: 'ECONNREFUSED' } as const;
const number = 'ZF20261120-7K3M9QXAB2';

let world: FeedWorld;
beforeEach(async () => {
  world = await createFeedWorld();
});
afterEach(() => world.database.dispose());

const guides = (): string[] => [...world.documents.guides().keys()];
const codes = (): string[] => world.documents.catalogue().applications.map(({ code }) => code);
const gap = (): string | null => world.database.read(({ feedDocuments }) => feedDocuments.gap());

const publishCatalogue = (version: number, items: readonly string[]): Promise<void> =>
  world.publish({ collection: 'catalogue', id: 'all', version, content: catalogueOf(items) });
const publishRevocations = (version = 1): Promise<void> =>
  world.publish({
    collection: 'revocations',
    id: 'all',
    version,
    content: { certificateNumbers: [number] },
  });
const publishBroken = (id = 'broken', version = 1): Promise<void> =>
  world.publish({ id, version, content: { item: 3 } });
const refused = { ok: false, reason: 'document-refused' };

describe('a document that is refused', () => {
  test('holds back its own collection and nothing else', async () => {
    await world.publish({ id: 'one' });
    await world.documents.refresh();
    await world.publish({ id: 'two' });
    await publishBroken();
    await publishCatalogue(1, ['elder-card']);
    await publishRevocations();
    expect(await world.documents.refresh()).toMatchObject({ ...refused, applied: { placed: 2, removed: 0 } });
    expect(guides()).toEqual(['one']);
    expect(codes()).toEqual(['elder-card']);
    expect(world.documents.isRevoked(number)).toBe(true);
    expect(world.documents.catalogueState()).toBe('current');
    // What came with it is ready, so that only the one document is missing.
    expect(world.database.read(({ feedDocuments }) => feedDocuments.staged())).toMatchObject([{ id: 'two' }]);
  });

  test.each([
    ['a text that is no document', async () => world.publishText('x.y.z')],
    ['a catalogue of a stranger', () => publishStrangersCatalogue()],
  ])('and is %s keeps no revocation and no key from the kiosk', async (_what, publish) => {
    await publish();
    await publishRevocations();
    world.newKeySet({});
    expect(await world.documents.refresh()).toMatchObject(refused);
    expect(world.documents.isRevoked(number)).toBe(true);
    expect(world.documents.keySet().issuedAt).toBe(world.keySet().issuedAt);
  });

  test('that is one item of a catalogue costs no other: it is left out, logged once and reported', async () => {
    const catalogue = catalogueOf(['good', 'broken']) as { applications: { form: { fields: object[] } }[] };
    catalogue.applications[1]?.form.fields.push({
      name: 'late',
      kind: 'yes-no',
      label: { 'zh-CN': '早', en: 'Early' },
      when: [{ field: 'nobody', is: [true] }],
    });
    await world.publish({ collection: 'catalogue', id: 'all', content: catalogue });
    await world.documents.refresh();
    await world.documents.refresh();
    expect(codes()).toEqual(['good']);
    expect(world.documents.missing()).toEqual([
      { document: 'catalogue-item/broken', reason: 'item-left-out' },
    ]);
    expect(world.documents.catalogueState()).toBe('current');
    expect(world.documents.problem()).toBeNull();
  });

  test('lets everything in when its next version is good', async () => {
    await world.publish({ id: 'two' });
    await publishBroken();
    await world.documents.refresh();
    expect(guides()).toEqual([]);
    await world.publish({ id: 'broken', version: 2 });
    world.asked.length = 0;
    expect(await world.documents.refresh()).toMatchObject({ ok: true, applied: { placed: 2 } });
    // Nothing is read a second time for it.
    expect(world.asked).toEqual(['2']);
    expect(guides()).toEqual(['broken', 'two']);
    expect(world.documents.missing()).toEqual([]);
    expect(world.documents.problem()).toBeNull();
    expect(gap()).toBeNull();
  });

  test('is found again after a restart, and what it holds back is not let in meanwhile', async () => {
    await world.publish({ id: 'two' });
    await world.publish({ id: 'three' });
    await publishBroken();
    await world.documents.refresh();
    await world.restart();
    world.outcomes.push(undefined, unreachable);
    expect(await world.documents.refresh()).toEqual(unreachable);
    expect(guides()).toEqual([]);
    expect(await world.documents.refresh()).toMatchObject(refused);
    expect(guides()).toEqual([]);
    expect(world.documents.missing()).toMatchObject([{ document: 'guide/broken', reason: 'content-broken' }]);
    await world.replace(2, { id: 'broken' });
    await world.restart();
    expect(await world.documents.refresh()).toMatchObject({ ok: true });
    expect(guides()).toEqual(['broken', 'three', 'two']);
  });

  test('is looked at again after 1, 2, 4 … rounds, from where it stands', async () => {
    for (const id of ['one', 'two', 'three']) await world.publish({ id });
    await publishBroken();
    await world.documents.refresh();
    const rereads: number[] = [];
    for (let round = 1; round <= 20; round += 1) {
      world.asked.length = 0;
      await world.documents.refresh();
      // The cursor is '4', the page of the refused document '2'.
      expect(world.asked[0]).toBe('4');
      if (world.asked[1] === '2') rereads.push(round);
    }
    expect(rereads).toEqual([1, 3, 7, 15]);
    // The platform repairs the very version.
    await world.replace(3, { id: 'broken' });
    for (let round = 21; round <= 31; round += 1) await world.documents.refresh();
    expect(guides()).toEqual(['broken', 'one', 'three', 'two']);
  });

  test('is told once in the log, and that it is well again', async () => {
    await publishBroken();
    for (let round = 0; round < 5; round += 1) await world.documents.refresh();
    expect(world.logged.map(({ event }) => event)).toEqual(['documents-not-refreshed', 'document-refused']);
    expect(world.logged[1]).toMatchObject({ document: 'guide/broken', reason: 'content-broken' });
  });

  test('keeps a prepared document of somebody else from nobody', async () => {
    const kioskKey = 'k'.repeat(43);
    const prepared = { kioskKey, expiresAt: 2_000, sealed: 'sealed' };
    await world.publish({
      collection: 'prepared-document',
      id: 'broken',
      audience: kioskId,
      content: { kioskKey: 3 },
    });
    await world.publish({
      collection: 'prepared-document',
      id: 'one',
      audience: kioskId,
      content: prepared,
    });
    expect(await world.documents.refresh()).toMatchObject(refused);
    expect(await world.documents.preparedDocuments(1_000)).toMatchObject([{ content: prepared }]);
  });

  test('does not hide what is withdrawn later', async () => {
    await publishCatalogue(1, ['elder-card']);
    await publishBroken();
    await world.documents.refresh();
    await world.publish({ collection: 'catalogue', id: 'all', version: 2, removed: true, content: null });
    await world.documents.refresh();
    expect(codes()).toEqual([]);
  });
});

const publishStrangersCatalogue = (): Promise<void> =>
  world.publish(
    { collection: 'catalogue', id: 'all', content: catalogueOf(['elder-card']) },
    createKeyPair('answers-1'),
  );

describe('a document that the disk has damaged', () => {
  const damage = (): void => {
    world.database.tamper((connection) => {
      connection
        .prepare("UPDATE feed_document SET jws = replace(jws, '.', '.A') WHERE collection = 'guide'")
        .run();
    });
  };

  test('is left out, told, and comes back in the same version with the next round', async () => {
    await world.publish({ id: 'one', version: 7 });
    await publishCatalogue(1, ['elder-card']);
    await world.publish({ id: 'two' });
    await world.documents.refresh();
    damage();
    await world.restart();
    expect(guides()).toEqual([]);
    expect(codes()).toEqual(['elder-card']);
    expect(world.documents.missing()).toEqual([
      { document: 'guide/one', reason: 'damaged-on-disk' },
      { document: 'guide/two', reason: 'damaged-on-disk' },
    ]);
    expect(await world.documents.refresh()).toMatchObject({ ok: true, applied: { placed: 2 } });
    expect(guides()).toEqual(['one', 'two']);
    expect(world.documents.missing()).toEqual([]);
    expect(gap()).toBeNull();
    expect(world.database.read(({ feedDocuments }) => feedDocuments.cursor())).toBe('3');
  });

  test('is looked for again after the line broke off, and the feed is read once for it', async () => {
    for (const id of ['one', 'two', 'three']) await world.publish({ id });
    await world.documents.refresh();
    damage();
    await world.restart();
    world.outcomes.push(undefined, undefined, unreachable);
    expect(await world.documents.refresh()).toEqual(unreachable);
    expect(await world.documents.refresh()).toMatchObject({ ok: true });
    expect(guides()).toEqual(['one', 'three', 'two']);
    world.asked.length = 0;
    await world.documents.refresh();
    expect(world.asked).toEqual(['3']);
  });

  test('that the platform has no more is not looked for for ever', async () => {
    await world.publish({ id: 'one' });
    await world.documents.refresh();
    damage();
    await world.restart();
    await world.replace(0, { id: 'another' });
    await world.documents.refresh();
    world.asked.length = 0;
    for (let round = 0; round < 5; round += 1) await world.documents.refresh();
    expect(world.asked).toEqual(['1', '1', '1', '1', '1']);
    expect(world.documents.missing()).toEqual([{ document: 'guide/one', reason: 'damaged-on-disk' }]);
  });

  test('is found while it is used, too', async () => {
    const kioskKey = 'k'.repeat(43);
    const prepared = { kioskKey, expiresAt: 2_000, sealed: 'sealed' };
    await world.publish({
      collection: 'prepared-document',
      id: 'one',
      audience: kioskId,
      content: prepared,
    });
    await world.documents.refresh();
    world.database.tamper((connection) => {
      connection.prepare("UPDATE feed_document SET jws = replace(jws, '.', '.A')").run();
    });
    expect(await world.documents.preparedDocuments(1_000)).toEqual([]);
    await world.documents.refresh();
    expect(await world.documents.preparedDocuments(1_000)).toMatchObject([{ content: prepared }]);
  });

  test('is not damaged after all when only the key set was', async () => {
    await world.publish({ id: 'one' });
    await world.documents.refresh();
    world.database.tamper((connection) => {
      connection.prepare("UPDATE kept_document SET body = 'x.y.z'").run();
    });
    await world.restart();
    expect(guides()).toEqual([]);
    world.asked.length = 0;
    await world.documents.refresh();
    expect(guides()).toEqual(['one']);
    expect(world.asked).toEqual(['1']);
  });
});
