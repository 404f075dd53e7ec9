import { advance, type CourseContext } from './advance.ts';
import { unopened } from './unopened-replies.ts';

/** Applications looked at in one round; the rest wait for the next. */
const batchSize = 200;

/**
 * Ends applications whose corrections did not come in time, nor within the days that an answer may be under way from a kiosk
 * without a line (`deliveryWorkingDays`); answers with how many. Several instances may do it at once.
 */
export const timeOutOverdue = async (context: CourseContext): Promise<number> => {
  const waiting = await context.database
    .selectFrom('applications')
    .select('receipt_number')
    .where('state', '=', 'corrections-asked')
    // An answer that has come in time is not overtaken by the end of the time.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('application_corrections')
            .select('position')
            .whereRef('application_corrections.receipt_number', '=', 'applications.receipt_number')
            .where('application_corrections.state', 'in', unopened),
        ),
      ),
    )
    .orderBy('changed_at')
    .limit(batchSize)
    .execute();
  let count = 0;
  for (const { receipt_number: receiptNumber } of waiting) {
    const result = await advance(context, {
      receiptNumber,
      move: { step: 'timed-out' },
      actor: { role: 'platform' },
    });
    if (result.outcome === 'refused' && result.reason === 'not-overdue') {
      // The others were asked later.
      return count;
    }
    count += result.outcome === 'advanced' ? 1 : 0;
  }
  return count;
};
