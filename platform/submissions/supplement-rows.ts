import type { SupplementSubmission } from '../contract/submissions.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import { attachMaterials } from './application-materials.ts';
import type { SubmittingKiosk } from './judge-message.ts';

/** A material that was promised and has come, to be kept. */
export interface NewSupplement {
  readonly kiosk: SubmittingKiosk;
  readonly key: string;
  readonly submission: SupplementSubmission;
}

/**
 * Keeps what was handed in later, whose chunks are all there; those that are kept already once. Whether it is owed is
 * judged when it is opened: its application may not be yet. Answers with those that are about no application.
 */
export const keepSupplements = async (
  transaction: PlatformTransaction,
  supplements: readonly NewSupplement[],
  now: number,
): Promise<readonly NewSupplement[]> => {
  const refused: NewSupplement[] = [];
  for (const supplement of supplements) {
    const { kiosk, key, submission } = supplement;
    const application = await transaction
      .selectFrom('applications')
      .select('receipt_number')
      .where('receipt_number', '=', submission.receiptNumber)
      .executeTakeFirst();
    if (application === undefined) {
      refused.push(supplement);
      continue;
    }
    await transaction
      .insertInto('application_supplements')
      .values({
        kiosk_id: kiosk.kioskId,
        key,
        receipt_number: submission.receiptNumber,
        material: submission.material,
        assurance_level: submission.assuranceLevel,
        filed_at: new Date(submission.filedAt),
        received_at: new Date(now),
        sealed: submission.sealed,
        materials: JSON.stringify(submission.materials),
        state: 'waiting',
        reason: null,
        content: null,
        opened_at: null,
      })
      .onConflict((conflict) => conflict.columns(['kiosk_id', 'key']).doNothing())
      .execute();
    await attachMaterials(transaction, [supplement]);
  }
  return refused;
};
