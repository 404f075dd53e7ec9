import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentOf, createFeedWorld, type FeedWorld } from '../../helpers/platform-feed.ts';
import { type PostgresqlServer, startPostgresql } from '../../helpers/postgresql.ts';

let server: PostgresqlServer;
/** The platform as it went on after its backup was made. */
let lost: FeedWorld;
/** The platform that was brought back from the backup. */
let restored: FeedWorld;
let cursorBefore: string;

const nameIn = (databaseUrl: string): string => /@\/(\w+)\?/.exec(databaseUrl)?.[1] ?? '';

beforeAll(async () => {
  server = await startPostgresql();
  const [original, backup] = [await server.createDatabase(), await server.createDatabase()];
  const before = await createFeedWorld({ databaseUrl: original, poolSize: 2 });
  await before.publish({ id: 'catalogue', content: contentOf('first') });
  cursorBefore = (await before.page()).next;
  await before.close();
  const maintenance = await server.createDatabase();
  await server.query(maintenance, `DROP DATABASE "${nameIn(backup)}"`);
  await server.query(maintenance, `CREATE DATABASE "${nameIn(backup)}" TEMPLATE "${nameIn(original)}"`);
  lost = await createFeedWorld({ databaseUrl: original, poolSize: 2 });
  restored = await createFeedWorld({ databaseUrl: backup, poolSize: 2 });
});

afterAll(async () => {
  await lost.close();
  await restored.close();
  await server.stop();
});

describe('a platform that was brought back from a backup', () => {
  test('goes on with a kiosk that had read no further than the backup', async () => {
    await restored.publish({ id: 'guide', content: contentOf('later') });
    expect((await restored.read(cursorBefore)).map(({ id }) => id)).toEqual(['guide']);
  });

  test('knows a cursor from the time that it lost, also once its own positions have passed it', async () => {
    await lost.publish({ id: 'catalogue', content: contentOf('second') });
    await lost.publish({ id: 'catalogue', content: contentOf('third') });
    const { next: cursorLost } = await lost.page();
    await expect(restored.page(cursorLost)).rejects.toThrow('cursor-unknown');
    for (const text of ['a', 'b', 'c', 'd', 'e']) {
      await restored.publish({ id: 'template', content: contentOf(text) });
      await expect(restored.page(cursorLost)).rejects.toThrow('cursor-unknown');
    }
    // What the kiosk then reads from the start may be older than what it has.
    const documents = await restored.read();
    expect(documents.find(({ id }) => id === 'catalogue')).toMatchObject({
      version: 1,
      content: contentOf('first'),
    });
    expect((await lost.page(cursorLost)).documents).toEqual([]);
  });
});
