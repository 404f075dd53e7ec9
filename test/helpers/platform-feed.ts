import type { AnswerKey, KeySet } from '../../platform/contract/api.ts';
import type { FeedDocument, FeedPage } from '../../platform/contract/feed.ts';
import type { HttpSigningKey } from '../../platform/contract/http-signature/index.ts';
import { verifyDocument } from '../../platform/contract/signed-document.ts';
import { createDocumentSigner } from '../../platform/feed/document-signer.ts';
import { type NewDocument, publishDocument, withdrawDocument } from '../../platform/feed/publish.ts';
import { readFeed } from '../../platform/feed/read-feed.ts';
import { demonstrationResident } from '../../platform/seed/synthetic-population.ts';
import { generatePrivateJwk, keyObjectOf, publicPartOf } from '../../platform/signing/generate-key.ts';
import { openKeyRing } from '../../platform/signing/key-ring.ts';
import { openStore, type PlatformDatabase, type StoreLocation } from '../../platform/store/open-store.ts';
import { submissionTestNow } from './platform-submissions.ts';

/** An answer key of a platform, with its private half. */
export interface TestAnswerKey {
  readonly signer: HttpSigningKey;
  readonly published: AnswerKey;
}

export const createAnswerKey = (keyId: string, notBefore: number): TestAnswerKey => {
  const jwk = generatePrivateJwk();
  return {
    signer: { keyId, privateKey: keyObjectOf(jwk) },
    published: {
      keyId,
      algorithm: 'ES256',
      jwk: publicPartOf(jwk),
      notBefore,
      notAfter: notBefore + 365 * 86_400_000,
    },
  };
};

/** The part of a platform that publishes, on a store of its own. */
export interface FeedWorld {
  readonly database: PlatformDatabase;
  readonly clock: { now(): number };
  advance(milliseconds: number): void;
  publish(document: Pick<NewDocument, 'id' | 'content'> & Partial<NewDocument>): Promise<{
    version: number;
    isNew: boolean;
  }>;
  withdraw(id: string, collection?: NewDocument['collection']): Promise<boolean>;
  /** A page as a kiosk gets it. */
  page(after?: string, options?: { kioskId?: string; limit?: number }): Promise<FeedPage>;
  /** Everything after a cursor, verified and opened. */
  read(after?: string, kioskId?: string): Promise<FeedDocument[]>;
  /** Documents of a page, verified and opened. */
  open(page: FeedPage): Promise<FeedDocument[]>;
  /** The next answer key takes over. */
  rotate(): TestAnswerKey;
  close(): Promise<void>;
}

const firstKiosk = 'K-0000000001';

/** A template that says nothing but `text`. */
export const contentOf = (text: string): Record<string, unknown> => ({ text });

export const createFeedWorld = async (location: StoreLocation = 'memory'): Promise<FeedWorld> => {
  const { database, close } = await openStore(location);
  let now = submissionTestNow;
  const clock = { now: () => now };
  const keys = [createAnswerKey('answer-1', submissionTestNow - 1_000)];
  const present = (): TestAnswerKey => {
    const key = keys.at(-1);
    if (key === undefined) {
      throw new Error('There is no answer key');
    }
    return key;
  };
  const keySet = (): KeySet => ({
    issuedAt: present().published.notBefore,
    keys: [],
    answerKeys: keys.map(({ published }) => published),
    sealingKeys: [],
    identityKeys: [],
  });
  const keyRing = { answerSigner: async () => present().signer, publicKeySet: async () => keySet() };
  const signer = createDocumentSigner({ keyRing, clock });

  const page: FeedWorld['page'] = async (after = '', { kioskId = firstKiosk, limit = 100 } = {}) => {
    const reading = await readFeed({ database, keyRing, signer }, { kioskId, after, limit });
    if (reading.outcome !== 'read') {
      throw new Error(reading.outcome);
    }
    return reading.page;
  };
  const open = async ({ documents }: FeedPage): Promise<FeedDocument[]> => {
    const opened: FeedDocument[] = [];
    for (const jws of documents) {
      const verified = await verifyDocument(jws, (keyId) =>
        keySet().answerKeys.find((key) => key.keyId === keyId),
      );
      if (verified.outcome !== 'genuine') {
        throw new Error(verified.outcome);
      }
      opened.push(verified.document);
    }
    return opened;
  };

  return {
    database,
    clock,
    advance(milliseconds) {
      now += milliseconds;
    },
    publish: (document) =>
      publishDocument(database, clock, { collection: 'template', audience: 'all', ...document }),
    withdraw: (id, collection = 'template') => withdrawDocument(database, clock, { collection, id }),
    page,
    open,
    async read(after = '', kioskId = firstKiosk) {
      const documents: FeedDocument[] = [];
      for (let cursor = after; ; ) {
        const next = await page(cursor, { kioskId });
        documents.push(...(await open(next)));
        if (!next.more) {
          return documents;
        }
        cursor = next.next;
      }
    },
    rotate() {
      const key = createAnswerKey(`answer-${keys.length + 1}`, now);
      keys.push(key);
      return key;
    },
    close,
  };
};

/** A certificate of the demonstration's resident, as issuing it leaves it in the store. */
export const addCertificate = async (
  { database, clock }: Pick<FeedWorld, 'database' | 'clock'>,
  certificateNumber: string,
  expiresAt: number,
): Promise<void> => {
  const department = 'xiaoxiang-real-estate';
  const { keyId } = await (await openKeyRing(database, [department], clock)).signerOf(department);
  const { idNumber, name, sex } = demonstrationResident;
  await database
    .insertInto('residents')
    .values({ id_number: idNumber, name, sex })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await database
    .insertInto('certificates')
    .values({
      certificate_number: certificateNumber,
      kind: 'housing-status',
      department,
      holder_id_number: idNumber,
      key_id: keyId,
      issued_at: new Date(expiresAt - 30 * 86_400_000),
      expires_at: new Date(expiresAt),
      revoked_at: null,
      signed: new Uint8Array([1]),
    })
    .execute();
};
