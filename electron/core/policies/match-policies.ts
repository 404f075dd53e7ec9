import type { PlatformClient } from '../../sync/platform-client.ts';
import { agencyOf } from '../agency/act-for-another.ts';
import type { Log } from '../log/core-log.ts';
import { accountOf } from '../session/agency-types.ts';
import type { MatchOutcome } from '../session/policy-types.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { Failure, IdentifiedPerson } from '../session/visit-types.ts';

export type MatchPolicies = (request: {
  readonly visitId: string;
  readonly person: IdentifiedPerson;
}) => Promise<MatchOutcome>;

type Reply = Awaited<ReturnType<PlatformClient['matchPolicies']>>;

const failure = (problem: Failure['problem'], staffCode: string) =>
  ({ ok: false, problem, staffCode }) as const;

const failureOf = (reply: Exclude<Reply, { ok: true }>): { readonly ok: false } & Failure => {
  switch (reply.reason) {
    case 'unreachable':
    case 'not-genuine':
      return failure('platform-unreachable', `platform-${reply.reason} ${reply.detail}`);
    case 'malformed-reply':
      return failure('platform-refused', `platform-reply-malformed ${reply.detail}`);
    case 'refused':
      switch (reply.problem) {
        case 'unknown-person':
          return failure('person-unknown', 'platform-refused unknown-person');
        case 'person-data-differs':
        case 'agency-not-admitted':
        case 'not-authorised':
        case 'authorisation-expired':
        case 'authorisation-out-of-scope':
        case 'principal-deceased':
        case 'principal-under-guardianship':
          return failure(reply.problem, `platform-refused ${reply.problem}`);
        default:
          return failure('platform-refused', `platform-refused ${reply.problem}`);
      }
  }
};

/** Asks the platform which policies fit, after the person agreed; that it was asked is written down first. */
export const createMatchPolicies = (options: {
  readonly client: Pick<PlatformClient, 'matchPolicies'>;
  readonly journal: Pick<VisitJournal, 'policiesMatched'>;
  readonly platformTime: { now(): number };
  readonly log: Log;
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
    if (reply.ok) return { ok: true, matches: reply.value.matches };
    const told = failureOf(reply);
    log.warn('policies-not-matched', { reason: told.staffCode });
    return told;
  };
};
