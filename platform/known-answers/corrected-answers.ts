import { stepsOfAll, type StepRow } from '../applications/course-rows.ts';
import type { SealedApplication } from '../contract/sealed-application.ts';
import { type SealedCorrection, sealedCorrectionSchema } from '../contract/sealed-replies.ts';
import type { PlatformTransaction } from '../store/open-store.ts';

/** What was said to a field, and when, in milliseconds since the Unix epoch. */
export interface SaidAnswer {
  readonly answer: SealedApplication['answers'][string];
  readonly saidAt: number;
}

/** The questions that departments asked anew in the course of an application, in their order, and what came of each. */
export type AskedAnew = readonly {
  readonly fields: readonly string[];
  /** Undefined where nothing counts: none has come, or it cannot be read. */
  readonly correction: SealedCorrection | undefined;
}[];

const askedOf = (
  steps: readonly StepRow[],
  taken: readonly { readonly position: number; readonly content: unknown }[],
): AskedAnew =>
  steps
    .filter(({ step }) => step === 'corrections-asked')
    .map(({ position, detail }) => {
      const row = taken.find((one) => one.position === position);
      return {
        fields: detail?.fields ?? [],
        correction: sealedCorrectionSchema.safeParse(row?.content).data,
      };
    });

/** What was asked anew in the courses of applications, by receipt number. */
export const askedAnewIn = async (
  transaction: PlatformTransaction,
  receiptNumbers: readonly string[],
): Promise<ReadonlyMap<string, AskedAnew>> => {
  if (receiptNumbers.length === 0) return new Map();
  const steps = await stepsOfAll(transaction, receiptNumbers);
  const taken = await transaction
    .selectFrom('application_corrections')
    .select(['receipt_number', 'position', 'content'])
    .where('receipt_number', 'in', receiptNumbers)
    .where('state', '=', 'taken')
    .execute();
  const byNumber = Map.groupBy(taken, ({ receipt_number }) => receipt_number);
  return new Map([...steps].map(([number, own]) => [number, askedOf(own, byNumber.get(number) ?? [])]));
};

/**
 * What an applicant says by now, by the name of the field: what was asked anew does not stand as it was first said. Where an
 * agent answered, nothing does: it may be the agent's own.
 */
export const answersByNow = (
  { answers, filedAt }: Pick<SealedApplication, 'answers' | 'filedAt'>,
  asked: AskedAnew,
): ReadonlyMap<string, SaidAnswer> => {
  const said = new Map<string, SaidAnswer>(
    Object.entries(answers).map(([name, answer]) => [name, { answer, saidAt: filedAt }]),
  );
  for (const { fields, correction } of asked) {
    for (const name of fields) said.delete(name);
    if (correction === undefined) continue;
    for (const [name, answer] of Object.entries(correction.answers)) {
      if (correction.agency === undefined) said.set(name, { answer, saidAt: correction.filedAt });
      else said.delete(name);
    }
  }
  return said;
};
