import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { catalogueSchema } from '../../contract/catalogue.ts';
import {
  type FeedCollection,
  type FeedPage,
  feedPageSchema,
  kioskPolicySchema,
  preparedDocumentSchema,
  revocationsSchema,
} from '../../contract/feed.ts';
import { guideSchema } from '../../contract/guide.ts';
import { appointmentDirectorySchema } from '../../contract/appointments.ts';
import { helpDirectorySchema } from '../../contract/help.ts';
import { policiesDocumentSchema } from '../../contract/policies.ts';
import { hallStructureSchema, serviceItemsSchema } from '../../contract/service-hall.ts';
import { workingYearsSchema } from '../../contract/working-days.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { feedPath, openDocuments, readPages } from '../read-feed.ts';
import type { World } from '../world.ts';

const feed = 'feed.ts GET /v1/feed';

const readPage = async (world: World, after: string, limit: number) =>
  demandAnswer(await world.ask({ method: 'GET', path: feedPath(after, limit) }), feedPageSchema);

/** What a page says, whoever signed it and when: a document may be signed anew each time (ECDSA gives other bytes then). */
const meaningOf = async (world: World, { documents, next, more }: FeedPage): Promise<string> => {
  const opened = await openDocuments(documents, await world.keySet());
  return JSON.stringify({
    documents: opened.map(({ issuedAt: _issuedAt, ...document }) => document),
    next,
    more,
  });
};

/** What a collection's documents hold; templates have their own rules. */
const contents: Readonly<Record<FeedCollection, z.ZodType>> = {
  catalogue: catalogueSchema,
  guide: guideSchema,
  hall: hallStructureSchema,
  'service-items': serviceItemsSchema,
  policies: policiesDocumentSchema,
  template: z.unknown(),
  revocations: revocationsSchema,
  settings: kioskPolicySchema,
  'prepared-document': preparedDocumentSchema,
  'working-days': workingYearsSchema,
  help: helpDirectorySchema,
  appointments: appointmentDirectorySchema,
};

export const feedChecks: readonly Check[] = [
  {
    name: 'The feed is read page by page until there is no more, and every document verifies',
    clause: `${feed}, signed-document.ts`,
    async prove(world) {
      const pages = await readPages(world.ask, { limit: 1 });
      demand(
        pages.every(({ documents }) => documents.length <= 1),
        'a page has more documents than its limit',
      );
      const documents = await openDocuments(
        pages.flatMap((page) => page.documents),
        await world.keySet(),
      );
      demand(documents.length > 0, 'nothing is published');
    },
  },
  {
    name: 'Small pages and large ones bring the same documents in the same order',
    clause: feed,
    async prove(world) {
      const read = async (limit: number): Promise<string[]> => {
        const pages = await readPages(world.ask, { limit });
        const documents = await openDocuments(
          pages.flatMap((page) => page.documents),
          await world.keySet(),
        );
        return documents.map(({ collection, id, version }) => `${collection}/${id} ${version}`);
      };
      const [small, large] = [await read(1), await read(500)];
      demand(small.join() === large.join(), `${small.length} documents one by one, ${large.length} at once`);
    },
  },
  {
    name: 'The same reading position gives the same page again',
    clause: feed,
    async prove(world) {
      const first = await readPage(world, '', 1);
      demand(
        (await meaningOf(world, first)) === (await meaningOf(world, await readPage(world, '', 1))),
        'the first page is another the second time',
      );
      const second = await readPage(world, first.next, 1);
      demand(
        (await meaningOf(world, second)) === (await meaningOf(world, await readPage(world, first.next, 1))),
        'the second page is another',
      );
    },
  },
  {
    name: 'At the end of the feed nothing comes, and the position stays',
    clause: feed,
    async prove(world) {
      const end = (await readPages(world.ask, { limit: 100 })).at(-1)?.next ?? '';
      const page = await readPage(world, end, 100);
      demand(page.documents.length === 0 && !page.more, 'there is something behind the end');
      demand(page.next === end, 'the position moves though nothing came');
    },
  },
  {
    name: 'The version of a document only grows',
    clause: 'feed.ts FeedDocument.version',
    async prove(world) {
      const versions = new Map<string, number>();
      for (const { collection, id, version } of await world.documents()) {
        const name = `${collection}/${id}`;
        const before = versions.get(name) ?? 0;
        demand(version > before, `${name} comes with version ${version} after ${before}`);
        versions.set(name, version);
      }
    },
  },
  {
    name: 'Documents are for every kiosk or for this one',
    clause: 'feed.ts FeedDocument.audience',
    async prove(world) {
      const { kioskId } = world.kiosk();
      const other = (await world.documents()).find(
        ({ audience }) => audience !== 'all' && audience !== kioskId,
      );
      demand(other === undefined, `a document for ${other?.audience} was given to ${kioskId}`);
    },
  },
  {
    name: 'What documents hold fits their collection',
    clause: 'feed.ts collections',
    async prove(world) {
      for (const { collection, id, removed, content } of await world.documents()) {
        const schema = removed ? z.null() : contents[collection];
        demand(schema.safeParse(content).success, `the content of ${collection}/${id} does not fit`);
      }
      await world.catalogue();
    },
  },
  {
    name: 'A page names the newest key set',
    clause: 'feed.ts FeedPage.keySetIssuedAt',
    async prove(world) {
      const { keySetIssuedAt } = await readPage(world, '', 1);
      const { issuedAt } = await world.keySet();
      demand(keySetIssuedAt === issuedAt, `the key set is of ${issuedAt}, the page says ${keySetIssuedAt}`);
    },
  },
  {
    name: 'A well-formed reading position that the platform never gave is answered cursor-unknown',
    clause: 'feed.ts cursor-unknown',
    async prove(world) {
      for (const cursor of ['A'.repeat(80), randomBytes(40).toString('hex')]) {
        const reply = await world.ask({ method: 'GET', path: feedPath(cursor, 1) });
        demandProblem(reply, 'cursor-unknown');
      }
    },
  },
  {
    name: 'A malformed reading position or limit is refused',
    clause: 'feed.ts feedCursor',
    async prove(world) {
      for (const path of [feedPath('***', 1), feedPath('A'.repeat(200), 1), 'v1/feed?after=&limit=0']) {
        demandProblem(await world.ask({ method: 'GET', path }), 'malformed-request');
      }
    },
  },
];
