import type { Clock } from '../../../drivers/device/clock.ts';
import { judgeValidity } from '../../../drivers/id-card-reader/card-validity.ts';
import type { Agency, KnownPrincipal } from '../../../platform/contract/agency.ts';
import { servicesOfWay } from '../../../platform/contract/agency-service.ts';
import { fullAge } from '../../../platform/contract/agency-way.ts';
import type { PlatformClient } from '../../sync/platform-client.ts';
import { ageOn } from '../identity/age.ts';
import type { ReadCard } from '../identity/identify-by-card.ts';
import type { Log } from '../log/core-log.ts';
import type { AgencyOutcome, PrincipalsOutcome } from '../session/agency-types.ts';
import { notAnswered } from '../session/not-answered.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { ActingFor, Failure, IdentifiedPerson } from '../session/visit-types.ts';

/** Helping another: whoever is identified takes up the business of somebody else. */
export interface ActForAnother {
  /** The principal's own card lies on the reader. Needs no line. */
  takePrincipalCard(request: {
    readonly visitId: string;
    readonly agent: IdentifiedPerson;
    readonly card: ReadCard;
  }): Promise<AgencyOutcome>;
  /** Asks the platform for whom the agent may act. */
  findPrincipals(request: {
    readonly visitId: string;
    readonly agent: IdentifiedPerson;
  }): Promise<PrincipalsOutcome>;
  /** Takes up the business of one of those. */
  actFor(request: {
    readonly visitId: string;
    readonly agent: IdentifiedPerson;
    readonly principal: KnownPrincipal;
  }): Promise<AgencyOutcome>;
}

const failure = (problem: Failure['problem'], staffCode: string) =>
  ({ ok: false, problem, staffCode }) as const;

/** To the agent: whoever is not to be found has nobody to act for. */
const problemsOfAgent = {
  'unknown-person': 'not-authorised',
  'person-data-differs': 'not-authorised',
} as const;

/** The agency as the platform is told of it; undefined where the person stands there. */
export const agencyOf = ({ agency }: IdentifiedPerson): Agency | undefined =>
  agency && {
    agent: { name: agency.agent.name, sex: agency.agent.sex, idNumber: agency.agent.idNumber },
    way: agency.way,
    authorisation: agency.authorisation,
  };

/** The same as a field of a request, absent where the person stands there. */
export const agencyField = (person: IdentifiedPerson): { readonly agency?: Agency } => {
  const agency = agencyOf(person);
  return agency === undefined ? {} : { agency };
};

export const createActForAnother = (options: {
  readonly client: Pick<PlatformClient, 'findPrincipals'>;
  readonly journal: Pick<VisitJournal, 'agencyBegun' | 'agencyRefused'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly platformTime: { now(): number };
  readonly pseudonymOf: (idNumber: string) => string;
  readonly log: Log;
  /** Tells the line monitor what a real call found. */
  readonly onLine: (reachable: boolean) => void;
}): ActForAnother => {
  const { client, journal, clock, platformTime, pseudonymOf, log } = options;

  const refuse = (visitId: string, agent: IdentifiedPerson, problem: Failure['problem']) => {
    log.info('agency-refused', { reason: problem });
    journal.agencyRefused(visitId, agent.pseudonym, problem);
    return failure(problem, problem);
  };

  /** The principal takes the agent's level: it says how surely is known who stands there. */
  const begin = (
    visitId: string,
    principal: Pick<IdentifiedPerson, 'name' | 'sex' | 'idNumber'>,
    agency: ActingFor,
  ): AgencyOutcome => {
    const { agent, way, authorisation } = agency;
    const person: IdentifiedPerson = {
      name: principal.name,
      sex: principal.sex,
      idNumber: principal.idNumber,
      assuranceLevel: agent.assuranceLevel,
      method: agent.method,
      pseudonym: pseudonymOf(principal.idNumber),
      agency,
    };
    const recorded = journal.agencyBegun(visitId, {
      agent: agent.pseudonym,
      principal: person.pseudonym,
      way,
      authorisation,
    });
    if (!recorded.ok) return failure('could-not-record', recorded.reason);
    log.info('agency-begun', { way });
    return { ok: true, person };
  };

  return {
    takePrincipalCard: async ({ visitId, agent, card: { record, photo } }) => {
      // Only the agent's face is looked at.
      photo?.fill(0);
      const now = clock.now();
      const validity = judgeValidity(record, now);
      if (validity === 'expired') return refuse(visitId, agent, 'card-expired');
      if (validity === 'not-yet-valid') return refuse(visitId, agent, 'card-not-yet-valid');
      if (record.idNumber === agent.idNumber) return refuse(visitId, agent, 'agent-is-principal');
      if (ageOn(record.birthDate, now) < fullAge) return refuse(visitId, agent, 'child-by-register');
      return begin(visitId, record, {
        agent,
        way: 'principal-card',
        authorisation: null,
        items: null,
        services: servicesOfWay['principal-card'],
      });
    },
    findPrincipals: async ({ visitId, agent }) => {
      const reply = await client.findPrincipals({
        agent: { name: agent.name, sex: agent.sex, idNumber: agent.idNumber },
        assuranceLevel: agent.assuranceLevel,
        consentedAt: Math.round(platformTime.now()),
      });
      options.onLine(reply.ok || reply.reason === 'refused');
      if (!reply.ok) {
        const told = notAnswered(reply, problemsOfAgent);
        log.warn('principals-not-found', { reason: told.staffCode });
        return told;
      }
      const { principals } = reply.value;
      if (principals.length === 0) return refuse(visitId, agent, 'not-authorised');
      return { ok: true, principals };
    },
    actFor: async ({ visitId, agent, principal: known }) => {
      const { principal, way, authorisation, items, services, standing } = known;
      if (standing !== 'good') return refuse(visitId, agent, standing);
      if (principal === null) return refuse(visitId, agent, 'not-authorised');
      return principal.idNumber === agent.idNumber
        ? refuse(visitId, agent, 'agent-is-principal')
        : begin(visitId, principal, { agent, way, authorisation, items, services });
    },
  };
};
