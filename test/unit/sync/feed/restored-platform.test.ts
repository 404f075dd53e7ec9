import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { maximumPages } from '../../../../electron/sync/feed/pull-round.ts';
import { createKeyPair } from '../../../property/sync/key-pair.ts';
import { catalogueOf, createFeedWorld, cursorUnknown, type FeedWorld, guideOf } from './feed-world.ts';

const unreachable = { ok: false, reason: 'unreachable', detail: 'ECONNREFUSED' } as const;
const numbers = ['ZF20261120-7K3M9QXAB2', 'ZF20261120-7K3M9QXAB3'] as const;

let world: FeedWorld;
beforeEach(async () => {
  world = await createFeedWorld();
});
afterEach(() => world.database.dispose());

/** Titles of the guides in place, by id. */
const titles = (): Readonly<Record<string, string>> =>
  Object.fromEntries([...world.documents.guides()].map(([id, { title }]) => [id, title.en]));
const codes = (): string[] => world.documents.catalogue().applications.map(({ code }) => code);
const stored = () =>
  world.database.read(({ feedDocuments }) => ({
    cursor: feedDocuments.cursor(),
    next: feedDocuments.nextCursor(),
    gap: feedDocuments.gap(),
    replacing: feedDocuments.replacing(),
    staged: feedDocuments.staged().map(({ id, version }) => `${id} ${version}`),
    guides: feedDocuments.list('guide').map(({ id, version }) => `${id} ${version}`),
  }));
const actions = (): readonly string[] =>
  world.database.read(({ audit }) =>
    Array.from({ length: audit.head().sequence }, (_, index) => audit.find(index + 1)?.action ?? ''),
  );

const publishGuide = (id: string, version: number, title?: string): Promise<void> =>
  world.publish({ id, version, content: guideOf(id, title) });
const publishBroken = (id: string, version: number): Promise<void> =>
  world.publish({ id, version, content: { item: 3 } });
const withdraw = (id: string, version: number): Promise<void> =>
  world.publish({ id, version, removed: true, content: null });
const publishCatalogue = (version: number, items: readonly string[]): Promise<void> =>
  world.publish({ collection: 'catalogue', id: 'all', version, content: catalogueOf(items) });
const publishRevocation = (id: string, version: number, certificateNumbers: unknown): Promise<void> =>
  world.publish({ collection: 'revocations', id, version, content: { certificateNumbers } });

/** Pages of a feed that goes on for longer than a kiosk reads at once. */
const withoutEnd = () =>
  Array.from({ length: maximumPages }, (_, page) => ({
    ok: true as const,
    value: { documents: [], next: `e${page}`, more: true, keySetIssuedAt: world.keySet().issuedAt },
  }));

/** A kiosk that has what the platform published after its backup, and the platform as the backup brought it back. */
const loseTime = async (
  before: () => Promise<void>,
  lost: () => Promise<void>,
  after: () => Promise<void>,
): Promise<void> => {
  await before();
  const backup = world.backUp();
  await lost();
  await world.documents.refresh();
  world.bringBack(backup);
  await after();
  world.asked.length = 0;
};

const loseGuides = (after: () => Promise<void>): Promise<void> =>
  loseTime(
    () => publishGuide('kept', 1),
    async () => {
      for (const version of [1, 2, 3]) await publishGuide('older', version, `lost ${version}`);
      await publishGuide('same', 1, 'lost');
      await publishGuide('gone', 1, 'lost');
      await publishCatalogue(1, ['elder-card']);
    },
    after,
  );

const publishAnew = async (): Promise<void> => {
  await publishGuide('same', 1, 'new');
  await publishGuide('older', 1, 'new');
  await publishCatalogue(1, ['school-bus']);
};
const anew = { kept: 'How to', older: 'new', same: 'new' };
const lost = { gone: 'lost', kept: 'How to', older: 'lost 3', same: 'lost' };

