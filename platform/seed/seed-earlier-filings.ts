import { z } from 'zod';
import { fieldNameSchema } from '../contract/application-form/conditions.ts';
import { certificateHolderSchema } from '../contract/certificate/claims.ts';
import { answerSchema, type SealedApplication } from '../contract/sealed-application.ts';
import { idempotencyKeySchema, itemCodeSchema, receiptNumberSchema } from '../contract/submissions.ts';
import type { CourseState } from '../contract/course.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import earlierFilings from './earlier-filings.json' with { type: 'json' };

const earlierFilingSchema = z.strictObject({
  key: idempotencyKeySchema,
  visitId: z.uuid(),
  receiptNumber: receiptNumberSchema,
  stationCode: z.string(),
  /** Code of the department that granted it. */
  department: z.string(),
  idNumber: certificateHolderSchema.shape.idNumber,
  item: itemCodeSchema,
  formVersion: z.number().int().min(1),
  filedAt: z.iso.datetime({ offset: true }),
  answers: z.record(fieldNameSchema, answerSchema),
});
type EarlierFiling = z.infer<typeof earlierFilingSchema>;

/** A kiosk of which there is nothing else: it has been replaced. */
const kioskId = 'K-0000000000';
const oneHour = 3_600_000;

/** What became of each, and how many hours after it was filed. */
const courseOf = ({ department }: EarlierFiling) => {
  const clerk = `department:${department}:clerk-1`;
  const steps: readonly (readonly [step: CourseState, hours: number, actor: string, detail?: object])[] = [
    ['received', 0, `applicant:${kioskId}`],
    ['accepted-for-review', 0.01, 'platform'],
    ['accepted', 20, clerk],
    ['in-review', 21, clerk],
    ['decided', 70, clerk, { decision: 'granted' }],
    ['delivered', 72, clerk, { delivery: 'message' }],
  ];
  return steps;
};

type Applicant = SealedApplication['applicant'];

const contentOf = (filing: EarlierFiling, applicant: Applicant): SealedApplication => {
  const { key, receiptNumber, item, formVersion, answers, visitId } = filing;
  const filedAt = Date.parse(filing.filedAt);
  return {
    schemaVersion: 1,
    key,
    receiptNumber,
    item,
    formVersion,
    filedAt,
    applicant,
    answers,
    sources: Object.fromEntries(Object.keys(answers).map((name) => [name, 'resident'])),
    materials: [],
    certificates: [],
    promises: [],
    identity: { method: 'id-card', assuranceLevel: 2, identifiedAt: filedAt - 240_000, visitId },
    consentedAt: filedAt,
  };
};

const insertFiling = async (
  transaction: PlatformTransaction,
  filing: EarlierFiling,
  applicant: Applicant,
): Promise<void> => {
  const { key, receiptNumber, stationCode, item, formVersion } = filing;
  const filedAt = Date.parse(filing.filedAt);
  const steps = courseOf(filing);
  const at = (hours: number): Date => new Date(filedAt + hours * oneHour);
  const added = await transaction
    .insertInto('applications')
    .values({
      receipt_number: receiptNumber,
      kiosk_id: kioskId,
      key,
      station_code: stationCode,
      item,
      form_version: formVersion,
      assurance_level: 2,
      state: 'delivered',
      filed_at: at(0),
      received_at: at(0),
      changed_at: at(72),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('receipt_number')
    .executeTakeFirst();
  if (added === undefined) return;
  await transaction
    .insertInto('application_contents')
    .values({
      receipt_number: receiptNumber,
      applicant_id_number: applicant.idNumber,
      content: JSON.stringify(contentOf(filing, applicant)),
      opened_at: at(0.01),
    })
    .execute();
  await transaction
    .insertInto('application_steps')
    .values(
      steps.map(([step, hours, actor, detail], index) => ({
        receipt_number: receiptNumber,
        position: index + 1,
        step,
        actor,
        happened_at: at(hours),
        detail: detail === undefined ? null : JSON.stringify(detail),
      })),
    )
    .execute();
};

/** What some of the synthetic people handed in before, granted and closed; nothing of who is not registered. What is there stays. */
export const seedEarlierFilings = async (transaction: PlatformTransaction): Promise<void> => {
  for (const filing of z.array(earlierFilingSchema).parse(earlierFilings)) {
    const applicant = await transaction
      .selectFrom('residents')
      .select(['name', 'sex', 'id_number as idNumber'])
      .where('id_number', '=', filing.idNumber)
      .executeTakeFirst();
    if (applicant !== undefined) {
      await insertFiling(transaction, filing, certificateHolderSchema.parse(applicant));
    }
  }
};
