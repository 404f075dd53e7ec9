import type { PlatformClient } from '../../sync/platform-client.ts';
import { agencyOf } from '../agency/act-for-another.ts';
import type { Log } from '../log/core-log.ts';
import { accountOf } from '../session/agency-types.ts';
import { notAnswered } from '../session/not-answered.ts';
import type { MatchOutcome } from '../session/policy-types.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { Failure, IdentifiedPerson } from '../session/visit-types.ts';

export type MatchPolicies = (request: {
  readonly visitId: string;
  readonly person: IdentifiedPerson;
}) => Promise<MatchOutcome>;

const failure = (problem: Failure['problem'], staffCode: string) =>
  ({ ok: false, problem, staffCode }) as const;

/** Asks the platform which policies fit the person and whom the person represents, after the person agreed; that it was asked is written down first. */
export const createMatchPolicies = (options: {
  readonly client: Pick<PlatformClient, 'matchPolicies'>;
  readonly journal: Pick<VisitJournal, 'policiesMatched'>;
  readonly platformTime: { now(): number };
  readonly log: Log;
  /** What this kiosk keeps of an enterprise, by its credit code. */
  readonly pseudonymOf: (creditCode: string) => string;
  /** Tells the line monitor what a real call found. */
  readonly onLine: (reachable: boolean) => void;
}): MatchPolicies => {
  const { client, journal, platformTime, log } = options;
  return async ({ visitId, person }) => {
    const recorded = journal.policiesMatched(visitId, accountOf(person));
    if (!recorded.ok) return failure('could-not-record', recorded.reason);
    const agency = agencyOf(person);
    const reply = await client.matchPolicies({
      holder: { name: person.name, sex: person.sex, idNumber: person.idNumber },
      assuranceLevel: person.assuranceLevel,
      consentedAt: Math.round(platformTime.now()),
      ...(agency === undefined ? {} : { agency }),
    });
    options.onLine(reply.ok || reply.reason === 'refused');
    if (reply.ok) {
      const { matches, enterprises } = reply.value;
      return {
        ok: true,
        matches,
        enterprises: enterprises.map((enterprise) => ({
          ...enterprise,
          pseudonym: options.pseudonymOf(enterprise.creditCode),
        })),
      };
    }
    const told = notAnswered(reply);
    log.warn('policies-not-matched', { reason: told.staffCode });
    return told;
  };
};
