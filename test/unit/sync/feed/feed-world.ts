import type { PlatformClient, PlatformOutcome } from '../../../../electron/sync/platform-client.ts';
import { createTrustedKeySet } from '../../../../electron/sync/trust/trusted-key-set.ts';
import {
  createTrustedDocuments,
  type TrustedDocuments,
} from '../../../../electron/sync/trusted-documents.ts';
import type { KeySet } from '../../../../platform/contract/api.ts';
import type { FeedDocument, FeedPage } from '../../../../platform/contract/feed.ts';
import { signDocument } from '../../../../platform/contract/signed-document.ts';
import { signKeySet } from '../../../../platform/contract/signed-key-set.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { createKeyPair, type PlatformKeyPair } from '../../../property/sync/key-pair.ts';
import { silentLog } from '../../../property/sync/pump-world.ts';

export const kioskId = 'K-0123456789';
const day = 86_400_000;

/** A catalogue of so many applications. */
export const catalogueOf = (codes: readonly string[]): unknown => ({
  version: codes.join('-') || 'none',
  items: [],
  packages: [],
  applications: codes.map((code) => ({
    code,
    everydayName: { 'zh-CN': '高龄津贴', en: 'Allowance for the elderly' },
    officialName: { 'zh-CN': '高龄津贴申请', en: 'Application for the allowance for the elderly' },
    description: { 'zh-CN': '说明', en: 'Description' },
    department: { code: 'civil-affairs', name: { 'zh-CN': '民政局', en: 'Civil affairs' } },
    icon: 'heart',
    assuranceLevel: 2,
    form: {
      version: 1,
      fields: [{ name: 'paid', kind: 'yes-no', label: { 'zh-CN': '是否领取', en: 'Paid already?' } }],
    },
    promisedWorkingDays: 5,
  })),
});

/** A guide to the item of this code. */
export const guideOf = (item: string, title = 'How to'): unknown => ({
  item,
  title: { 'zh-CN': '怎么办', en: title },
  sections: [{ heading: { 'zh-CN': '谁', en: 'Who' }, lines: [{ 'zh-CN': '老人', en: 'The elderly' }] }],
});

/** What the platform answers to a cursor that it never gave, or gave in a time that it has lost. */
export const cursorUnknown = {
  ok: false,
  reason: 'refused',
  problem: 'cursor-unknown',
  detail: 'status 410',
} as const;

/** The core died in the middle of its work. */
export class CoreDied extends Error {}

/** Keys are checked in threads of their own, which no clock of ours moves: lets them work until something is so. */
export const until = async (database: TestDatabase, reached: () => boolean): Promise<void> => {
  for (let turns = 0; !reached(); turns += 1) {
    if (turns > 100_000) throw new Error('waited in vain');
    await database.clock.advance(0);
  }
};

/** One text of the feed, and the mark of the history that it was published in. */
interface Published {
  readonly jws: string;
  readonly mark: string;
}

/** A feed that is what the test puts into it, and a kiosk that reads it into a real database. */
export interface FeedWorld {
  readonly database: TestDatabase;
  documents: TrustedDocuments;
  /** Publishes a document as the next of the feed, signed unless told by whom. */
  publish(document: Partial<FeedDocument>, signer?: PlatformKeyPair): Promise<void>;
  /** Puts a text into the feed as it is. */
  publishText(jws: string): void;
  /** Signs the document of this number in the feed anew, as the platform's own key says it should be. */
  replace(position: number, document: Partial<FeedDocument>): Promise<void>;
  /** What the line does with the calls to come: undefined lets them through. */
  readonly outcomes: (PlatformOutcome<FeedPage> | undefined)[];
  /** Cursors that were asked for. */
  readonly asked: string[];
  /** What was logged as a warning or an error. */
  readonly logged: readonly Readonly<Record<string, unknown>>[];
  /** Changes the platform's key set. */
  newKeySet(changes: Partial<KeySet>): void;
  keySet(): KeySet;
  /** The feed as it is now. */
  backUp(): readonly Published[];
  /** Brings the feed back: cursors of what was published since are unknown, also when as much was published again. */
  bringBack(backup: readonly Published[]): void;
  /** After so many more steps (transactions, requests) the core dies, once; null lets it live. */
  diesIn: number | null;
  /** The core starts again on the same database. */
  restart(): Promise<void>;
  readonly perPage: number;
}

