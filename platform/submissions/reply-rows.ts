import type { CorrectionSubmission, FeedbackSubmission, RefusalReason } from '../contract/submissions.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import type { SubmittingKiosk } from './judge-message.ts';

/** An answer to what a department asked, to be kept. */
export interface NewCorrection {
  readonly kiosk: SubmittingKiosk;
  readonly key: string;
  readonly submission: CorrectionSubmission;
}

/** A complaint or suggestion that is to be kept. */
export interface NewFeedback {
  readonly kiosk: SubmittingKiosk;
  readonly key: string;
  readonly submission: FeedbackSubmission;
}

const isAsked = async (
  transaction: PlatformTransaction,
  { receiptNumber, position }: CorrectionSubmission,
): Promise<'asked' | Extract<RefusalReason, 'unknown-subject' | 'correction-not-asked'>> => {
  const steps = await transaction
    .selectFrom('application_steps')
    .select(['position', 'step'])
    .where('receipt_number', '=', receiptNumber)
    .execute();
  if (steps.length === 0) {
    return 'unknown-subject';
  }
  return steps.some((taken) => taken.position === position && taken.step === 'corrections-asked')
    ? 'asked'
    : 'correction-not-asked';
};

/**
 * Keeps answers to what departments asked, for each step that asked the first that is not set aside; answers with those
 * that were left out, and why. One that stands there under its own key was kept before.
 */
export const keepCorrections = async (
  transaction: PlatformTransaction,
  corrections: readonly NewCorrection[],
  now: number,
): Promise<readonly (NewCorrection & { readonly refusal: RefusalReason })[]> => {
  const refused: (NewCorrection & { readonly refusal: RefusalReason })[] = [];
  for (const correction of corrections) {
    const { kiosk, key, submission } = correction;
    const asked = await isAsked(transaction, submission);
    if (asked !== 'asked') {
      refused.push({ ...correction, refusal: asked });
      continue;
    }
    await transaction
      .insertInto('application_corrections')
      .values({
        receipt_number: submission.receiptNumber,
        position: submission.position,
        kiosk_id: kiosk.kioskId,
        key,
        assurance_level: submission.assuranceLevel,
        filed_at: new Date(submission.filedAt),
        received_at: new Date(now),
        sealed: submission.sealed,
        state: 'waiting',
        reason: null,
        content: null,
        opened_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const kept = await transaction
      .selectFrom('application_corrections')
      .select('key')
      .where('kiosk_id', '=', kiosk.kioskId)
      .where('key', '=', key)
      .executeTakeFirst();
    if (kept === undefined) {
      refused.push({ ...correction, refusal: 'correction-not-asked' });
    }
  }
  return refused;
};

/** Keeps complaints and suggestions, those that are kept already once; answers with those whose number is taken. */
export const keepFeedback = async (
  transaction: PlatformTransaction,
  feedback: readonly NewFeedback[],
  now: number,
): Promise<readonly NewFeedback[]> => {
  const taken: NewFeedback[] = [];
  for (const one of feedback) {
    const { kiosk, key, submission } = one;
    await transaction
      .insertInto('feedback')
      .values({
        feedback_number: submission.feedbackNumber,
        kiosk_id: kiosk.kioskId,
        key,
        station_code: kiosk.stationCode,
        filed_at: new Date(submission.filedAt),
        received_at: new Date(now),
        sealed: submission.sealed,
        state: 'waiting',
        content: null,
        opened_at: null,
      })
      .onConflict((conflict) => conflict.column('feedback_number').doNothing())
      .execute();
    const kept = await transaction
      .selectFrom('feedback')
      .select(['kiosk_id', 'key'])
      .where('feedback_number', '=', submission.feedbackNumber)
      .executeTakeFirstOrThrow();
    if (kept.kiosk_id !== kiosk.kioskId || kept.key !== key) {
      taken.push(one);
    }
  }
  return taken;
};
