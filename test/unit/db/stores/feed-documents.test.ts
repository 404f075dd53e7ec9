import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FeedApplied, StagedFeedDocument, Withheld } from '../../../../db/stores/feed-documents.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => {
  database.dispose();
});

const documentOf = (id: string, version: number, removed = false): StagedFeedDocument => ({
  collection: 'guide',
  id,
  version,
  removed,
  jws: `eyJ.${id}.v${version}`,
});

const stage = (next: string, ...documents: readonly StagedFeedDocument[]): void =>
  database.commit((unit) => unit.feedDocuments.stage({ documents, next }));

const apply = (withheld?: Withheld): FeedApplied | undefined => {
  let applied: FeedApplied | undefined;
  database.commit((unit) => {
    applied = unit.feedDocuments.apply(withheld);
  });
  return applied;
};

const inPlace = (id: string) => database.read((unit) => unit.feedDocuments.find('guide', id));
const positions = () =>
  database.read(({ feedDocuments }) => [feedDocuments.cursor(), feedDocuments.nextCursor()]);

test('pages arrive beside what is in place and are put in place at once', () => {
  expect(positions()).toEqual(['', '']);
  stage('c1', documentOf('moving', 1), documentOf('opening-a-shop', 1));
  stage('c2', documentOf('moving', 2));
  expect(inPlace('moving')).toBeUndefined();
  expect(positions()).toEqual(['', 'c2']);
  expect(database.read((unit) => unit.feedDocuments.staged())).toEqual([
    documentOf('moving', 2),
    documentOf('opening-a-shop', 1),
  ]);
  expect(apply()).toEqual({ placed: 2, removed: 0, stale: 0 });
  expect(positions()).toEqual(['c2', 'c2']);
  expect(inPlace('moving')).toEqual({
    collection: 'guide',
    id: 'moving',
    version: 2,
    jws: 'eyJ.moving.v2',
    appliedAt: database.clock.now(),
  });
  expect(database.read((unit) => unit.feedDocuments.staged())).toEqual([]);
  expect(database.read((unit) => unit.feedDocuments.list('guide'))).toEqual([
    { id: 'moving', version: 2 },
    { id: 'opening-a-shop', version: 1 },
  ]);
  expect(database.read((unit) => unit.feedDocuments.ofCollection('guide')).map(({ id }) => id)).toEqual([
    'moving',
    'opening-a-shop',
  ]);
  expect(database.read((unit) => unit.feedDocuments.ofCollection('template'))).toEqual([]);
});

test('what was withdrawn is gone, and no older version of it comes back', () => {
  stage('c1', documentOf('moving', 3));
  apply();
  stage('c2', documentOf('moving', 4, true));
  expect(inPlace('moving')).toMatchObject({ version: 3 });
  expect(apply()).toEqual({ placed: 0, removed: 1, stale: 0 });
  expect(inPlace('moving')).toBeUndefined();
  expect(database.read((unit) => unit.feedDocuments.list('guide'))).toEqual([]);
  stage('c3', documentOf('moving', 3));
  expect(apply()).toEqual({ placed: 0, removed: 0, stale: 1 });
  expect(inPlace('moving')).toBeUndefined();
  stage('c4', documentOf('moving', 5));
  apply();
  expect(inPlace('moving')).toMatchObject({ version: 5 });
});

test('no version goes back, neither in place nor while it arrives', () => {
  stage('c1', documentOf('moving', 3));
  apply();
  stage('c2', documentOf('moving', 2), documentOf('paying', 7));
  stage('c3', documentOf('paying', 6), documentOf('moving', 3));
  // The same version again is put in place again: what a damaged disk gave back may not be what was signed.
  expect(apply()).toEqual({ placed: 2, removed: 0, stale: 0 });
  expect([inPlace('moving')?.version, inPlace('paying')?.version]).toEqual([3, 7]);
});

test('what is staged outlives a restart, and can be forgotten', () => {
  stage('c1', documentOf('moving', 1));
  apply();
  stage('c2', documentOf('moving', 2));
  database.reopen();
  expect(positions()).toEqual(['c1', 'c2']);
  database.commit((unit) => unit.feedDocuments.discardStaged());
  expect(positions()).toEqual(['c1', 'c1']);
  expect(apply()).toEqual({ placed: 0, removed: 0, stale: 0 });
  expect(inPlace('moving')).toMatchObject({ version: 1 });
});