export const createFeedWorld = async (perPage = 2): Promise<FeedWorld> => {
  const database = openTestDatabase();
  const now = database.clock.now();
  const root = createKeyPair('root');
  const answering = createKeyPair('answers-1');
  let keySet: KeySet = {
    issuedAt: now - day,
    keys: [],
    answerKeys: [
      {
        ...answering.key,
        jwk: answering.jwk,
        algorithm: 'ES256' as const,
        notBefore: now - day,
        notAfter: now + day,
      },
    ].map(({ keyId, jwk, algorithm, notBefore, notAfter }) => ({
      keyId,
      jwk,
      algorithm,
      notBefore,
      notAfter,
    })),
    sealingKeys: [],
    identityKeys: [],
  };
  let feed: Published[] = [];
  let mark = '';
  const outcomes: (PlatformOutcome<FeedPage> | undefined)[] = [];
  const asked: string[] = [];
  const logged: Record<string, unknown>[] = [];

  const cursorAt = (position: number): string =>
    position === 0 ? '' : `${position}${feed[position - 1]?.mark}`;
  const step = (): void => {
    if (world.diesIn === 0) {
      world.diesIn = null;
      throw new CoreDied();
    }
    if (world.diesIn !== null) world.diesIn -= 1;
  };
  const client: Pick<PlatformClient, 'feed'> = {
    feed: async (after) => {
      step();
      asked.push(after);
      const told = outcomes.shift();
      if (told) return told;
      const from = Number.parseInt(after || '0', 10);
      if (cursorAt(from) !== after) return cursorUnknown;
      const next = Math.min(feed.length, from + perPage);
      return {
        ok: true,
        value: {
          documents: feed.slice(from, next).map(({ jws }) => jws),
          next: cursorAt(next),
          more: next < feed.length,
          keySetIssuedAt: keySet.issuedAt,
        },
      };
    },
  };
  const start = (): TrustedDocuments =>
    createTrustedDocuments({
      // Looked up anew each time: what changes the disk under a running core opens the database again.
      store: {
        transaction: (work) => {
          step();
          return database.current().transaction(work);
        },
        read: (work) => database.current().read(work),
      },
      client,
      keySet: createTrustedKeySet({
        rootKey: root.jwk,
        fetchKeySet: async () => ({
          ok: true,
          value: { jws: await signKeySet(keySet, root.key.privateKey) },
        }),
      }),
      kioskId,
      templateCheck: (content) =>
        JSON.stringify(content).includes('script')
          ? { ok: false, detail: 'title: contains a script' }
          : { ok: true },
      log: {
        ...silentLog,
        warn: (event, fields) => void logged.push({ event, ...fields }),
        error: (event, fields) => void logged.push({ event, ...fields }),
      },
    });

  const signed = (document: Partial<FeedDocument>, signer: PlatformKeyPair): Promise<string> =>
    signDocument(
      {
        collection: 'guide',
        id: 'elder-card',
        version: 1,
        issuedAt: now,
        audience: 'all',
        removed: false,
        content: guideOf(document.id ?? 'elder-card'),
        ...document,
      },
      signer.key,
    );

  const world: FeedWorld = {
    database,
    documents: start(),
    publish: async (document, signer = answering) => {
      feed.push({ jws: await signed(document, signer), mark });
    },
    publishText: (jws) => {
      feed.push({ jws, mark });
    },
    replace: async (position, document) => {
      feed[position] = { jws: await signed(document, answering), mark: feed[position]?.mark ?? mark };
    },
    outcomes,
    asked,
    logged,
    newKeySet: (changes) => {
      keySet = { ...keySet, issuedAt: keySet.issuedAt + 1, ...changes };
    },
    keySet: () => keySet,
    backUp: () => [...feed],
    bringBack: (backup) => {
      feed = [...backup];
      mark = `-${Number(mark.slice(1)) + 1}`;
    },
    diesIn: null,
    restart: async () => {
      database.reopen();
      world.documents = start();
      await world.documents.restore();
    },
    perPage,
  };
  return world;
};
