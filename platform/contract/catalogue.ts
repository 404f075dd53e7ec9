import { z } from 'zod';

/** A text in both languages of the kiosk. */
export const localizedTextSchema = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });
export type LocalizedText = z.infer<typeof localizedTextSchema>;

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
  /** Days for which the certificate is valid. */
  validDays: z.number().int().min(1).max(366),
});
export type CatalogueItem = z.infer<typeof catalogueItemSchema>;

export const catalogueSchema = z.strictObject({
  version: z.string().min(1),
  items: z.array(catalogueItemSchema),
});
export type Catalogue = z.infer<typeof catalogueSchema>;
