import type { PlatformTransaction } from '../store/open-store.ts';
import { isPassing } from '../store/store-trouble.ts';
import { attemptsAtMost, type OpeningContext } from './open-applications.ts';
import {
  claimReply,
  endClaim,
  giveReplyBack,
  type KeepClaim,
  keeperOf,
  leaveToStaff,
  postponeReply,
  type ReplyKind,
  type ReplyName,
} from './reply-openings.ts';

/** How replies of a kind are opened. */
export interface ReplyOpening<Row, Content> {
  readonly kind: ReplyKind;
  /** What it says; null where it cannot be read. No transaction is open meanwhile, and what takes long keeps the claim. */
  read(row: Row, keepClaim: KeepClaim): Promise<Content | null>;
  /** Writes down what became of it; nothing where it does not wait any more. */
  keep(transaction: PlatformTransaction, row: Row, content: Content | null): Promise<void>;
}

const openOne = async <Row, Content>(
  { database, clock }: OpeningContext,
  { kind, read, keep }: ReplyOpening<Row, Content>,
  row: Row,
  name: ReplyName,
): Promise<void> => {
  const attempts = await claimReply(database, name, clock.now());
  if (attempts === undefined) {
    return;
  }
  if (attempts > attemptsAtMost) {
    await leaveToStaff(database, kind, name, clock.now());
    return;
  }
  try {
    const content = await read(row, keeperOf(database, name, clock));
    await database.transaction().execute(async (transaction) => {
      await keep(transaction, row, content);
      await endClaim(transaction, name);
    });
  } catch (error) {
    const putBack = isPassing(error) ? giveReplyBack : postponeReply;
    // With the store still gone the claim runs out by itself.
    await putBack(database, name, clock.now()).catch(() => undefined);
    throw error;
  }
};

/**
 * Opens replies one after the other, each by itself: one that fails is tried again after a pause, is left to the staff when
 * it was tried too often, and holds up none of the others. Answers with what made some fail.
 *
 * @throws where the store failed for a while: that counts against none, and the rest waits for the next round
 */
export const openInTurn = async <Row extends { readonly kiosk_id: string; readonly key: string }, Content>(
  context: OpeningContext,
  opening: ReplyOpening<Row, Content>,
  rows: readonly Row[],
): Promise<readonly unknown[]> => {
  const failures: unknown[] = [];
  for (const row of rows) {
    try {
      await openOne(context, opening, row, { kioskId: row.kiosk_id, key: row.key });
    } catch (error) {
      if (isPassing(error)) {
        throw error;
      }
      failures.push(error);
    }
  }
  return failures;
};