describe('a platform that was brought back from a backup', () => {
  test('is read anew, and what it has takes the place of everything, also in the same or a lower version', async () => {
    await loseGuides(publishAnew);
    expect(titles()).toEqual(lost);
    expect(await world.documents.refresh()).toEqual({
      ok: true,
      applied: { placed: 4, removed: 1, stale: 0 },
    });
    expect(world.asked).toEqual(['7', '', '2-1']);
    expect(titles()).toEqual(anew);
    expect(codes()).toEqual(['school-bus']);
    expect(stored()).toEqual({
      cursor: '4-1',
      next: '4-1',
      gap: null,
      replacing: [],
      staged: [],
      guides: ['kept 1', 'older 1', 'same 1'],
    });
    expect(actions()).toEqual(['sync.documents-applied', 'sync.documents-replaced']);
    // From then on the feed goes on as ever: nothing is written without news, and no version goes back.
    await world.documents.refresh();
    expect(actions()).toHaveLength(2);
    await publishGuide('older', 2, 'newer');
    expect(await world.documents.refresh()).toMatchObject({ ok: true, applied: { placed: 1 } });
    await publishGuide('older', 1, 'new');
    expect(await world.documents.refresh()).toMatchObject({ reason: 'document-refused' });
    expect(titles()).toEqual({ ...anew, older: 'newer' });
    expect(actions().slice(2)).not.toContain('sync.documents-replaced');
  });

  test('that has nothing leaves the kiosk nothing', async () => {
    await loseTime(
      async () => undefined,
      () => publishGuide('one', 1),
      async () => undefined,
    );
    expect(await world.documents.refresh()).toEqual({
      ok: true,
      applied: { placed: 0, removed: 1, stale: 0 },
    });
    expect(titles()).toEqual({});
    const written = actions();
    await world.documents.refresh();
    expect(actions()).toEqual(written);
    await publishGuide('one', 1, 'new');
    await world.documents.refresh();
    expect(titles()).toEqual({ one: 'new' });
  });

  test('publishes a document again that it had withdrawn in the time that is lost', async () => {
    await loseTime(
      () => publishGuide('one', 1),
      async () => {
        await publishGuide('one', 2);
        await withdraw('one', 3);
        await publishGuide('never', 1);
        await withdraw('never', 2);
      },
      () => publishGuide('two', 1),
    );
    expect(titles()).toEqual({});
    await world.documents.refresh();
    expect(titles()).toEqual({ one: 'How to', two: 'How to' });
    await publishGuide('never', 1, 'now');
    await world.documents.refresh();
    expect(titles()).toEqual({ never: 'now', one: 'How to', two: 'How to' });
    // The withdrawal of the lost time does not stand in the way of later versions either.
    await withdraw('one', 2);
    await world.documents.refresh();
    await publishGuide('one', 3, 'third');
    await world.documents.refresh();
    expect(titles()).toEqual({ never: 'now', one: 'third', two: 'How to' });
  });

  test('changes nothing at the kiosk until its last page is in, whatever breaks off', async () => {
    await loseGuides(publishAnew);
    world.outcomes.push(undefined, undefined, unreachable);
    expect(await world.documents.refresh()).toEqual(unreachable);
    expect(titles()).toEqual(lost);
    await world.restart();
    expect(titles()).toEqual(lost);
    expect(stored()).toMatchObject({ cursor: '', next: '2-1', replacing: ['catalogue', 'guide'] });
    world.asked.length = 0;
    expect(await world.documents.refresh()).toMatchObject({ ok: true, applied: { placed: 4, removed: 1 } });
    expect(world.asked).toEqual(['2-1']);
    expect(titles()).toEqual(anew);
    await world.restart();
    expect(titles()).toEqual(anew);
  });

  test('leaves nothing of what was on its way in the time that is lost', async () => {
    await publishGuide('one', 1);
    const backup = world.backUp();
    for (const id of ['lost', 'lost-too', 'lost-as-well']) await publishGuide(id, 1);
    world.outcomes.push(undefined, unreachable);
    await world.documents.refresh();
    expect(stored().staged).toEqual(['lost 1', 'one 1']);
    world.bringBack(backup);
    await publishGuide('two', 1);
    expect(await world.documents.refresh()).toMatchObject({ ok: false, problem: 'cursor-unknown' });
    expect(stored().staged).toEqual([]);
    expect(await world.documents.refresh()).toMatchObject({ ok: true });
    expect(titles()).toEqual({ one: 'How to', two: 'How to' });
  });

  test('is not believed to be one for the word of somebody on the line', async () => {
    await loseGuides(publishAnew);
    const before = stored();
    world.outcomes.push({ ok: false, reason: 'not-genuine', detail: 'status 410, request not verified' });
    await world.documents.refresh();
    expect(world.asked).toEqual(['7']);
    expect(stored()).toEqual(before);
  });

  test('again while it is read anew: from the start again, but not before the line’s back-off', async () => {
    await loseGuides(publishAnew);
    world.outcomes.push(undefined, undefined, cursorUnknown, undefined, cursorUnknown);
    expect(await world.documents.refresh()).toEqual(cursorUnknown);
    expect(world.asked).toEqual(['7', '', '2-1']);
    expect(stored()).toMatchObject({ cursor: '', next: '', staged: [], replacing: ['catalogue', 'guide'] });
    // A restart makes no difference: it is the same reading that failed.
    await world.restart();
    expect(await world.documents.refresh()).toEqual(cursorUnknown);
    expect(world.asked).toEqual(['7', '', '2-1', '', '2-1']);
    expect(titles()).toEqual(lost);
    expect(await world.documents.refresh()).toMatchObject({ ok: true });
    expect(titles()).toEqual(anew);
  });

  test('that calls the very start unknown is asked once a round', async () => {
    await loseGuides(publishAnew);
    world.outcomes.push(...Array.from({ length: 10 }, () => cursorUnknown));
    await world.documents.refresh();
    expect(world.asked).toEqual(['7', '']);
    await world.documents.refresh();
    expect(world.asked).toEqual(['7', '', '']);
    expect(titles()).toEqual(lost);
  });

  test('may know the cursor and not where something was missing: everything is read anew then, too', async () => {
    await publishGuide('one', 1);
    await publishGuide('two', 1);
    await publishBroken('broken', 1);
    await world.documents.refresh();
    await world.restart();
    world.asked.length = 0;
    world.outcomes.push(undefined, cursorUnknown);
    expect(await world.documents.refresh()).toMatchObject({ reason: 'document-refused' });
    expect(world.asked).toEqual(['3', '2', '', '2']);
    expect(titles()).toEqual({});
    await publishGuide('broken', 2);
    await world.documents.refresh();
    expect(titles()).toEqual({ broken: 'How to', one: 'How to', two: 'How to' });
  });
});

