import type { CollectionSubmission } from '../contract/submissions.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import { actorText } from './course-actor.ts';
import { lockApplication, stepsOf, writeStep } from './course-rows.ts';

/**
 * The result of an application has come out of a kiosk's printer: its course is over. Changes nothing where the application
 * is not decided or delivered already, or the certificate is not its result: of another kind, or somebody else's.
 */
export const deliverResult = async (
  transaction: PlatformTransaction,
  { certificateNumber, receiptNumber }: CollectionSubmission,
  now: number,
): Promise<void> => {
  if (receiptNumber === undefined) {
    return;
  }
  const application = await lockApplication(transaction, receiptNumber);
  if (application?.state !== 'decided') {
    return;
  }
  const steps = await stepsOf(transaction, receiptNumber);
  const last = steps.at(-1);
  const kind = last?.detail?.certificate;
  if (last === undefined || last.detail?.decision !== 'granted' || kind === undefined) {
    return;
  }
  const result = await transaction
    .selectFrom('certificates')
    .innerJoin('application_contents', (join) =>
      join
        .onRef('application_contents.applicant_id_number', '=', 'certificates.holder_id_number')
        .on('application_contents.receipt_number', '=', receiptNumber),
    )
    .select('certificates.kind')
    .where('certificates.certificate_number', '=', certificateNumber)
    .executeTakeFirst();
  if (result?.kind !== kind) {
    return;
  }
  await writeStep(transaction, receiptNumber, {
    position: last.position + 1,
    step: 'delivered',
    actor: actorText({ role: 'platform' }),
    happenedAt: new Date(now),
    limitWorkingDays: null,
    detail: { delivery: 'printed-at-station' },
  });
};
