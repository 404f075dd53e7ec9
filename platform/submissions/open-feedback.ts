import { sealedFeedbackSchema } from '../contract/sealed-replies.ts';
import type { OpeningContext } from './open-applications.ts';
import { openInTurn } from './open-in-turn.ts';
import { openReply } from './open-reply.ts';
import { isFree } from './reply-openings.ts';

/** Opened in one round; the rest wait for the next. */
const batchSize = 50;

/** Opens complaints and suggestions, oldest first, some at a time; answers with what made some fail. */
export const openFeedback = async (context: OpeningContext): Promise<readonly unknown[]> => {
  const { database, clock } = context;
  const waiting = await database
    .selectFrom('feedback')
    .select(['feedback_number', 'kiosk_id', 'key', 'filed_at', 'sealed'])
    .where('state', '=', 'waiting')
    .where(isFree('feedback', clock.now()))
    .orderBy('received_at')
    .limit(batchSize)
    .execute();
  type Row = (typeof waiting)[number];
  return openInTurn(
    context,
    {
      kind: 'feedback',
      async read(row: Row) {
        const content = await openReply(context, sealedFeedbackSchema, row.sealed, row.key);
        const isItsOwn =
          content?.feedbackNumber === row.feedback_number && content.filedAt === row.filed_at.getTime();
        return isItsOwn ? content : null;
      },
      async keep(transaction, row, content) {
        await transaction
          .updateTable('feedback')
          .set({
            state: content === null ? 'unreadable' : 'opened',
            content: content === null ? null : JSON.stringify(content),
            opened_at: new Date(clock.now()),
          })
          .where('feedback_number', '=', row.feedback_number)
          .where('state', '=', 'waiting')
          .execute();
      },
    },
    waiting,
  );
};
