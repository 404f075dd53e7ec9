import type { RefusalReason } from '../contract/submissions.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { attachMaterials, type MissingChunks, materialsOf } from './application-materials.ts';
import {
  fileApplications,
  filedBefore,
  keepRatings,
  type NewApplication,
  type NewRating,
} from './application-rows.ts';
import { withUnknownDependency } from './package-dependencies.ts';
import type { JudgedMessage } from './judge-message.ts';
import { keepKioskDocuments, type NewKioskDocument } from './kiosk-documents.ts';
import { keepCorrections, keepFeedback, type NewCorrection, type NewFeedback } from './reply-rows.ts';
import { keepSupplements, type NewSupplement } from './supplement-rows.ts';
import { keepCollections, type NewCollection } from '../proofs/keep-collections.ts';
import {
  claimKeys,
  messageName,
  type RecordedResult,
  recordedResults,
  refuseClaimed,
  releaseKeys,
} from './result-rows.ts';
import { inheritResults } from './station-results.ts';

/** What became of a message, by the store. */
export type RecordedOutcome =
  | { readonly outcome: 'received'; readonly receivedAt: number }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason; readonly refusedAt: number }
  | { readonly outcome: 'materials-missing'; readonly missing: MissingChunks };

const nameOf = ({ kiosk, key }: Pick<JudgedMessage, 'kiosk' | 'key'>): string =>
  messageName(kiosk.kioskId, key);

const applicationsAmong = (messages: readonly JudgedMessage[]): NewApplication[] =>
  messages.flatMap(({ kiosk, key, submission, refusal }) =>
    submission?.kind === 'application' && refusal === undefined ? { kiosk, key, submission } : [],
  );

const ratingsAmong = (messages: readonly JudgedMessage[]): NewRating[] =>
  messages.flatMap(({ kiosk, key, submission, refusal }) =>
    submission?.kind === 'rating' && refusal === undefined ? { kiosk, key, submission } : [],
  );

const correctionsAmong = (messages: readonly JudgedMessage[]): NewCorrection[] =>
  messages.flatMap(({ kiosk, key, submission, refusal }) =>
    submission?.kind === 'correction' && refusal === undefined ? { kiosk, key, submission } : [],
  );

const feedbackAmong = (messages: readonly JudgedMessage[]): NewFeedback[] =>
  messages.flatMap(({ kiosk, key, submission, refusal }) =>
    submission?.kind === 'feedback' && refusal === undefined ? { kiosk, key, submission } : [],
  );

const supplementsAmong = (messages: readonly JudgedMessage[]): NewSupplement[] =>
  messages.flatMap(({ kiosk, key, submission, refusal }) =>
    submission?.kind === 'supplement' && refusal === undefined ? { kiosk, key, submission } : [],
  );

const documentsAmong = (messages: readonly JudgedMessage[]): NewKioskDocument[] =>
  messages.flatMap(({ kiosk, key, submission, refusal }) =>
    submission?.kind === 'kiosk-document' && refusal === undefined ? { kiosk, key, submission } : [],
  );

const collectionsAmong = (messages: readonly JudgedMessage[]): NewCollection[] =>
  messages.flatMap(({ kiosk, key, submission, refusal }) =>
    submission?.kind === 'collection' && refusal === undefined ? [{ kiosk, key, submission }] : [],
  );

/** What was found out about claimed messages after their keys were taken, by name. */
interface Findings {
  readonly refusals: ReadonlyMap<string, RefusalReason>;
  readonly missing: ReadonlyMap<string, MissingChunks>;
}

/**
 * Writes what the claimed messages bring: applications, what was promised to them, and kiosks' documents with their materials, then ratings and replies,
 * which may be about applications, and collections.
 */