describe('a document of the platform brought back that is refused', () => {
  test('holds back its own collection, which is replaced as a whole once it is good', async () => {
    await loseGuides(async () => {
      await publishAnew();
      await publishBroken('broken', 1);
    });
    expect(await world.documents.refresh()).toMatchObject({
      reason: 'document-refused',
      applied: { placed: 1, removed: 0 },
    });
    expect(titles()).toEqual(lost);
    expect(codes()).toEqual(['school-bus']);
    expect(stored()).toMatchObject({ cursor: '5-1', gap: '4-1', replacing: ['guide'] });
    // What comes meanwhile is held back with it.
    await publishGuide('later', 1);
    await world.restart();
    expect(await world.documents.refresh()).toMatchObject({ reason: 'document-refused' });
    expect(titles()).toEqual(lost);
    await publishGuide('broken', 2);
    expect(await world.documents.refresh()).toMatchObject({ ok: true, applied: { placed: 5, removed: 1 } });
    expect(titles()).toEqual({ ...anew, broken: 'How to', later: 'How to' });
    expect(stored()).toMatchObject({ gap: null, replacing: [], staged: [] });
  });

  test('is found again after a restart in the middle, from where it stands', async () => {
    await loseGuides(async () => {
      await publishAnew();
      await publishBroken('broken', 1);
      await publishGuide('later', 1);
      await publishGuide('last', 1);
    });
    world.outcomes.push(undefined, undefined, undefined, undefined, unreachable);
    expect(await world.documents.refresh()).toEqual(unreachable);
    await world.restart();
    world.asked.length = 0;
    expect(await world.documents.refresh()).toMatchObject({ reason: 'document-refused' });
    expect(world.asked).toEqual(['6-1', '4-1', '6-1']);
    expect(titles()).toEqual(lost);
    expect(codes()).toEqual(['school-bus']);
    await world.replace(4, { id: 'broken' });
    await world.restart();
    expect(await world.documents.refresh()).toMatchObject({ ok: true });
    expect(titles()).toEqual({ ...anew, broken: 'How to', last: 'How to', later: 'How to' });
  });

  test('is read again from where it stands now, not from where one of the time that is lost stood', async () => {
    await publishBroken('lost', 1);
    for (const id of ['a', 'b', 'c', 'd']) await publishGuide(id, 1);
    await world.documents.refresh();
    await world.restart();
    // The line breaks in the middle of looking for what is missing.
    world.outcomes.push(undefined, undefined, unreachable);
    expect(await world.documents.refresh()).toEqual(unreachable);
    world.bringBack([]);
    await publishBroken('broken', 1);
    await publishGuide('one', 1);
    await world.documents.refresh();
    world.asked.length = 0;
    for (let round = 0; round < 3; round += 1) await world.documents.refresh();
    expect(world.asked.filter((cursor) => cursor !== '2-1')).toEqual(['', '']);
    await publishGuide('broken', 2);
    await world.documents.refresh();
    expect(titles()).toEqual({ broken: 'How to', one: 'How to' });
  });

  test('loses nothing to a feed without an end: what was held back is read again', async () => {
    await loseGuides(async () => {
      await publishAnew();
      await publishBroken('broken', 1);
    });
    await world.documents.refresh();
    world.outcomes.push(...withoutEnd());
    expect(await world.documents.refresh()).toMatchObject({ reason: 'malformed-reply' });
    await publishGuide('broken', 2);
    expect(await world.documents.refresh()).toMatchObject({ ok: true });
    expect(titles()).toEqual({ ...anew, broken: 'How to' });
  }, 60_000);

  test.each([
    ['of revocations', () => publishRevocation('two', 1, 'all of them')],
    ['that nobody can read', async () => world.publishText('x.y.z')],
    [
      'of a stranger',
      () =>
        world.publish(
          { collection: 'revocations', id: 'two', content: { certificateNumbers: [] } },
          createKeyPair('answers-1'),
        ),
    ],
  ])('and is %s takes no revocation from the kiosk, and keeps none from it', async (_what, publish) => {
    await loseTime(
      () => publishGuide('one', 1),
      () => publishRevocation('two', 3, [numbers[1]]),
      async () => {
        await publish();
        await publishRevocation('one', 1, [numbers[0]]);
      },
    );
    expect(await world.documents.refresh()).toMatchObject({ reason: 'document-refused' });
    expect(numbers.map(world.documents.isRevoked)).toEqual([true, true]);
    // Nothing is put in place a second time while nothing new comes.
    const written = actions();
    await world.documents.refresh();
    expect(actions()).toEqual(written);
    await world.restart();
    expect(numbers.map(world.documents.isRevoked)).toEqual([true, true]);
    // The platform takes it back: what it has is all that counts.
    await world.replace(1, { collection: 'revocations', id: 'three', content: { certificateNumbers: [] } });
    expect(await world.documents.refresh()).toMatchObject({ ok: true });
    expect(numbers.map(world.documents.isRevoked)).toEqual([true, false]);
    expect(stored()).toMatchObject({ gap: null, replacing: [], staged: [] });
  });
});

