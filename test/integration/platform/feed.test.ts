import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeProtectedHeader } from 'jose';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FeedDocument, revocationsSchema } from '../../../platform/contract/feed.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { publishing } from '../../../platform/feed/publish.ts';
import { revokeCertificate, withdrawEndedRevocations } from '../../../platform/feed/revocations.ts';
import { defaultKioskPolicy, publishStandingDocuments } from '../../../platform/feed/standing-documents.ts';
import { structureOf } from '../../../platform/seed/load-hall.ts';
import { loadPlatformContent } from '../../../platform/seed/platform-content.ts';
import { addCertificate, contentOf, createFeedWorld, type FeedWorld } from '../../helpers/platform-feed.ts';
import { submissionTestNow, testStores } from '../../helpers/platform-submissions.ts';

const summary = (documents: readonly FeedDocument[]): string[] =>
  documents.map(({ collection, id, version, removed }) =>
    [collection, id, version, ...(removed ? ['removed'] : [])].join(' '),
  );

describe.each(['embedded', 'PostgreSQL'] as const)('%s:', (name) => {
  let world: FeedWorld;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const store = await testStores[name]();
    world = await createFeedWorld(store.location);
    stop = store.stop;
  });

  afterAll(async () => {
    await world.close();
    await stop();
  });

  afterEach(async () => {
    await world.database.deleteFrom('feed_documents').execute();
    await world.database.deleteFrom('certificates').execute();
  });

  describe('a document', () => {
    test('is read signed, with the time of its publication', async () => {
      await world.publish({ id: 'one', content: contentOf('一') });
      expect(await world.read()).toEqual([
        {
          collection: 'template',
          id: 'one',
          version: 1,
          issuedAt: submissionTestNow,
          audience: 'all',
          removed: false,
          content: { text: '一' },
        },
      ]);
    });

    test('that says the same again is not published again', async () => {
      expect(await world.publish({ id: 'one', content: contentOf('a') })).toEqual({
        version: 1,
        isNew: true,
      });
      const { next } = await world.page();
      expect(await world.publish({ id: 'one', content: contentOf('a') })).toEqual({
        version: 1,
        isNew: false,
      });
      expect(await world.page(next)).toMatchObject({ documents: [], next, more: false });
    });

    test('that changed is read in its newest version only, behind what came before', async () => {
      await world.publish({ id: 'one', content: contentOf('a') });
      await world.publish({ id: 'two', content: contentOf('a') });
      await world.publish({ id: 'one', content: contentOf('b') });
      expect(summary(await world.read())).toEqual(['template two 1', 'template one 2']);
    });

    test('that is withdrawn is told to everybody, also to those who read from the start', async () => {
      await world.publish({ id: 'one', content: contentOf('a') });
      const { next } = await world.page();
      expect(await world.withdraw('one')).toBe(true);
      expect(await world.withdraw('one')).toBe(false);
      expect(await world.withdraw('never')).toBe(false);
      const [removed] = await world.read(next);
      expect(removed).toMatchObject({ id: 'one', version: 2, removed: true, content: null });
      // A kiosk whose database was recovered has documents and no cursor.
      expect(await world.read()).toEqual([removed]);
      expect(await world.publish({ id: 'one', content: contentOf('a') })).toEqual({
        version: 3,
        isNew: true,
      });
    });

    test('for one kiosk is read by that one alone', async () => {
      await world.publish({ id: 'one', audience: 'K-0000000002', content: contentOf('a') });
      await world.publish({ id: 'two', content: contentOf('a') });
      expect(summary(await world.read('', 'K-0000000001'))).toEqual(['template two 1']);
      expect(summary(await world.read('', 'K-0000000002'))).toEqual(['template one 1', 'template two 1']);
    });

    test('cannot pass to another audience', async () => {
      await world.publish({ id: 'one', content: contentOf('a') });
      await expect(
        world.publish({ id: 'one', audience: 'K-0000000002', content: contentOf('a') }),
      ).rejects.toThrow('published to all');
    });

    test.each([
      ['content of another collection', { collection: 'settings' as const, id: 'kiosk' }],
      ['an id that no kiosk takes', { id: '../one' }],
      ['an audience that is none', { id: 'one', audience: 'everybody' }],
      ['content too long to be fetched', { id: 'one', content: contentOf('字'.repeat(500_000)) }],
    ])('with %s is refused before any kiosk sees it', async (_, changes) => {
      await expect(world.publish({ content: contentOf('a'), ...changes })).rejects.toThrow();
      expect(await world.read()).toEqual([]);
    });
  });

  describe('a page', () => {
    test('ends at its limit and goes on at its cursor', async () => {
      for (const id of ['a', 'b', 'c', 'd', 'e']) {
        await world.publish({ id, content: contentOf(id) });
      }
      const first = await world.page('', { limit: 2 });
      const second = await world.page(first.next, { limit: 2 });
      const third = await world.page(second.next, { limit: 2 });
      expect([first.more, second.more, third.more]).toEqual([true, true, false]);
      const documents = [first, second, third].map((page) => world.open(page));
      expect(summary((await Promise.all(documents)).flat())).toEqual(
        ['a', 'b', 'c', 'd', 'e'].map((id) => `template ${id} 1`),
      );
    });

    test('holds no more than a kiosk can read at once, but at least one document', async () => {
      for (const id of ['a', 'b', 'c']) {
        await world.publish({ id, content: contentOf('x'.repeat(1_200_000)) });
      }
      const first = await world.page();
      expect(first).toMatchObject({ more: true });
      expect(first.documents).toHaveLength(1);
      expect(summary(await world.read())).toHaveLength(3);
    });
  });

  describe('the signature', () => {
    test('is made anew by the next key, and the document is as old as that at most', async () => {
      await world.publish({ id: 'one', content: contentOf('a') });
      const { documents: before } = await world.page();
      expect((await world.page()).documents).toEqual(before);
      world.advance(5_000);
      const { signer, published } = world.rotate();
      const page = await world.page();
      const [document] = await world.open(page);
      expect(decodeProtectedHeader(page.documents[0] ?? '').kid).toBe(signer.keyId);
      expect(document).toMatchObject({ version: 1, issuedAt: published.notBefore });
      expect(page.keySetIssuedAt).toBe(published.notBefore);
    });
  });

  describe('publishers', () => {
    test('take turns: what one reads is what the other left', async () => {
      const add = () =>
        publishing(world.database, world.clock, async (publisher, transaction) => {
          const { count } = await transaction
            .selectFrom('feed_documents')
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .executeTakeFirstOrThrow();
          return publisher.publish({
            collection: 'template',
            id: `number-${Number(count) + 1}`,
            audience: 'all',
            content: {},
          });
        });
      await Promise.all(Array.from({ length: 12 }, add));
      expect(summary(await world.read()).toSorted()).toEqual(
        Array.from({ length: 12 }, (_, index) => `template number-${index + 1} 1`).toSorted(),
      );
    });

    test('that fail publish nothing', async () => {
      const work = publishing(world.database, world.clock, async (publisher) => {
        await publisher.publish({ collection: 'template', id: 'one', audience: 'all', content: {} });
        throw new Error('changed its mind');
      });
      await expect(work).rejects.toThrow('changed its mind');
      expect(await world.read()).toEqual([]);
    });
  });

  describe('what every kiosk is to have', () => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'yizhan-templates-'));
      await writeFile(join(folder, 'housing-status.json'), '{"version":"1.0"}');
      await writeFile(join(folder, 'README.md'), 'not a template');
    });

    afterEach(() => rm(folder, { recursive: true }));

    const content = loadPlatformContent(certificateIssuers);
    const { catalogue } = content;
    const publishAll = () =>
      publishStandingDocuments(world.database, world.clock, {
        ...content,
        hall: structureOf(content.hall),
        serviceItems: [],
        templatesFolder: folder,
        defaultPolicy: defaultKioskPolicy,
      });

    test('is published at the first start and not again, by two instances at once', async () => {
      await Promise.all([publishAll(), publishAll()]);
      const documents = await world.read();
      expect(summary(documents)).toEqual([
        'catalogue all 1',
        ...content.guides.map(({ item }) => `guide ${item} 1`),
        'hall structure 1',
        'working-days china 1',
        'help directory 1',
        'appointments directory 1',
        'policies all 1',
        'template housing-status 1',
        'settings kiosk 1',
      ]);
      expect(documents[0]?.content).toEqual(catalogue);
      const { next } = await world.page();
      await publishAll();
      expect((await world.page(next)).documents).toEqual([]);
    });

    test('is published again where it changed, and withdrawn where it is gone', async () => {
      await publishAll();
      const { next } = await world.page();
      await rm(join(folder, 'housing-status.json'));
      await writeFile(join(folder, 'provident-fund-deposit.json'), '{"version":"2.0"}');
      await publishAll();
      expect(summary(await world.read(next))).toEqual([
        'template provident-fund-deposit 1',
        'template housing-status 2 removed',
      ]);
    });

    test('leaves the policy that the administration has published since', async () => {
      await publishAll();
      const policy = { ...defaultKioskPolicy, healthReportSeconds: 300 };
      await world.publish({ collection: 'settings', id: 'kiosk', content: policy });
      await publishAll();
      const settings = (await world.read()).filter(({ collection }) => collection === 'settings');
      expect(settings).toMatchObject([{ version: 2, content: policy }]);
    });

    test('is not published at all when a template is broken', async () => {
      await writeFile(join(folder, 'broken.json'), '{');
      await expect(publishAll()).rejects.toThrow('The template broken.json is not JSON');
      expect(await world.read()).toEqual([]);
    });
  });

  describe('a certificate that is revoked', () => {
    /** Numbers that a new kiosk finds, with those of all documents. */
    const namedIn = async (): Promise<string[]> =>
      (await world.read()).flatMap(
        ({ collection, removed, content }) =>
          (collection === 'revocations' && !removed && revocationsSchema.parse(content).certificateNumbers) ||
          [],
      );

    test('is told to all kiosks at once, as long as it would be good otherwise', async () => {
      const later = submissionTestNow + 86_400_000;
      await addCertificate(world, 'ZF20261120-AAAAAAAAAA', later);
      await addCertificate(world, 'ZF20261120-BBBBBBBBBB', later);
      await addCertificate(world, 'ZF20261120-CCCCCCCCCC', submissionTestNow);
      const revoke = (number: string) => revokeCertificate(world.database, world.clock, number);
      expect(
        await Promise.all([
          revoke('ZF20261120-BBBBBBBBBB'),
          revoke('ZF20261120-AAAAAAAAAA'),
          revoke('ZF20261120-CCCCCCCCCC'),
        ]),
      ).toEqual(['revoked', 'revoked', 'revoked']);
      expect(await revoke('ZF20261120-AAAAAAAAAA')).toBe('already-revoked');
      expect(await revoke('ZF20261120-DDDDDDDDDD')).toBe('unknown-certificate');
      expect((await namedIn()).toSorted()).toEqual(['ZF20261120-AAAAAAAAAA', 'ZF20261120-BBBBBBBBBB']);
    });

    /** A small city's revocations: twice what one document may hold by the contract. */
    const many = 60_000;

    test('is found by a kiosk among sixty thousand, and the next one costs a kiosk one small document', async () => {
      const later = submissionTestNow + 86_400_000;
      await addCertificate(world, 'ZF20261120-AAAAAAAAAA', later);
      await addCertificate(world, 'ZF20261120-BBBBBBBBBB', later);
      await sql`
        INSERT INTO certificates (certificate_number, kind, department, holder_id_number, key_id, issued_at, expires_at,
          revoked_at, signed)
        SELECT 'ZF20261120-' || lpad(n::text, 10, '0'), kind, department, holder_id_number, key_id, issued_at,
          expires_at, issued_at, signed
        FROM certificates, generate_series(1, ${many}::integer) n
        WHERE certificate_number = 'ZF20261120-AAAAAAAAAA'`.execute(world.database);
      await revokeCertificate(world.database, world.clock, 'ZF20261120-AAAAAAAAAA');
      const named = await namedIn();
      expect(named).toHaveLength(many + 1);
      expect(new Set(named).size).toBe(many + 1);
      const { next, more } = await world.page('', { limit: 500 });
      expect(more).toBe(false);
      await revokeCertificate(world.database, world.clock, 'ZF20261120-BBBBBBBBBB');
      const page = await world.page(next, { limit: 500 });
      expect(page.documents).toHaveLength(1);
      expect(page.documents.join('').length).toBeLessThan(20_000);
      expect(await namedIn()).toContain('ZF20261120-BBBBBBBBBB');
    });

    test('is named no longer than it would be good otherwise', async () => {
      await addCertificate(world, 'ZF20261120-AAAAAAAAAA', submissionTestNow + 86_400_000);
      await addCertificate(world, 'ZF20261120-BBBBBBBBBB', submissionTestNow + 2 * 86_400_000);
      await revokeCertificate(world.database, world.clock, 'ZF20261120-AAAAAAAAAA');
      await revokeCertificate(world.database, world.clock, 'ZF20261120-BBBBBBBBBB');
      const withdraw = (now: number) =>
        publishing(world.database, { now: () => now }, (publisher, transaction) =>
          withdrawEndedRevocations(publisher, transaction, { now: () => now }),
        );
      await withdraw(submissionTestNow + 2 * 86_400_000 - 1);
      expect(await namedIn()).toContain('ZF20261120-BBBBBBBBBB');
      await withdraw(submissionTestNow + 2 * 86_400_000);
      expect(await namedIn()).toEqual([]);
    });
  });
});