const writeDown = async (
  transaction: PlatformTransaction,
  claimed: readonly JudgedMessage[],
  now: number,
): Promise<Findings> => {
  const refusals = new Map<string, RefusalReason>();
  const missing = new Map<string, MissingChunks>();
  const withMaterials = [
    ...applicationsAmong(claimed),
    ...supplementsAmong(claimed),
    ...documentsAmong(claimed),
  ];
  const states = await materialsOf(transaction, withMaterials);
  const isWhole = new Set(
    withMaterials.flatMap((message, index) => {
      const state = states[index];
      if (state?.state === 'missing') {
        missing.set(nameOf(message), state.missing);
      } else if (state?.state === 'mismatched') {
        refusals.set(nameOf(message), 'malformed-message');
      }
      return state?.state === 'whole' ? nameOf(message) : [];
    }),
  );
  const whole = applicationsAmong(claimed).filter((application) => isWhole.has(nameOf(application)));
  const incomplete = await withUnknownDependency(transaction, whole);
  for (const application of incomplete) {
    refusals.set(nameOf(application), 'unknown-dependency');
  }
  const complete = whole.filter((application) => !incomplete.has(application));
  const filed = await fileApplications(transaction, complete, now);
  const filedNames = new Set(filed.map(nameOf));
  const others = complete.filter((application) => !filedNames.has(nameOf(application)));
  const known = await filedBefore(transaction, others);
  for (const application of others) {
    if (!known.has(nameOf(application))) {
      refusals.set(nameOf(application), 'receipt-number-taken');
    }
  }
  await attachMaterials(transaction, filed);
  const supplements = supplementsAmong(claimed).filter((supplement) => isWhole.has(nameOf(supplement)));
  for (const supplement of await keepSupplements(transaction, supplements, now)) {
    refusals.set(nameOf(supplement), 'unknown-subject');
  }
  const documents = documentsAmong(claimed).filter((document) => isWhole.has(nameOf(document)));
  await keepKioskDocuments(transaction, documents, now);
  for (const rating of await keepRatings(transaction, ratingsAmong(claimed), now)) {
    refusals.set(nameOf(rating), 'unknown-subject');
  }
  for (const correction of await keepCorrections(transaction, correctionsAmong(claimed), now)) {
    refusals.set(nameOf(correction), correction.refusal);
  }
  for (const taken of await keepFeedback(transaction, feedbackAmong(claimed), now)) {
    refusals.set(nameOf(taken), 'receipt-number-taken');
  }
  for (const collection of await keepCollections(transaction, collectionsAmong(claimed), now)) {
    refusals.set(messageName(collection.kiosk.kioskId, collection.key), 'unknown-subject');
  }
  return { refusals, missing };
};

/** The answer to a message by what stands under its key: another message there means that the key was used again. */
const answerBy = (recorded: RecordedResult, message: JudgedMessage, now: number): RecordedOutcome => {
  if (recorded.digest !== message.digest) {
    return { outcome: 'refused', reason: 'key-reused', refusedAt: now };
  }
  return recorded.refusal === undefined
    ? { outcome: 'received', receivedAt: recorded.decidedAt }
    : { outcome: 'refused', reason: recorded.refusal, refusedAt: recorded.decidedAt };
};

const inOrderOfName = (messages: readonly JudgedMessage[]): JudgedMessage[] =>
  [...new Map(messages.toReversed().map((message) => [nameOf(message), message])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, message]) => message);

const recordOnce = async (
  transaction: PlatformTransaction,
  messages: readonly JudgedMessage[],
  now: number,
): Promise<readonly RecordedOutcome[]> => {
  const firsts = inOrderOfName(messages);
  const names = await claimKeys(transaction, firsts, now);
  const free = firsts.filter((message) => names.has(nameOf(message)));
  const inherited = await inheritResults(transaction, free);
  const claimed = free.filter((message) => !inherited.has(nameOf(message)));
  const { refusals, missing } = await writeDown(transaction, claimed, now);
  await releaseKeys(
    transaction,
    claimed.filter((message) => missing.has(nameOf(message))),
  );
  await refuseClaimed(transaction, claimed, refusals);
  const earlier = await recordedResults(
    transaction,
    firsts.filter((message) => !names.has(nameOf(message))),
  );
  const recorded = new Map<string, RecordedResult>([...earlier, ...inherited]);
  for (const message of claimed) {
    const refusal = refusals.get(nameOf(message)) ?? message.refusal;
    recorded.set(nameOf(message), { digest: message.digest, refusal, decidedAt: now });
  }
  return messages.map((message) => {
    const result = recorded.get(nameOf(message));
    if (result === undefined) {
      throw new Error('A key was taken, but no result stands under it');
    }
    const lacking = missing.get(nameOf(message));
    return lacking !== undefined && result.digest === message.digest
      ? { outcome: 'materials-missing', missing: lacking }
      : answerBy(result, message, now);
  });
};

/**
 * Records messages and their results in one transaction, durable when this returns; the outcomes are in the order of
 * the messages. A key that was answered before is answered with its first result; of two messages under one key the
 * first counts. Some 1,000 messages at a time, of any kiosks.
 *
 * @param now platform time of the results, milliseconds since the Unix epoch
 */
export const recordSubmissions = (
  database: PlatformDatabase,
  messages: readonly JudgedMessage[],
  now: number,
): Promise<readonly RecordedOutcome[]> =>
  messages.length === 0
    ? Promise.resolve([])
    : database.transaction().execute((transaction) => recordOnce(transaction, messages, now));
