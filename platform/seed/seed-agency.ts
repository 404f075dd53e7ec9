import { z } from 'zod';
import { authorisationIdSchema } from '../contract/agency.ts';
import { agencyServiceSchema } from '../contract/agency-service.ts';
import { certificateHolderSchema } from '../contract/certificate/claims.ts';
import { itemCodeSchema } from '../contract/submissions.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import agency from './agency.json' with { type: 'json' };

const { idNumber } = certificateHolderSchema.shape;

/** Authorisations and capacities of the synthetic people. */
const agencySeedSchema = z.strictObject({
  authorisations: z.array(
    z.strictObject({
      id: authorisationIdSchema,
      principal: idNumber,
      agent: idNumber,
      items: z.array(itemCodeSchema).nullable(),
      services: z.array(agencyServiceSchema),
      validFrom: z.iso.date(),
      validUntil: z.iso.date(),
    }),
  ),
  capacities: z.array(
    z.strictObject({
      idNumber,
      state: z.enum(['deceased', 'under-guardianship']),
      since: z.iso.date(),
    }),
  ),
});

/** Registers who may act for whom, and who cannot be acted for; what is there stays. */
export const seedAgency = async (transaction: PlatformTransaction): Promise<void> => {
  const { authorisations, capacities } = agencySeedSchema.parse(agency);
  await transaction
    .insertInto('agent_authorisations')
    .values(
      authorisations.map(({ id, principal, agent, items, services, validFrom, validUntil }) => ({
        authorisation_id: id,
        principal_id_number: principal,
        agent_id_number: agent,
        items,
        services,
        valid_from: validFrom,
        valid_until: validUntil,
        withdrawn_at: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await transaction
    .insertInto('civil_capacities')
    .values(capacities.map(({ idNumber: id, ...capacity }) => ({ id_number: id, ...capacity })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