describe('a kiosk that has documents and no cursor', () => {
  const forgetCursor = async (): Promise<void> => {
    world.database.tamper((connection) => {
      connection.exec("DELETE FROM sync_state WHERE name IN ('feed-cursor', 'staged-feed-cursor')");
    });
    await world.restart();
  };

  test('has what the platform has, whatever was withdrawn or lost meanwhile', async () => {
    await loseGuides(publishAnew);
    await forgetCursor();
    expect(titles()).toEqual(lost);
    expect(await world.documents.refresh()).toMatchObject({ ok: true });
    expect(world.asked).toEqual(['', '2-1']);
    expect(titles()).toEqual(anew);
    expect(codes()).toEqual(['school-bus']);
  });

  test('goes on with the replacement when it is broken off', async () => {
    await loseGuides(publishAnew);
    await forgetCursor();
    world.outcomes.push(undefined, unreachable);
    await world.documents.refresh();
    await world.restart();
    expect(titles()).toEqual(lost);
    expect(await world.documents.refresh()).toMatchObject({ ok: true });
    expect(titles()).toEqual(anew);
  });
});

test('a document that the disk has damaged while everything is read anew is replaced as well', async () => {
  await loseGuides(publishAnew);
  world.outcomes.push(undefined, undefined, unreachable);
  await world.documents.refresh();
  world.database.tamper((connection) => {
    connection.exec("UPDATE feed_document SET jws = replace(jws, '.', '.A') WHERE id IN ('kept', 'gone')");
  });
  await world.restart();
  expect(world.documents.missing()).toHaveLength(2);
  expect(await world.documents.refresh()).toMatchObject({ ok: true });
  expect(titles()).toEqual(anew);
  expect(world.documents.missing()).toEqual([]);
  expect(stored()).toMatchObject({ gap: null, staged: [] });
});
