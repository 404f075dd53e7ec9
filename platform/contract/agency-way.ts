import { z } from 'zod';

/** By what somebody acts for another 代办. */
export const agencyWays = [
  /** The principal's own card was laid on the reader after the agent's. */
  'principal-card',
  /** The principal has authorised the agent at the platform. */
  'authorisation',
  /** A child under 18 of the agent, by the household register. */
  'child',
] as const;
export const agencyWaySchema = z.enum(agencyWays);
export type AgencyWay = z.infer<typeof agencyWaySchema>;

/** Who is younger acts by the parents 未成年人 (民法典 Art. 17, 27): the own card in other hands authorises nobody. */
export const fullAge = 18;
