import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CoreDied, createFeedWorld, type FeedWorld, guideOf } from '../../unit/sync/feed/feed-world.ts';

const unreachable = { ok: false, reason: 'unreachable', detail: 'ECONNREFUSED' } as const;

const collections = ['guide', 'revocations'] as const;
type State = 'good' | 'broken' | 'removed';

const publication = fc.record({
  what: fc.constant('publish' as const),
  collection: fc.constantFrom(...collections, 'guide'),
  document: fc.nat(2),
  state: fc.constantFrom<State>('good', 'good', 'good', 'removed', 'broken', 'broken'),
});
const happening = fc.oneof(
  { weight: 12, arbitrary: publication },
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant('round' as const),
      // Steps of a round are its requests and its transactions.
      breaksAfter: fc.option(fc.nat(6), { freq: 1 }),
      diesIn: fc.option(fc.nat(14), { freq: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('back up' as const) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('bring back' as const), backup: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('damage' as const), document: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('lose the cursor' as const) }) },
);

/** The newest version of a document at the platform; `serial` tells what it says from what any other ever said. */
interface Published {
  readonly collection: (typeof collections)[number];
  readonly id: string;
  readonly version: number;
  readonly state: State;
  readonly serial: number;
}
type Platform = ReadonlyMap<string, Published>;

const certificateNumber = (serial: number): string => `ZF20261120-${String(serial).padStart(10, '0')}`;

const contentOf = ({ id, state, serial }: Pick<Published, 'id' | 'state' | 'serial'>, isGuide: boolean) => {
  if (state === 'removed') return null;
  if (state === 'broken') return { serial };
  return isGuide ? guideOf(id, `${serial}`) : { certificateNumbers: [certificateNumber(serial)] };
};

const serialPattern = /"en":"(\d+)"\},"sections|ZF20261120-(\d+)/;

/** What is in place, as `collection/id version serial`; a text that the disk has damaged has no serial. */
const inPlace = (world: FeedWorld): string[] =>
  world.database.read(({ feedDocuments }) =>
    collections.flatMap((collection) =>
      feedDocuments.ofCollection(collection).map(({ id, version, jws }) => {
        const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
        const [, title, number] = serialPattern.exec(payload) ?? [];
        return `${collection}/${id} ${version} ${Number(title ?? number)}`;
      }),
    ),
  );

const whatHas = (platform: Platform): string[] =>
  [...platform.values()]
    .filter(({ state }) => state === 'good')
    .map(({ collection, id, version, serial }) => `${collection}/${id} ${version} ${serial}`)
    .sort();

const guidesOf = (documents: readonly string[]): string =>
  documents.filter((document) => document.startsWith('guide/')).join();

test('whenever the platform is brought back and the core dies, the kiosk ends with what the platform has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 15, maxLength: 40 }), async (happenings) => {
      const world = await createFeedWorld();
      try {
        let platform: Platform = new Map();
        let serial = 0;
        let isDamaged = false;
        const backups = [{ feed: world.backUp(), platform }];
        /** The guides that belonged together at any time. */
        const whole = new Set(['']);

        const publish = async (
          collection: Published['collection'],
          id: string,
          state: State,
        ): Promise<void> => {
          serial += 1;
          const version = (platform.get(`${collection}/${id}`)?.version ?? 0) + 1;
          const document = { collection, id, version, state, serial };
          const content = contentOf(document, collection === 'guide');
          await world.publish({ collection, id, version, removed: state === 'removed', content });
          platform = new Map(platform).set(`${collection}/${id}`, document);
          const isBroken = [...platform.values()].some(
            (one) => one.collection === 'guide' && one.state === 'broken',
          );
          if (!isBroken) whole.add(guidesOf(whatHas(platform)));
        };
        const round = async (breaksAfter: number | null, diesIn: number | null): Promise<void> => {
          if (breaksAfter !== null) {
            world.outcomes.push(...Array.from({ length: breaksAfter }, () => undefined), unreachable);
          }
          world.diesIn = diesIn;
          try {
            await world.documents.refresh();
          } catch (error) {
            if (!(error instanceof CoreDied)) throw error;
            await world.restart();
          }
          world.diesIn = null;
          world.outcomes.length = 0;
        };
        const tamper = async (sql: string): Promise<void> => {
          world.database.tamper((connection) => connection.exec(sql));
          await world.restart();
        };

        for (const each of happenings) {
          switch (each.what) {
            case 'publish':
              await publish(each.collection, `document-${each.document}`, each.state);
              break;
            case 'round':
              await round(each.breaksAfter, each.diesIn);
              break;
            case 'back up':
              backups.push({ feed: world.backUp(), platform });
              break;
            case 'bring back': {
              const backup = backups[each.backup % backups.length];
              if (!backup) throw new Error('no backup');
              world.bringBack(backup.feed);
              platform = backup.platform;
              break;
            }
            case 'damage':
              isDamaged = true;
              await tamper(
                `UPDATE feed_document SET jws = replace(jws, '.', '.A') WHERE id = 'document-${each.document}'`,
              );
              break;
            case 'lose the cursor':
              await tamper(
                "DELETE FROM sync_state WHERE name LIKE '%feed-cursor'; DELETE FROM staged_feed_document",
              );
          }
          // Of two histories never a part of each, and never a part of one page.
          if (!isDamaged) expect(whole).toContain(guidesOf(inPlace(world)));
        }

        for (const { collection, id, state } of platform.values()) {
          if (state === 'broken') await publish(collection, id, 'good');
        }
        await world.restart();
        // The first may hear that the platform was brought back while it was read anew: that one waits for the next.
        await world.documents.refresh();
        expect(await world.documents.refresh()).toMatchObject({ ok: true });
        expect(inPlace(world)).toEqual(whatHas(platform));
        const serials = Array.from({ length: serial }, (_, index) => index + 1);
        const good = [...platform.values()].filter(({ state }) => state === 'good');
        const serialsOf = (wanted: string): number[] =>
          good.filter(({ collection }) => collection === wanted).map((document) => document.serial);
        expect([...world.documents.guides().values()].map(({ title }) => Number(title.en)).sort()).toEqual(
          serialsOf('guide').sort(),
        );
        expect(serials.filter((one) => world.documents.isRevoked(certificateNumber(one)))).toEqual(
          serialsOf('revocations').sort((a, b) => a - b),
        );
        expect(world.documents.missing()).toEqual([]);
        expect(
          world.database.read(({ feedDocuments }) => ({
            gap: feedDocuments.gap(),
            replacing: feedDocuments.replacing(),
            staged: feedDocuments.staged(),
          })),
        ).toEqual({ gap: null, replacing: [], staged: [] });
      } finally {
        world.database.dispose();
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);
