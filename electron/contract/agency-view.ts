import { z } from 'zod';
import { deviceProblem } from './device-view.ts';
import { localizedText } from './locale.ts';

/** Helping another, as it is seen: nobody's name but masked, nobody's number. */

/** By what somebody acts for another (platform/contract/agency-way.ts). */
export const actingWays = ['principal-card', 'authorisation', 'child'] as const;

/** What an agent may do beside items (platform/contract/agency-service.ts). */
export const actingServices = ['progress', 'appointments', 'documents'] as const;

/** Says on every screen for whom everything is, and by whom. */
export const actingForSchema = z.strictObject({
  maskedName: z.string(),
  maskedIdNumber: z.string(),
  way: z.enum(actingWays),
  /** Masked name of whoever stands there. */
  agent: z.string(),
});
export type ActingForView = z.infer<typeof actingForSchema>;

/** The ways of helping somebody. */
export const helpWaysView = z.strictObject({
  screen: z.literal('helpWays'),
  unavailable: z.array(deviceProblem),
});

export const principalStandings = [
  'good',
  'not-authorised',
  'authorisation-expired',
  'principal-deceased',
  'principal-under-guardianship',
] as const;

/** For whom the resident may act by what is registered, in the order of the list; null while the platform is asked. */
export const principalsView = z.strictObject({
  screen: z.literal('principals'),
  principals: z
    .array(
      z.strictObject({
        maskedName: z.string(),
        way: z.enum(['authorisation', 'child']),
        standing: z.enum(principalStandings),
        /** YYYY-MM-DD; null: no end. */
        validUntil: z.string().nullable(),
        /** Names of the items to which it is limited, as far as this kiosk knows them; null: no limit. */
        items: z.array(localizedText).nullable(),
        services: z.array(z.enum(actingServices)),
      }),
    )
    .nullable(),
});
export type PrincipalView = NonNullable<z.infer<typeof principalsView>['principals']>[number];
