import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PlatformClock } from '../clock.ts';
import { appointmentDirectorySchema } from '../contract/appointments.ts';
import { catalogueSchema } from '../contract/catalogue.ts';
import {
  type FeedCollection,
  feedDocumentSchema,
  kioskPolicySchema,
  preparedDocumentSchema,
  revocationsSchema,
} from '../contract/feed.ts';
import { guideSchema } from '../contract/guide.ts';
import { helpDirectorySchema } from '../contract/help.ts';
import { policiesDocumentSchema } from '../contract/policies.ts';
import { hallStructureSchema, serviceItemsSchema } from '../contract/service-hall.ts';
import { workingYearsSchema } from '../contract/working-days.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** What is to be published. */
export interface NewDocument {
  readonly collection: FeedCollection;
  readonly id: string;
  /** `all`, or the id of a kiosk; it never changes for a document. */
  readonly audience: string;
  readonly content: unknown;
}

/** `isNew` is false when the newest version says the same already. */
export interface Published {
  readonly version: number;
  readonly isNew: boolean;
}

/** Publishes within one transaction; what it publishes appears at once. */
export interface Publisher {
  /** @throws when the content does not fit its collection: kiosks would hold back its whole collection for its sake */
  publish(document: NewDocument): Promise<Published>;
  /** False when there is no such document, or it was withdrawn before. */
  withdraw(collection: FeedCollection, id: string): Promise<boolean>;
}

/** Longest content: its JWS, a third longer, has to stay below the 2,000,000 characters of the contract. */
const longestContentBytes = 1_450_000;

/** What the reader at the kiosk checks; a template is checked by its own reader. */
const contentSchemas: Record<FeedCollection, z.ZodType> = {
  catalogue: catalogueSchema,
  guide: guideSchema,
  hall: hallStructureSchema,
  'service-items': serviceItemsSchema,
  policies: policiesDocumentSchema,
  template: z.record(z.string(), z.unknown()),
  revocations: revocationsSchema,
  settings: kioskPolicySchema,
  'prepared-document': preparedDocumentSchema,
  'working-days': workingYearsSchema,
  help: helpDirectorySchema,
  appointments: appointmentDirectorySchema,
};

const digestOf = (content: string): Buffer => createHash('sha256').update(content).digest();

const contentOf = ({ collection, id, content }: NewDocument): string => {
  const text = JSON.stringify(contentSchemas[collection].parse(content));
  if (Buffer.byteLength(text) > longestContentBytes) {
    throw new RangeError(`${collection}/${id} is too long to be published`);
  }
  return text;
};

const findDocument = (transaction: PlatformTransaction, collection: FeedCollection, id: string) =>
  transaction
    .selectFrom('feed_documents')
    .select(['version', 'audience', 'removed', 'digest'])
    .where('collection', '=', collection)
    .where('id', '=', id)
    .executeTakeFirst();

const nextSequence = async (transaction: PlatformTransaction): Promise<number> => {
  const position = await transaction
    .updateTable('feed_position')
    .set(({ eb }) => ({ last_sequence: eb('last_sequence', '+', 1) }))
    .returning('last_sequence')
    .executeTakeFirstOrThrow();
  const sequence = position.last_sequence;
  await transaction.insertInto('feed_marks').values({ sequence }).execute();
  return sequence;
};

const createPublisher = (transaction: PlatformTransaction, clock: PlatformClock): Publisher => {
  const write = async (
    document: Omit<NewDocument, 'content'>,
    version: number,
    body: { readonly content: string; readonly removed: boolean },
  ): Promise<void> => {
    const issuedAt = clock.now();
    feedDocumentSchema.parse({ ...document, version, issuedAt, removed: body.removed, content: null });
    const row = {
      ...body,
      version,
      sequence: await nextSequence(transaction),
      issued_at: new Date(issuedAt),
      digest: digestOf(body.content),
    };
    await transaction
      .insertInto('feed_documents')
      .values({ collection: document.collection, id: document.id, audience: document.audience, ...row })
      .onConflict((conflict) => conflict.columns(['collection', 'id']).doUpdateSet(row))
      .execute();
  };

  return {
    async publish(document) {
      const content = contentOf(document);
      const present = await findDocument(transaction, document.collection, document.id);
      if (present !== undefined && present.audience !== document.audience) {
        throw new Error(`${document.collection}/${document.id} is published to ${present.audience}`);
      }
      if (present !== undefined && !present.removed && digestOf(content).equals(present.digest)) {
        return { version: present.version, isNew: false };
      }
      const version = (present?.version ?? 0) + 1;
      await write(
        { collection: document.collection, id: document.id, audience: document.audience },
        version,
        { content, removed: false },
      );
      return { version, isNew: true };
    },
    async withdraw(collection, id) {
      const present = await findDocument(transaction, collection, id);
      if (present === undefined || present.removed) {
        return false;
      }
      await write({ collection, id, audience: present.audience }, present.version + 1, {
        content: 'null',
        removed: true,
      });
      return true;
    },
  };
};

/**
 * Publishes what `work` publishes, in one transaction. Publishers take turns from the first statement on: what `work`
 * reads is what the publisher before it left, and positions in the feed become visible in their order.
 */
export const publishing = <Result>(
  database: PlatformDatabase,
  clock: PlatformClock,
  work: (publisher: Publisher, transaction: PlatformTransaction) => Promise<Result>,
): Promise<Result> =>
  database.transaction().execute(async (transaction) => {
    await transaction.selectFrom('feed_position').select('last_sequence').forUpdate().execute();
    return work(createPublisher(transaction, clock), transaction);
  });

/** Publishes one document; nothing happens when its newest version says the same. */
export const publishDocument = (
  database: PlatformDatabase,
  clock: PlatformClock,
  document: NewDocument,
): Promise<Published> => publishing(database, clock, (publisher) => publisher.publish(document));

/** Withdraws one document: kiosks delete it. False when there is none. */
export const withdrawDocument = (
  database: PlatformDatabase,
  clock: PlatformClock,
  { collection, id }: Pick<NewDocument, 'collection' | 'id'>,
): Promise<boolean> => publishing(database, clock, (publisher) => publisher.withdraw(collection, id));
