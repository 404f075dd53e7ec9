import type { EnterpriseMatches, PolicyMatch } from '../../../platform/contract/policies.ts';
import type { Failure } from './visit-types.ts';

/** An enterprise that the person represents, and which policies fit it. Lives in the core's memory for one visit. */
export interface RepresentedEnterprise extends EnterpriseMatches {
  /** HMAC of its credit code: what this kiosk keeps of it. */
  readonly pseudonym: string;
}

/** Which policies fit the person and the enterprises that the person represents, as the platform says. */
export type MatchOutcome =
  | {
      readonly ok: true;
      readonly matches: readonly PolicyMatch[];
      readonly enterprises: readonly RepresentedEnterprise[];
    }
  | ({ readonly ok: false } & Failure);

/** A policy that is confirmed, and for which enterprise; absent: for the person. */
export interface ConfirmedPolicy {
  readonly policy: string;
  readonly period: string;
  readonly enterprise?: Omit<RepresentedEnterprise, 'matches'>;
}

/** Whose policies are looked at. */
export interface PoliciesOfVisit {
  /** The visit came from a policy of enterprises. */
  readonly asksForEnterprise: boolean;
  /** Which policies fit the person. */
  readonly matches: readonly PolicyMatch[];
  /** Those whom the person represents. */
  readonly enterprises: readonly RepresentedEnterprise[];
  /** The one of them whose policies are looked at; null: the person's own. */
  readonly beneficiary: RepresentedEnterprise | null;
}

/** Nobody has asked which policies fit. */
export const noPolicies: PoliciesOfVisit = {
  asksForEnterprise: false,
  matches: [],
  enterprises: [],
  beneficiary: null,
};
