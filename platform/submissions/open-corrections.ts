import { recordAgent } from '../agency/admit-agent.ts';
import { actorText } from '../applications/course-actor.ts';
import { lockApplication, stepsOf, writeStep } from '../applications/course-rows.ts';
import { type SealedCorrection, sealedCorrectionSchema } from '../contract/sealed-replies.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import type { OpeningContext } from './open-applications.ts';
import { openInTurn } from './open-in-turn.ts';
import { openReply } from './open-reply.ts';
import { isFree, settleReply, stillWaits } from './reply-openings.ts';
import { replyRefusal } from './reply-refusal.ts';

/** Opened in one round; the rest wait for the next. */
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

const isItsOwn = (row: WaitingCorrection, content: SealedCorrection): boolean =>
  content.key.toLowerCase() === row.key.toLowerCase() &&
  content.receiptNumber === row.receipt_number &&
  content.position === row.position &&
  content.filedAt === row.filed_at.getTime() &&
  content.identity.assuranceLevel === row.assurance_level;

/** Goes on with the course of its application, or sets the answer aside with the reason: then the question stands as before. */
const keepCorrection = async (
  { clock }: OpeningContext,
  transaction: PlatformTransaction,
  row: WaitingCorrection,
  content: SealedCorrection | null,
): Promise<void> => {
  const application = await lockApplication(transaction, row.receipt_number);
  const name = { kioskId: row.kiosk_id, key: row.key };
  if (!(await stillWaits(transaction, 'correction', name))) return;
  const applicant = await transaction
    .selectFrom('application_contents')
    .select('applicant_id_number')
    .where('receipt_number', '=', row.receipt_number)
    .executeTakeFirst();
  const steps = await stepsOf(transaction, row.receipt_number);
  const isAsked = application?.state === 'corrections-asked' && steps.at(-1)?.position === row.position;
  const reason =
    (await replyRefusal(transaction, content, applicant?.applicant_id_number)) ??
    (isAsked ? null : 'not-asked-any-more');
  const at = new Date(clock.now());
  await settleReply(transaction, 'correction', name, { content, reason, at });
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
};

/** Opens answers to what departments asked, oldest first, some at a time; answers with what made some fail. */
export const openCorrections = async (context: OpeningContext): Promise<readonly unknown[]> => {
  const waiting = await context.database
    .selectFrom('application_corrections')
    .select(['receipt_number', 'position', 'kiosk_id', 'key', 'assurance_level', 'filed_at', 'sealed'])
    .where('state', '=', 'waiting')
    .where(isFree('correction', context.clock.now()))
    .orderBy('received_at')
    .limit(batchSize)
    .execute();
  return openInTurn(
    context,
    {
      kind: 'correction',
      async read(row: WaitingCorrection) {
        const content = await openReply(context, sealedCorrectionSchema, row.sealed, row.key);
        return content !== null && isItsOwn(row, content) ? content : null;
      },
      keep: (transaction, row, content) => keepCorrection(context, transaction, row, content),
    },
    waiting,
  );
};
