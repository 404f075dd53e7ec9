import type { KeyObject } from 'node:crypto';
import type { PlatformClock } from '../clock.ts';
import { readSealedHeader } from '../contract/sealing/index.ts';
import { reviewCredit } from '../credit/review-credit.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { isPassing } from '../store/store-trouble.ts';
import {
  claimLength,
  claimWaiting,
  type ClaimedApplication,
  giveBack,
  postpone,
  renewClaim,
} from './claim-applications.ts';
import { openApplication, type OpeningTools } from './open-application.ts';
import { findingsOf } from './form-definitions.ts';
import { keepResults, type OpenedContent, type SetAside } from './opened-rows.ts';
import { whyNotAccepted } from './review-opened.ts';

/** What opening the waiting applications needs of the platform. */
export interface OpeningContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly keyRing: Pick<KeyRing, 'sealingPrivateKey'>;
}

/** What a run did. */
export interface OpeningCount {
  readonly opened: number;
  /** Set aside with an alert. */
  readonly unreadable: number;
}

/** What was tried so often, and never came to an end, is left to the staff. */
export const attemptsAtMost = 5;

/** A claim is renewed when this much of it is left, milliseconds. */
const renewBefore = claimLength / 2;

/** Sealing keys that were found, by id. */
type SealingKeys = Map<string, KeyObject>;

/** Looks up the key of a sealed text before it is opened: that reads the store, and opening does not wait. */
const lookUpKey = async (
  keyRing: OpeningContext['keyRing'],
  keys: SealingKeys,
  sealed: string | undefined,
): Promise<void> => {
  const keyId = sealed === undefined ? undefined : readSealedHeader(sealed)?.keyId;
  if (keyId === undefined || keys.has(keyId)) {
    return;
  }
  const key = await keyRing.sealingPrivateKey(keyId);
  if (key !== undefined) {
    keys.set(keyId, key);
  }
};

/** Reads chunks one by one, each in a statement of its own: whoever else needs the store comes between. */
const chunkReader = (
  { database, clock, keyRing }: OpeningContext,
  keys: SealingKeys,
  receiptNumber: string,
): OpeningTools['readChunk'] => {
  let claimedUntil = clock.now() + claimLength;
  return async (kioskId, materialId, index) => {
    if (clock.now() > claimedUntil - renewBefore) {
      claimedUntil = clock.now() + claimLength;
      await renewClaim(database, receiptNumber, clock.now());
    }
    const row = await database
      .selectFrom('material_chunks')
      .select('sealed')
      .where('kiosk_id', '=', kioskId)
      .where('material_id', '=', materialId)
      .where('chunk_index', '=', index)
      .executeTakeFirst();
    await lookUpKey(keyRing, keys, row?.sealed);
    return row?.sealed;
  };
};

const openUnit = async (
  context: OpeningContext,
  keys: SealingKeys,
  claimed: readonly ClaimedApplication[],
): Promise<OpeningCount> => {
  const contents: OpenedContent[] = [];
  const setAside: SetAside[] = [];
  const notAccepted = new Map<string, string>();
  for (const application of claimed) {
    const { receiptNumber, attempts, sealed } = application;
    if (attempts > attemptsAtMost) {
      setAside.push({ receiptNumber, reason: 'not-opened' });
      continue;
    }
    await lookUpKey(context.keyRing, keys, sealed);
    const readChunk = chunkReader(context, keys, receiptNumber);
    const result = await openApplication({ findKey: (keyId) => keys.get(keyId), readChunk }, application);
    if (result.outcome === 'opened') {
      const { content } = result;
      const credit = await reviewCredit(context.database, content);
      const findings = await findingsOf(context.database, content);
      contents.push({ content, findings: [...findings, ...credit.findings] });
      const reason = credit.notAccepted ?? (await whyNotAccepted(context.database, content));
      if (reason !== null) notAccepted.set(receiptNumber, reason);
    } else {
      setAside.push({ receiptNumber, reason: result.reason });
    }
  }
  await keepResults(context.database, { contents, notAccepted, setAside }, context.clock.now());
  return { opened: contents.length, unreadable: setAside.length };
};

/** Opens claimed applications. Where the store failed for a while, the attempt does not count; else the next one waits. */
const openClaimed = async (
  context: OpeningContext,
  keys: SealingKeys,
  claimed: readonly ClaimedApplication[],
): Promise<OpeningCount> => {
  try {
    return await openUnit(context, keys, claimed);
  } catch (error) {
    const putBack = isPassing(error) ? giveBack : postpone;
    // With the store still gone the claims run out by themselves.
    await putBack(context.database, claimed, context.clock.now()).catch(() => undefined);
    throw error;
  }
};

/**
 * Opens the applications that wait, oldest first, until none is left that nobody else is opening: each is handed to
 * review, or set aside with an alert because it cannot be read, or because it was tried too often. No transaction is
 * open while it works. Any number of instances may run this at once; what one that dies had claimed is taken by another
 * when the claim has run out.
 *
 * @param mayGoOn asked after each unit, whether there is time for another
 * @throws whatever made a unit fail; those before it are done, and it is tried again later
 */
export const openWaiting = async (
  context: OpeningContext,
  mayGoOn: (done: OpeningCount) => boolean = () => true,
): Promise<OpeningCount> => {
  const keys: SealingKeys = new Map();
  let done: OpeningCount = { opened: 0, unreadable: 0 };
  for (;;) {
    const claimed = await claimWaiting(context.database, context.clock.now());
    if (claimed.length === 0) {
      return done;
    }
    const { opened, unreadable } = await openClaimed(context, keys, claimed);
    done = { opened: done.opened + opened, unreadable: done.unreadable + unreadable };
    if (!mayGoOn(done)) {
      return done;
    }
  }
};
