import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFeedWorld, guideOf } from '../../unit/sync/feed/feed-world.ts';

const unreachable = { ok: false, reason: 'unreachable', detail: 'ECONNREFUSED' } as const;

/** Codes of a certificate number, which are all that revocations may hold. */
const certificateNumber = (number: number): string => `ZF20261120-${String(number).padStart(10, '0')}`;

const happening = fc.oneof(
  fc.record({
    what: fc.constant('publish' as const),
    document: fc.nat(3),
    isGood: fc.boolean(),
    isRemoved: fc.boolean(),
  }),
  fc.record({ what: fc.constant('revoke' as const) }),
  fc.record({ what: fc.constant('round' as const), breaksAfter: fc.nat(6) }),
  fc.record({ what: fc.constant('restart' as const) }),
  fc.record({ what: fc.constant('damage' as const), document: fc.nat(3) }),
);

/** Like the platform's feed, one that holds every version that there was; the kiosk has to bear both. */
test('whatever is broken on the way, what is good arrives, guides together and revocations at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (happenings) => {
      const world = await createFeedWorld();
      try {
        const versions = new Map<number, number>();
        const wanted = new Map<number, 'good' | 'broken' | 'removed'>();
        let revoked = 0;
        const publish = async (document: number, state: 'good' | 'broken' | 'removed'): Promise<void> => {
          const version = (versions.get(document) ?? 0) + 1;
          versions.set(document, version);
          wanted.set(document, state);
          const id = `guide-${document}`;
          const content = { good: guideOf(id), broken: { item: 3 }, removed: null }[state];
          await world.publish({ id, version, removed: state === 'removed', content });
        };

        for (const each of happenings) {
          switch (each.what) {
            case 'publish':
              await publish(each.document, each.isRemoved ? 'removed' : each.isGood ? 'good' : 'broken');
              break;
            case 'revoke':
              revoked += 1;
              await world.publish({
                collection: 'revocations',
                id: 'all',
                version: revoked,
                content: {
                  certificateNumbers: Array.from({ length: revoked }, (_, number) =>
                    certificateNumber(number + 1),
                  ),
                },
              });
              break;
            case 'round': {
              world.outcomes.length = 0;
              world.outcomes.push(...Array.from({ length: each.breaksAfter }, () => undefined), unreachable);
              const outcome = await world.documents.refresh();
              world.outcomes.length = 0;
              if (outcome.ok || outcome.reason === 'document-refused') {
                if (revoked > 0) expect(world.documents.isRevoked(certificateNumber(revoked))).toBe(true);
              }
              if (outcome.ok) expect(world.documents.missing()).toEqual([]);
              break;
            }
            case 'restart':
              await world.restart();
              break;
            case 'damage':
              world.database.tamper((connection) => {
                connection
                  .prepare(
                    "UPDATE feed_document SET jws = replace(jws, '.', '.A') WHERE id = ? AND jws IS NOT NULL",
                  )
                  .run(`guide-${each.document}`);
              });
          }
        }

        // The centre repairs what it has broken; a restart finds what the disk has damaged.
        for (const [document, state] of wanted) if (state === 'broken') await publish(document, 'good');
        await world.restart();
        expect(await world.documents.refresh()).toMatchObject({ ok: true });
        const expected = [...wanted]
          .filter(([, state]) => state !== 'removed')
          .map(([document]) => `guide-${document}`);
        expect([...world.documents.guides().keys()].sort()).toEqual(expected.sort());
        expect(world.documents.missing()).toEqual([]);
        const stored = world.database.read(({ feedDocuments }) => ({
          gap: feedDocuments.gap(),
          staged: feedDocuments.staged().length,
          versions: feedDocuments.list('guide'),
        }));
        expect(stored).toMatchObject({ gap: null, staged: 0 });
        for (const { id, version } of stored.versions) {
          expect(version).toBe(versions.get(Number(id.at(-1))));
        }
      } finally {
        world.database.dispose();
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);
