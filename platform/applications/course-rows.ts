import type { CourseState, StepDetail } from '../contract/course.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import type { DatedStep } from './course-deadline.ts';

/** A step as the store has it. */
export interface StepRow extends DatedStep {
  readonly position: number;
  readonly actor: string;
  readonly detail: StepDetail | null;
}

/** The steps of several applications, each in their order, by receipt number. */
export const stepsOfAll = async (
  database: PlatformDatabase | PlatformTransaction,
  receiptNumbers: readonly string[],
): Promise<ReadonlyMap<string, StepRow[]>> => {
  if (receiptNumbers.length === 0) {
    return new Map();
  }
  const rows = await database
    .selectFrom('application_steps')
    .select(['receipt_number', 'position', 'step', 'actor', 'happened_at', 'limit_working_days', 'detail'])
    .where('receipt_number', 'in', receiptNumbers)
    .orderBy('receipt_number')
    .orderBy('position')
    .execute();
  const steps = rows.map((row) => ({
    receiptNumber: row.receipt_number,
    position: row.position,
    step: row.step,
    actor: row.actor,
    happenedAt: row.happened_at,
    limitWorkingDays: row.limit_working_days,
    detail: row.detail,
  }));
  return Map.groupBy(steps, ({ receiptNumber }) => receiptNumber);
};

/** The steps of an application in their order. */
export const stepsOf = async (
  database: PlatformDatabase | PlatformTransaction,
  receiptNumber: string,
): Promise<StepRow[]> => (await stepsOfAll(database, [receiptNumber])).get(receiptNumber) ?? [];

/** An application whose row is locked. */
export interface LockedApplication {
  readonly item: string;
  readonly kioskId: string;
  readonly state: CourseState;
}

/** Locks the row of an application until the transaction ends: its steps are taken one after the other. */
export const lockApplication = async (
  transaction: PlatformTransaction,
  receiptNumber: string,
): Promise<LockedApplication | undefined> => {
  const row = await transaction
    .selectFrom('applications')
    .select(['item', 'kiosk_id', 'state'])
    .where('receipt_number', '=', receiptNumber)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      item: row.item,
      kioskId: row.kiosk_id,
      // That it could not be opened yet is the centre's affair.
      state: row.state === 'not-opened' ? 'received' : row.state,
    }
  );
};

/** Writes a step and the state that it leads to. */
export const writeStep = async (
  transaction: PlatformTransaction,
  receiptNumber: string,
  step: Omit<StepRow, 'detail'> & { readonly detail: StepDetail },
): Promise<void> => {
  await transaction
    .insertInto('application_steps')
    .values({
      receipt_number: receiptNumber,
      position: step.position,
      step: step.step,
      actor: step.actor,
      happened_at: step.happenedAt,
      limit_working_days: step.limitWorkingDays,
      detail: JSON.stringify(step.detail),
    })
    .execute();
  await transaction
    .updateTable('applications')
    .set({ state: step.step, changed_at: step.happenedAt })
    .where('receipt_number', '=', receiptNumber)
    .execute();
};
