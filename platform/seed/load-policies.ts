import { z } from 'zod';
import { certificateHolderSchema } from '../contract/certificate/claims.ts';
import type { Catalogue } from '../contract/catalogue.ts';
import { type Policy, policySchema } from '../contract/policies.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import seed from './policies.json' with { type: 'json' };

const policySeedSchema = z.strictObject({
  policies: z.array(policySchema),
  disabilities: z.array(
    z.strictObject({
      idNumber: certificateHolderSchema.shape.idNumber,
      category: z.string().min(1).max(20),
      level: z.enum(['一级', '二级', '三级', '四级']),
    }),
  ),
});

/**
 * The policies that this platform publishes.
 * @throws Error when a code is that of another policy or of an item: a mistake of whoever edited the file
 */
export const loadPolicies = ({ items, applications }: Catalogue): readonly Policy[] => {
  const { policies } = policySeedSchema.parse(seed);
  const codes = [...items, ...applications, ...policies].map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) {
    throw new Error(`policies.json uses the code ${twice} again`);
  }
  return policies;
};

/** Registers the disabilities of the synthetic people; what is there stays. */
export const seedDisabilities = async (transaction: PlatformTransaction): Promise<void> => {
  await transaction
    .insertInto('disability_records')
    .values(
      policySeedSchema.parse(seed).disabilities.map(({ idNumber, category, level }) => ({
        holder_id_number: idNumber,
        category,
        level,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
