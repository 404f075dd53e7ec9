import { z } from 'zod';
import { certificateHolderSchema } from '../contract/certificate/claims.ts';

const shortText = z.string().min(1).max(60);

/** A dwelling in the register. */
export const seedPropertySchema = z.strictObject({
  certificateNumber: shortText,
  location: shortText,
  /** Square metres. */
  area: z.number().positive().max(99_999),
  use: shortText,
  share: shortText,
  /** YYYY-MM-DD. */
  registeredOn: z.iso.date(),
});
export type SeedProperty = z.infer<typeof seedPropertySchema>;

/** A synthetic person. Without `properties` the seed decides from the id number whether there are any. */
export const seedResidentSchema = z.object({
  idNumber: certificateHolderSchema.shape.idNumber,
  name: certificateHolderSchema.shape.name,
  sex: certificateHolderSchema.shape.sex,
  properties: z.array(seedPropertySchema).optional(),
  /** Nation (GB/T 3304, two digits) and address as the card says them; without them the seed decides. */
  nationCode: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  address: shortText.optional(),
  /** Term of the ID card as its chip says it; without it the seed decides. */
  validFrom: z.iso.date().optional(),
  validUntil: z.union([z.iso.date(), z.literal('long-term')]).optional(),
});
export type SeedResident = z.infer<typeof seedResidentSchema>;

/** A list of residents as a file holds it; fields beyond these are left aside. */
export const seedResidentsSchema = z.array(seedResidentSchema);
