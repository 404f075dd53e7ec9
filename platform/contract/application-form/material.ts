import { z } from 'zod';
import { heldCertificateKindSchema } from '../library.ts';
import { localizedTextSchema } from '../localized-text.ts';
import { itemCodeSchema } from '../submissions.ts';
import { conditionsSchema } from './conditions.ts';

/** Longest time for which a material may be missing, working days. */
const longestPromise = 60;

/** Most pages of one material; all materials of an item stay within `maximumMaterials`. */
const longestCapturePages = 5;

/** A way in which a resident may hand in a material. */
export const materialWaySchema = z.discriminatedUnion('way', [
  /** The department takes the resident's electronic certificate 电子证照 of this kind from the library. */
  z.strictObject({ way: z.literal('certificate'), kind: heldCertificateKindSchema }),
  /** Held to the kiosk's camera page by page, `pages` of them at most. */
  z.strictObject({
    way: z.literal('capture'),
    pages: z.number().int().min(2).max(longestCapturePages).optional(),
  }),
  /** 容缺受理: against a written promise it follows within so many working days after the filing. */
  z.strictObject({
    way: z.literal('later'),
    workingDays: z.number().int().min(1).max(longestPromise),
    /** For those of exemplary standing (credit.ts), where they have longer. */
    trustedWorkingDays: z.number().int().min(1).max(longestPromise).optional(),
  }),
]);
export type MaterialWay = z.infer<typeof materialWaySchema>;

/** How many pages may be held to the camera where these ways are offered: one unless the catalogue says more. */
export const pagesAtMost = (ways: readonly MaterialWay[]): number =>
  ways.reduce((most, offered) => (offered.way === 'capture' ? (offered.pages ?? 1) : most), 1);

/** A material that an item asks for. */
export const itemMaterialSchema = z.strictObject({
  code: itemCodeSchema,
  name: localizedTextSchema,
  /** One sentence: which page, or where to find it. */
  hint: localizedTextSchema.optional(),
  /** Without it, or a promise of it, nothing is filed. */
  required: z.boolean(),
  /** In the order in which they are offered; each once. */
  ways: z.array(materialWaySchema).min(1).max(3),
  when: conditionsSchema.optional(),
});
export type ItemMaterial = z.infer<typeof itemMaterialSchema>;

/** Most materials of one item. */
export const maximumItemMaterials = 7;
