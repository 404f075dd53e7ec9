import { z } from 'zod';
import { certificateHolderSchema } from '../contract/certificate/claims.ts';
import { creditListingSchema } from '../contract/credit.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import credit from './credit.json' with { type: 'json' };

const { idNumber } = certificateHolderSchema.shape;

/** How some of the synthetic people stand. */
const creditSeedSchema = z.strictObject({
  listings: z
    .array(z.strictObject({ idNumber, ...creditListingSchema.shape, liftedOn: z.iso.date().nullable() }))
    .min(1),
  honours: z.array(z.strictObject({ idNumber, since: z.iso.date(), until: z.iso.date() })).min(1),
});

/** Registers who is on the list, and who is of exemplary standing; what is there stays. */
export const seedCredit = async (transaction: PlatformTransaction): Promise<void> => {
  const { listings, honours } = creditSeedSchema.parse(credit);
  await transaction
    .insertInto('credit_listings')
    .values(
      listings.map((listing) => ({
        id_number: listing.idNumber,
        case_number: listing.caseNumber,
        authority: JSON.stringify(listing.authority),
        way_out: JSON.stringify(listing.wayOut),
        telephone: listing.telephone,
        listed_on: listing.listedOn,
        lifted_on: listing.liftedOn,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await transaction
    .insertInto('credit_honours')
    .values(honours.map(({ idNumber: id_number, ...honour }) => ({ id_number, ...honour })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
