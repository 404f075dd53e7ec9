import { z } from 'zod';
import { certificateHolderSchema } from '../contract/certificate/claims.ts';
import { creditCodeSchema } from '../contract/credit-code.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import seed from './enterprises.json' with { type: 'json' };

const enterpriseSeedSchema = z.strictObject({
  enterprises: z
    .array(
      z.strictObject({
        creditCode: creditCodeSchema,
        name: z.string().min(1).max(100),
        kind: z.enum(['公司', '个人独资企业', '个体工商户', '农民专业合作社']),
        state: z.enum(['存续', '注销', '吊销']),
        establishedOn: z.iso.date(),
        industry: z.string().min(1).max(60),
        registeredCapital: z.number().int().nonnegative().nullable(),
        employees: z.number().int().nonnegative().nullable(),
        staffCutPercent: z.number().int().min(0).max(100).nullable(),
        paysUnemploymentInsurance: z.boolean().nullable(),
        taxCreditRating: z.enum(['A', 'B', 'M', 'C', 'D']).nullable(),
        isSmall: z.boolean().nullable(),
        isHighTech: z.boolean(),
        representatives: z
          .array(
            z.strictObject({
              idNumber: certificateHolderSchema.shape.idNumber,
              since: z.iso.date(),
              until: z.iso.date().nullable(),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});

/** Registers the enterprises of some of the synthetic people; what is there stays. */
export const seedEnterprises = async (transaction: PlatformTransaction): Promise<void> => {
  const { enterprises } = enterpriseSeedSchema.parse(seed);
  await transaction
    .insertInto('enterprises')
    .values(
      enterprises.map((enterprise) => ({
        credit_code: enterprise.creditCode,
        name: enterprise.name,
        kind: enterprise.kind,
        state: enterprise.state,
        established_on: enterprise.establishedOn,
        industry: enterprise.industry,
        registered_capital: enterprise.registeredCapital,
        employees: enterprise.employees,
        staff_cut_percent: enterprise.staffCutPercent,
        pays_unemployment_insurance: enterprise.paysUnemploymentInsurance,
        tax_credit_rating: enterprise.taxCreditRating,
        is_small: enterprise.isSmall,
        is_high_tech: enterprise.isHighTech,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await transaction
    .insertInto('enterprise_representatives')
    .values(
      enterprises.flatMap(({ creditCode, representatives }) =>
        representatives.map(({ idNumber, since, until }) => ({
          credit_code: creditCode,
          id_number: idNumber,
          since,
          until,
        })),
      ),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
