import { z } from 'zod';
import type { AgencyWay } from './agency-way.ts';

/** What an agent may do for a principal beside asking for certificates and filing applications. */
export const agencyServices = [
  /** To see what was filed, answer what a department asks, and collect results. */
  'progress',
  /** To book appointments, see them, and give them back. */
  'appointments',
  /** To see and print what the principal has 我的证照. */
  'documents',
] as const;
export const agencyServiceSchema = z.enum(agencyServices);
export type AgencyService = z.infer<typeof agencyServiceSchema>;

/**
 * Which of them each way admits at most; an authorisation names those that its principal has granted. Whoever holds
 * somebody's card may have found it: that does not open what the person has.
 */
export const servicesOfWay: Readonly<Record<AgencyWay, readonly AgencyService[]>> = {
  'principal-card': ['progress', 'appointments'],
  authorisation: agencyServices,
  child: agencyServices,
};
