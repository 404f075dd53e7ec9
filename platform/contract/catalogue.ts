import { z } from 'zod';
import { conditionsSchema, fieldNameSchema } from './application-form/conditions.ts';
import {
  digitsSourcesSchema,
  fieldMeaningSchema,
  textSourcesSchema,
} from './application-form/field-sources.ts';
import { creditRuleSchema } from './credit.ts';
import { formFaults } from './application-form/form-faults.ts';
import { itemMaterialSchema, maximumItemMaterials } from './application-form/material.ts';
import { localizedTextSchema } from './localized-text.ts';
import { agencyWaySchema } from './agency-way.ts';

export { type LocalizedText, localizedTextSchema } from './localized-text.ts';

const code = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);

/** An instantly generated certificate (即时生成证明) that residents can choose at the kiosk. */
export const catalogueItemSchema = z.strictObject({
  code,
  /** Everyday name first, official name beneath. */
  everydayName: localizedTextSchema,
  officialName: localizedTextSchema,
  description: localizedTextSchema,
  department: z.strictObject({ code: z.string().regex(/^[0-9a-z-]{2,40}$/), name: localizedTextSchema }),
  icon: z.enum([
    'house',
    'wallet',
    'droplet',
    'shield',
    'heart',
    'users',
    'scale',
    'book',
    'baby',
    'document',
  ]),
  /** Lowest assurance level of the identification (QR 1, card 2, card and face or staff 3). */
  assuranceLevel: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** What data is asked from whom; shown before consent. */
  dataUsed: z.array(localizedTextSchema).min(1),
  purposes: z
    .array(z.strictObject({ code, name: localizedTextSchema }))
    .min(1)
    .max(7),
  /** How many of it one person may print at one kiosk in a day; what was recorded as a misprint does not count. */
  printsADay: z.number().int().min(1).max(20),
  /** Days for which the certificate is valid. */
  validDays: z.number().int().min(1).max(366),
  /** A clerk of the department looks at each request first, within so many working days (certificate-approvals.ts). */
  approval: z.strictObject({ workingDays: z.number().int().min(1).max(60) }).optional(),
  /** By which ways somebody else may do it for the person; absent: the person alone. */
  agency: z.array(agencyWaySchema).min(1).max(3).optional(),
});
export type CatalogueItem = z.infer<typeof catalogueItemSchema>;

const fieldShape = {
  name: fieldNameSchema,
  label: localizedTextSchema,
  /** One sentence beneath the label: why it is asked, or where to find it. */
  hint: localizedTextSchema.optional(),
  /** The situation in which it is asked; always where there is none. */
  when: conditionsSchema.optional(),
};

/** The longest text that a form asks for, in characters. */
export const longestText = 100;

/** Most fields of a form; by situation fewer are asked. */
export const maximumFields = 16;

/** A field of a form. */
export const formFieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...fieldShape,
    kind: z.literal('choice'),
    options: z
      .array(z.strictObject({ code, label: localizedTextSchema }))
      .min(2)
      .max(7),
  }),
  z.strictObject({
    ...fieldShape,
    kind: z.literal('yes-no'),
    /** The two answers where everyday speech has others than yes and no, e.g. 有 and 没有 to 有没有…. */
    words: z.strictObject({ yes: localizedTextSchema, no: localizedTextSchema }).optional(),
  }),
  /** A telephone or account number: digits only, entered on the screen's number pad. */
  z.strictObject({
    ...fieldShape,
    kind: z.literal('digits'),
    minimumLength: z.number().int().min(1).max(30),
    maximumLength: z.number().int().min(1).max(30),
    means: fieldMeaningSchema.optional(),
    from: digitsSourcesSchema.optional(),
  }),
  /** A name or an address: one line (plain-text.ts), typed on the screen's keyboard. Lengths count characters. */
  z.strictObject({
    ...fieldShape,
    kind: z.literal('text'),
    minimumLength: z.number().int().min(1).max(longestText),
    maximumLength: z.number().int().min(1).max(longestText),
    means: fieldMeaningSchema.optional(),
    from: textSourcesSchema.optional(),
  }),
]);
export type FormField = z.infer<typeof formFieldSchema>;

/** A service item 事项 that residents can apply for at the kiosk, with or without a line. */
export const applicationItemSchema = z
  .strictObject({
    code,
    everydayName: localizedTextSchema,
    officialName: localizedTextSchema,
    description: localizedTextSchema,
    department: catalogueItemSchema.shape.department,
    icon: catalogueItemSchema.shape.icon,
    assuranceLevel: catalogueItemSchema.shape.assuranceLevel,
    /** The version is handed in with the answers; the platform takes those it still knows. */
    form: z.strictObject({
      version: z.number().int().min(1),
      fields: z.array(formFieldSchema).min(1).max(maximumFields),
    }),
    /** What is handed in beside the answers; a change of it is a new version of the form. */
    materials: z.array(itemMaterialSchema).max(maximumItemMaterials).optional(),
    /** Working days within which the department decides 承诺时限. */
    promisedWorkingDays: z.number().int().min(1).max(180),
    agency: catalogueItemSchema.shape.agency,
    /** What credit has to do with it (credit.ts); nothing where there is none. */
    credit: creditRuleSchema.optional(),
  })
  .superRefine(({ form: { fields }, materials = [] }, context) => {
    for (const message of formFaults({ fields, materials })) {
      context.addIssue({ code: 'custom', path: ['form'], message });
    }
  });
export type ApplicationItem = z.infer<typeof applicationItemSchema>;

export const catalogueSchema = z.strictObject({
  version: z.string().min(1),
  items: z.array(catalogueItemSchema),
  /**
   * What is not chosen from a list but printed from 我的证照: `held-certificate`, the copy of a certificate of the library,
   * and the kinds of proofs that a department approves.
   */
  myDocuments: z.array(catalogueItemSchema).optional(),
  applications: z.array(applicationItemSchema),
  /** 一件事 (packages/service-package.ts); judged one by one by whoever reads them, so that a broken one costs no other. */
  packages: z.array(z.unknown()),
});
export type Catalogue = z.infer<typeof catalogueSchema>;
