import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentOf, createFeedWorld, type FeedWorld } from '../../helpers/platform-feed.ts';

/** Making the embedded store takes seconds, many on a busy machine. */
const storeTimeout = 120_000;

let world: FeedWorld;

beforeAll(async () => {
  world = await createFeedWorld();
}, storeTimeout);

afterAll(() => world.close());

const act = fc.oneof(
  fc.record({
    act: fc.constant('publish' as const),
    name: fc.nat(3),
    text: fc.constantFrom('a', 'b', 'c'),
  }),
  fc.record({ act: fc.constant('withdraw' as const), name: fc.nat(3) }),
  fc.record({ act: fc.constant('read' as const), kiosk: fc.nat(1), limit: fc.integer({ min: 1, max: 3 }) }),
);

/** A kiosk as it keeps what it read: where it stopped, and the newest version of each document. */
interface Reader {
  readonly kioskId: string;
  cursor: string;
  readonly kept: Map<string, { version: number; text: string }>;
}

test('kiosks that read now and then have what is published for them, and nothing else', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
      run += 1;
      const readers: Reader[] = [1, 2].map((number) => ({
        kioskId: `K-000000${run.toString().padStart(3, '0')}${number}`,
        cursor: '',
        kept: new Map(),
      }));
      const published = new Map<string, { text: string; audience: string }>();
      const read = async (reader: Reader, limit: number): Promise<boolean> => {
        const page = await world.page(reader.cursor, { kioskId: reader.kioskId, limit });
        reader.cursor = page.next;
        for (const { id, version, removed, content } of await world.open(page)) {
          if (!id.startsWith(`run${run}-`)) {
            continue;
          }
          expect(version).toBeGreaterThan(reader.kept.get(id)?.version ?? 0);
          if (removed) {
            reader.kept.delete(id);
          } else {
            reader.kept.set(id, { version, text: (content as { text: string }).text });
          }
        }
        return page.more;
      };
      for (const step of acts) {
        if (step.act === 'read') {
          const reader = readers[step.kiosk];
          if (reader !== undefined) {
            await read(reader, step.limit);
          }
          continue;
        }
        const id = `run${run}-${step.name}`;
        // Documents 0 and 1 are for all, 2 and 3 for one kiosk each.
        const audience = step.name < 2 ? 'all' : (readers[step.name - 2]?.kioskId ?? 'all');
        if (step.act === 'publish') {
          await world.publish({ id, audience, content: contentOf(step.text) });
          published.set(id, { text: step.text, audience });
        } else {
          expect(await world.withdraw(id)).toBe(published.delete(id));
        }
      }
      for (const reader of readers) {
        while (await read(reader, 2));
        const expected = [...published].filter(([, { audience }]) =>
          ['all', reader.kioskId].includes(audience),
        );
        expect(new Map([...reader.kept].map(([id, { text }]) => [id, text]))).toEqual(
          new Map(expected.map(([id, { text }]) => [id, text])),
        );
      }
    }),
    { numRuns: 25 },
  );
});
