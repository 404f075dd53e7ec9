import type { PolicyMatch } from '../../../platform/contract/policies.ts';
import type { Failure } from './visit-types.ts';

/** Which policies fit the person, as the platform says. Lives in the core's memory for one visit. */
export type MatchOutcome =
  | { readonly ok: true; readonly matches: readonly PolicyMatch[] }
  | ({ readonly ok: false } & Failure);