const startOver = (): void => database.commit((unit) => unit.feedDocuments.startOver());
const list = () =>
  database.read(({ feedDocuments }) =>
    feedDocuments.list('guide').map(({ id, version }) => `${id} ${version}`),
  );
const replacing = () => database.read(({ feedDocuments }) => feedDocuments.replacing());

test('after starting over all is put in place whatever its version, and what did not come is deleted', () => {
  stage(
    'c1',
    documentOf('gone', 4),
    documentOf('lower', 3),
    documentOf('same', 2),
    documentOf('back', 6, true),
  );
  apply();
  stage('c2', documentOf('lost', 9));
  startOver();
  expect(positions()).toEqual(['', '']);
  expect(replacing()).toEqual(['guide']);
  expect(list()).toEqual(['gone 4', 'lower 3', 'same 2']);
  stage('d1', documentOf('lower', 1), { ...documentOf('same', 2), jws: 'eyJ.same.new' });
  database.reopen();
  stage('d2', documentOf('back', 1), documentOf('withdrawn', 5, true));
  expect(apply()).toEqual({ placed: 3, removed: 2, stale: 0 });
  expect(positions()).toEqual(['d2', 'd2']);
  expect(replacing()).toEqual([]);
  expect(list()).toEqual(['back 1', 'lower 1', 'same 2']);
  expect(inPlace('same')?.jws).toBe('eyJ.same.new');
  // From now on versions count again.
  stage('d3', documentOf('back', 2), documentOf('withdrawn', 4));
  expect(apply()).toEqual({ placed: 1, removed: 0, stale: 1 });
});

test('a collection of which something is missing is replaced once it is complete, also after versions were placed', () => {
  const revocations = (id: string, version: number) => ({
    ...documentOf(id, version),
    collection: 'revocations',
  });
  const revocationsInPlace = () =>
    database.read(({ feedDocuments }) => feedDocuments.list('revocations').map(({ id }) => id));
  stage('c1', documentOf('guide', 2), revocations('old', 2));
  apply();
  startOver();
  stage('d1', documentOf('guide', 1), revocations('new', 1));
  const withheld = { heldBack: ['guide'], incomplete: ['guide', 'revocations'] };
  expect(apply(withheld)).toEqual({ placed: 1, removed: 0, stale: 0 });
  expect(list()).toEqual(['guide 2']);
  expect(revocationsInPlace()).toEqual(['new', 'old']);
  expect(replacing()).toEqual(['guide', 'revocations']);
  // What is in place already is not waiting any more.
  expect(database.read(({ feedDocuments }) => feedDocuments.stagedCollections())).toEqual(['guide']);
  database.reopen();
  expect(apply({ heldBack: ['guide'] })).toEqual({ placed: 1, removed: 1, stale: 0 });
  expect(revocationsInPlace()).toEqual(['new']);
  expect(replacing()).toEqual(['guide']);
  expect(apply()).toEqual({ placed: 1, removed: 0, stale: 0 });
  expect(list()).toEqual(['guide 1']);
  expect(replacing()).toEqual([]);
});

test('what is being replaced is read from the start again when what was staged of it is forgotten', () => {
  stage('c1', documentOf('moving', 2));
  apply();
  startOver();
  stage('d1', documentOf('moving', 1));
  apply({ heldBack: ['guide'] });
  expect(positions()).toEqual(['d1', 'd1']);
  database.commit((unit) => unit.feedDocuments.discardStaged());
  expect(positions()).toEqual(['', '']);
  expect(replacing()).toEqual(['guide']);
});

test('a text that is no ASCII is refused', () => {
  expect(() => stage('c1', { ...documentOf('moving', 1), jws: '张三' })).toThrow('CHECK constraint');
});

test('the synchronisation remembers small values', async () => {
  const find = () => database.read((unit) => unit.syncState.find('last-contact'));
  expect(find()).toBeUndefined();
  database.commit((unit) => unit.syncState.keep({ name: 'last-contact', value: '{"at":1}' }));
  await database.clock.advance(5);
  database.commit((unit) => unit.syncState.keep({ name: 'last-contact', value: '{"at":2}' }));
  database.reopen();
  expect(find()).toEqual({ value: '{"at":2}', changedAt: database.clock.now() });
  expect(() =>
    database.commit((unit) => unit.syncState.keep({ name: 'last-contact', value: 'no JSON' })),
  ).toThrow('CHECK constraint');
});
