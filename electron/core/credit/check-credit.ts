import type { CreditReply } from '../../../platform/contract/credit.ts';
import type { PlatformClient } from '../../sync/platform-client.ts';
import { agencyField } from '../agency/act-for-another.ts';
import type { Log } from '../log/core-log.ts';
import { accountOf, isAgencyProblem } from '../session/agency-types.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { Failure, IdentifiedPerson } from '../session/visit-types.ts';

export interface CreditRequest {
  readonly visitId: string;
  readonly person: IdentifiedPerson;
  /** Code of the item. */
  readonly item: string;
}

/** What came of looking; `not-known`: the platform was not reached or did not say, and looks when it has the application. */
export type CreditOutcome =
  | { readonly outcome: 'told'; readonly reply: CreditReply }
  | { readonly outcome: 'not-known' }
  | ({ readonly outcome: 'failed' } & Failure);

export interface CheckCredit {
  /** Whether the platform could be asked at this moment. */
  isPossible(): boolean;
  /** Asks how a person stands for an item, who has agreed; that it was asked is written down first. */
  check(request: CreditRequest): Promise<CreditOutcome>;
}

/** What credit makes of an item is asked of the platform alone: nothing of it is kept here beyond the visit. */
export const createCheckCredit = (options: {
  readonly client: Pick<PlatformClient, 'checkCredit'>;
  readonly journal: Pick<VisitJournal, 'creditChecked'>;
  readonly line: { state(): 'online' | 'offline' | 'unknown'; observed(reachable: boolean): void };
  readonly platformTime: { now(): number };
  readonly log: Log;
}): CheckCredit => {
  const { client, journal, line, platformTime, log } = options;
  return {
    isPossible: () => line.state() === 'online',
    check: async ({ visitId, person, item }) => {
      const recorded = journal.creditChecked(visitId, accountOf(person), item);
      if (!recorded.ok) {
        return { outcome: 'failed', problem: 'could-not-record', staffCode: recorded.reason };
      }
      const { name, sex, idNumber, assuranceLevel } = person;
      const reply = await client.checkCredit({
        holder: { name, sex, idNumber },
        assuranceLevel,
        consentedAt: Math.round(platformTime.now()),
        item,
        ...agencyField(person),
      });
      line.observed(reply.ok || reply.reason === 'refused');
      if (reply.ok) return { outcome: 'told', reply: reply.value };
      log.warn('credit-not-told', { reason: reply.reason });
      if (reply.reason === 'refused' && isAgencyProblem(reply.problem)) {
        return { outcome: 'failed', problem: reply.problem, staffCode: `platform-refused ${reply.problem}` };
      }
      return { outcome: 'not-known' };
    },
  };
};
