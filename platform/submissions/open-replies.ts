import { recordAgent } from '../agency/admit-agent.ts';
import { lockApplication, stepsOf, writeStep } from '../applications/course-rows.ts';
import { actorText } from '../applications/course-actor.ts';
import { sealedCorrectionSchema, sealedFeedbackSchema } from '../contract/sealed-replies.ts';
import type { OpeningContext } from './open-applications.ts';
import { openReply } from './open-reply.ts';
import { replyRefusal } from './reply-refusal.ts';
import { openSupplements } from './open-supplements.ts';

/** Replies opened in one round; the rest wait for the next. */
const batchSize = 50;

interface WaitingCorrection {
  readonly receipt_number: string;
  readonly position: number;
  readonly kiosk_id: string;
  readonly key: string;
  readonly assurance_level: number;
  readonly filed_at: Date;
  readonly sealed: string;
}

/** Opens one answer and goes on with the course of its application, in one transaction, or sets it aside with the reason: then the question stands as before. */
const openCorrection = async (context: OpeningContext, row: WaitingCorrection): Promise<void> => {
  const { database, clock } = context;
  const content = await openReply(context, sealedCorrectionSchema, row.sealed, row.key);
  const isItsOwn =
    content !== null &&
    content.key.toLowerCase() === row.key.toLowerCase() &&
    content.receiptNumber === row.receipt_number &&
    content.position === row.position &&
    content.filedAt === row.filed_at.getTime() &&
    content.identity.assuranceLevel === row.assurance_level;
  await database.transaction().execute(async (transaction) => {
    const application = await lockApplication(transaction, row.receipt_number);
    const waiting = await transaction
      .selectFrom('application_corrections')
      .select('state')
      .where('kiosk_id', '=', row.kiosk_id)
      .where('key', '=', row.key)
      .forUpdate()
      .executeTakeFirst();
    if (waiting?.state !== 'waiting') return;
    const applicant = await transaction
      .selectFrom('application_contents')
      .select('applicant_id_number')
      .where('receipt_number', '=', row.receipt_number)
      .executeTakeFirst();
    const steps = await stepsOf(transaction, row.receipt_number);
    const isAsked = application?.state === 'corrections-asked' && steps.at(-1)?.position === row.position;
    const reason =
      (await replyRefusal(transaction, isItsOwn ? content : null, applicant?.applicant_id_number)) ??
      (isAsked ? null : 'not-asked-any-more');
    const at = new Date(clock.now());
    await transaction
      .updateTable('application_corrections')
      .set({
        state: reason === null ? 'taken' : 'set-aside',
        reason,
        content: reason === null ? JSON.stringify(content) : null,
        opened_at: at,
      })
      .where('kiosk_id', '=', row.kiosk_id)
      .where('key', '=', row.key)
      .execute();
    if (reason !== null || content === null) return;
    await writeStep(transaction, row.receipt_number, {
      position: row.position + 1,
      step: 'corrected',
      actor: actorText({ role: 'applicant', kioskId: row.kiosk_id }),
      happenedAt: at,
      limitWorkingDays: null,
      detail: {},
    });
    await recordAgent(
      transaction,
      { holder: content.applicant, agency: content.agency },
      { act: 'correction', subject: row.receipt_number, actedAt: content.filedAt },
    );
  });
};

/**
 * Opens what residents handed in beside applications, oldest first, some at a time: answers carry the course of their
 * application on, what was promised closes the promise, feedback is there to be read. Any number of instances may do it at once.
 */
export const openReplies = async (context: OpeningContext): Promise<void> => {
  const { database, clock } = context;
  const corrections = await database
    .selectFrom('application_corrections')
    .select(['receipt_number', 'position', 'kiosk_id', 'key', 'assurance_level', 'filed_at', 'sealed'])
    .where('state', '=', 'waiting')
    .orderBy('received_at')
    .limit(batchSize)
    .execute();
  for (const correction of corrections) await openCorrection(context, correction);
  await openSupplements(context);
  const feedback = await database
    .selectFrom('feedback')
    .select(['feedback_number', 'key', 'filed_at', 'sealed'])
    .where('state', '=', 'waiting')
    .orderBy('received_at')
    .limit(batchSize)
    .execute();
  for (const row of feedback) {
    const content = await openReply(context, sealedFeedbackSchema, row.sealed, row.key);
    const isItsOwn =
      content?.feedbackNumber === row.feedback_number && content.filedAt === row.filed_at.getTime();
    await database
      .updateTable('feedback')
      .set({
        state: isItsOwn ? 'opened' : 'unreadable',
        content: isItsOwn ? JSON.stringify(content) : null,
        opened_at: new Date(clock.now()),
      })
      .where('feedback_number', '=', row.feedback_number)
      .where('state', '=', 'waiting')
      .execute();
  }
};
