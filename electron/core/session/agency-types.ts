import {
  type AgencyRefusal,
  agencyRefusals,
  type KnownPrincipal,
} from '../../../platform/contract/agency.ts';
import { type AgencyService, servicesOfWay } from '../../../platform/contract/agency-service.ts';
import type { AgencyWay } from '../../../platform/contract/agency-way.ts';
import type { Failure, IdentifiedPerson } from './visit-types.ts';

/** The principal as the one for whom the visit goes on, or why not. */
export type AgencyOutcome =
  | { readonly ok: true; readonly person: IdentifiedPerson }
  | ({ readonly ok: false } & Failure);

/** For whom the agent may act by what is registered. */
export type PrincipalsOutcome =
  | { readonly ok: true; readonly principals: readonly KnownPrincipal[] }
  | ({ readonly ok: false } & Failure);

/** Whoever stands at the kiosk: the person, or the agent. */
export const standingPerson = (person: IdentifiedPerson): IdentifiedPerson => person.agency?.agent ?? person;

/** On whose account something is done: of the holder and, where somebody else stands there, of that agent. */
export interface Account {
  readonly pseudonym: string;
  readonly agent?: string | undefined;
}

export const accountOf = ({ pseudonym, agency }: IdentifiedPerson): Account =>
  agency === undefined ? { pseudonym } : { pseudonym, agent: agency.agent.pseudonym };

type AgencyObstacle = 'agency-not-admitted' | 'authorisation-out-of-scope';

/**
 * What stands against doing this for another beside items: null where the person stands there, or the agent may. With the
 * principal's card alone nobody opens what the person has: with a line it takes an authorisation or the register, and
 * without one neither can be looked at.
 */
export const serviceObstacle = (
  { agency }: IdentifiedPerson,
  service: AgencyService,
): AgencyObstacle | 'not-by-card-alone' | null => {
  if (agency === undefined) return null;
  if (!servicesOfWay[agency.way].includes(service)) return 'not-by-card-alone';
  return agency.services.includes(service) ? null : 'authorisation-out-of-scope';
};

/** Whether what went wrong is that the agent may not: trying again changes nothing. */
export const isAgencyProblem = (problem: string): problem is AgencyRefusal =>
  agencyRefusals.some((refusal) => refusal === problem);

/** What stands against doing an item for another: null where the person stands there, or it admits this agent. */
export const agencyObstacle = (
  { agency }: IdentifiedPerson,
  item: { readonly code: string; readonly agency?: readonly AgencyWay[] | undefined },
): AgencyObstacle | null => {
  if (agency === undefined) return null;
  if (!(item.agency ?? []).includes(agency.way)) return 'agency-not-admitted';
  return agency.items === null || agency.items.includes(item.code) ? null : 'authorisation-out-of-scope';
};

/** What stands against doing all of these for another: the first obstacle; of a package each item has to admit it. */
export const agencyObstacleToAny = (
  person: IdentifiedPerson,
  items: readonly Parameters<typeof agencyObstacle>[1][],
): ReturnType<typeof agencyObstacle> =>
  items.map((item) => agencyObstacle(person, item)).find((found) => found !== null) ?? null;
