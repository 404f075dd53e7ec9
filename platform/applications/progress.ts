import { agentRefusal } from '../agency/admit-agent.ts';
import { noteAgentLook } from '../agency/agent-look.ts';
import type { AgencyRefusal } from '../contract/agency.ts';
import type { ProblemReason } from '../contract/api.ts';
import type { Catalogue } from '../contract/catalogue.ts';
import type { CourseState } from '../contract/course.ts';
import {
  type ApplicationLight,
  listedAtMost,
  type ProgressEntry,
  type ProgressQuery,
  type ProgressReply,
} from '../contract/progress.ts';
import type { CourseContext } from './advance.ts';
import { correctionRequestOf } from './correction-request.ts';
import { roleOf } from './course-actor.ts';
import { deadlineOf } from './course-deadline.ts';
import { partsOf } from './package-parts.ts';
import { endedStates, promisesOf } from './promises.ts';
import { type StepRow, stepsOfAll } from './course-rows.ts';
import { residentRefusal } from './resident-check.ts';
import { unopened } from './unopened-replies.ts';

export type ProgressOutcome =
  | { readonly outcome: 'answered'; readonly reply: ProgressReply }
  | {
      readonly outcome: 'refused';
      readonly reason: Extract<ProblemReason, 'unknown-person' | 'person-data-differs'> | AgencyRefusal;
    };

/** Applications of this resident that were opened, and those that this kiosk filed and names; the newest. */
const filedBy = async (
  { database }: Pick<CourseContext, 'database'>,
  kioskId: string,
  { holder, receiptNumbers }: ProgressQuery,
) =>
  database
    .selectFrom('applications')
    .leftJoin('application_contents', 'application_contents.receipt_number', 'applications.receipt_number')
    .select(['applications.receipt_number', 'applications.item', 'applications.station_code'])
    .select('applications.filed_at')
    .where(({ and, or, eb }) =>
      or([
        eb('application_contents.applicant_id_number', '=', holder.idNumber),
        and([
          eb('application_contents.applicant_id_number', 'is', null),
          eb('applications.kiosk_id', '=', kioskId),
          eb('applications.receipt_number', 'in', receiptNumbers.length === 0 ? [''] : [...receiptNumbers]),
        ]),
      ]),
    )
    .orderBy('applications.filed_at', 'desc')
    .orderBy('applications.receipt_number')
    .limit(listedAtMost)
    .execute();

const resultOf = (steps: readonly StepRow[]): ProgressEntry['result'] => {
  const decided = steps.findLast(({ step }) => step === 'decided')?.detail;
  if (!decided?.decision) {
    return null;
  }
  const delivered = steps.findLast(({ step }) => step === 'delivered')?.detail;
  return {
    decision: decided.decision,
    delivery: delivered?.delivery ?? decided.delivery ?? null,
    certificate: decided.certificate ?? null,
  };
};

/**
 * What the resident who stands at a kiosk has filed, wherever it was, newest first.
 *
 * @param kiosk who signed the query
 */
export const queryProgress = async (
  context: CourseContext & { readonly catalogue: Catalogue },
  kiosk: { readonly kioskId: string; readonly stationCode: string },
  query: ProgressQuery,
): Promise<ProgressOutcome> => {
  const { database, clock, calendar, catalogue } = context;
  const now = clock.now();
  const reason =
    (await residentRefusal(database, query.holder)) ?? (await agentRefusal(database, query, 'progress', now));
  if (reason !== undefined) {
    return { outcome: 'refused', reason };
  }
  const rows = await filedBy(context, kiosk.kioskId, query);
  const numbers = rows.map(({ receipt_number }) => receipt_number);
  const steps = await stepsOfAll(database, numbers);
  const answered = new Set(
    numbers.length === 0
      ? []
      : (
          await database
            .selectFrom('application_corrections')
            .select('receipt_number')
            .where('receipt_number', 'in', numbers)
            .where('state', 'in', unopened)
            .execute()
        ).map(({ receipt_number }) => receipt_number),
  );
  const answeredAt = clock.now();
  const promised = await promisesOf(context, numbers, answeredAt);
  const applications = rows.flatMap((row): ProgressEntry[] => {
    const taken = steps.get(row.receipt_number) ?? [];
    const state = taken.at(-1)?.step;
    const item = catalogue.applications.find(({ code }) => code === row.item);
    return state === undefined
      ? []
      : [
          {
            receiptNumber: row.receipt_number,
            item: row.item,
            itemName: item?.everydayName ?? null,
            department: item?.department.name ?? null,
            stationCode: row.station_code,
            filedAt: row.filed_at.getTime(),
            state,
            steps: taken.map(({ step, actor, happenedAt, detail }) => ({
              step,
              by: roleOf(actor),
              takenAt: happenedAt.getTime(),
              detail: detail ?? {},
            })),
            deadline: deadlineOf(taken, calendar, answeredAt),
            correction: correctionRequestOf(taken, item, answered.has(row.receipt_number)),
            promises: (promised.get(row.receipt_number) ?? []).map((promise) => ({
              ...promise,
              name: item?.materials?.find(({ code }) => code === promise.material)?.name ?? null,
            })),
            result: resultOf(taken),
          },
        ];
  });
  await noteAgentLook(database, kiosk, query, { purpose: 'progress', at: answeredAt });
  return { outcome: 'answered', reply: { answeredAt, applications } };
};

const lightRanks = { red: 0, yellow: 1, green: 2 } as const;
const settledStates: readonly CourseState[] = [...endedStates, 'decided', 'delivered'];

/** What needs attention most has the lowest rank; of what is in time, what is settled comes last. */
const attentionRank = ({ state, deadline }: ApplicationLight): number => {
  const rank = deadline === null ? 3 : lightRanks[deadline.light];
  return rank >= lightRanks.green && settledStates.includes(state) ? rank + 2 : rank;
};

/**
 * How the application of a receipt stands, and nothing of its applicant; undefined when there is none. Under the number of a
 * package 一件事 the one of its parts that needs attention most: the worst light, then what is not settled, then the newest step.
 */
export const applicationLight = async (
  { database, clock, calendar }: CourseContext,
  receiptNumber: string,
): Promise<ApplicationLight | undefined> => {
  const now = clock.now();
  const parts = await partsOf(database, receiptNumber);
  const courses = await stepsOfAll(database, [receiptNumber, ...parts]);
  const [light] = [...courses.values()]
    .flatMap((steps): ApplicationLight[] => {
      const last = steps.at(-1);
      const deadline = deadlineOf(steps, calendar, now);
      return last ? [{ receiptNumber, state: last.step, since: last.happenedAt.getTime(), deadline }] : [];
    })
    .toSorted((one, other) => attentionRank(one) - attentionRank(other) || other.since - one.since);
  return light;
};
