import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishing } from '../../../platform/feed/publish.ts';
import { contentOf, createFeedWorld, type FeedWorld } from '../../helpers/platform-feed.ts';
import { type PostgresqlServer, startPostgresql } from '../../helpers/postgresql.ts';

let server: PostgresqlServer;
let first: FeedWorld;
let second: FeedWorld;

beforeAll(async () => {
  server = await startPostgresql();
  const databaseUrl = await server.createDatabase();
  first = await createFeedWorld({ databaseUrl, poolSize: 4 });
  second = await createFeedWorld({ databaseUrl, poolSize: 4 });
});

afterAll(async () => {
  await first.close();
  await second.close();
  await server.stop();
});

test('a document that commits late is not skipped by a reader who came in between', async () => {
  const hold = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const slow = publishing(first.database, first.clock, async (publisher) => {
    await publisher.publish({
      collection: 'template',
      id: 'slow',
      audience: 'all',
      content: contentOf('slow'),
    });
    begun.resolve();
    await hold.promise;
  });
  await begun.promise;
  const quick = second.publish({ id: 'quick', content: contentOf('quick') });
  const between = await second.page();
  expect(between).toMatchObject({ documents: [], more: false });
  hold.resolve();
  await Promise.all([slow, quick]);
  const documents = await second.open(await second.page(between.next));
  expect(documents.map(({ id }) => id)).toEqual(['slow', 'quick']);
});

test('a reader beside two publishers sees every document and every last version', async () => {
  const { next: start } = await first.page();
  const names = ['a', 'b', 'c', 'd', 'e'];
  const publish = async (world: FeedWorld, prefix: string): Promise<void> => {
    for (let round = 1; round <= 8; round += 1) {
      for (const name of names) {
        await world.publish({ id: `${prefix}-${name}`, content: contentOf(`${round}`) });
      }
    }
  };
  let isDone = false;
  const publishers = Promise.all([publish(first, 'first'), publish(second, 'second')]).then(() => {
    isDone = true;
  });
  const seen = new Map<string, number>();
  let cursor = start;
  for (let wasDone = false; !wasDone; ) {
    wasDone = isDone;
    for (let more = true; more; ) {
      const page = await first.page(cursor, { limit: 3 });
      for (const { id, version } of await first.open(page)) {
        expect(version).toBeGreaterThan(seen.get(id) ?? 0);
        seen.set(id, version);
      }
      cursor = page.next;
      more = page.more;
    }
  }
  await publishers;
  expect(Object.fromEntries(seen)).toEqual(
    Object.fromEntries(names.flatMap((name) => [`first-${name}`, `second-${name}`]).map((id) => [id, 8])),
  );
});
