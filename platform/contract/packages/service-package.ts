import { z } from 'zod';
import { catalogueItemSchema, localizedTextSchema } from '../catalogue.ts';
import { itemCodeSchema } from '../submissions.ts';

/** A name of a form's field (contract/catalogue.ts). */
const fieldNameSchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/);

/** Items that one package brings together at most: their receipt takes one page. */
export const mostParts = 7;

/** An item within a package. */
export const packagePartSchema = z.strictObject({
  /** Code of an application of the same catalogue. */
  item: itemCodeSchema,
  /** Whether everybody gets it with the package, or only who chooses it. */
  need: z.enum(['required', 'chosen']),
  /** Items of this package that have to be granted first. */
  dependsOn: z.array(itemCodeSchema).max(mostParts),
  /**
   * Fields that the joint form asks under another name, by the item's own name. All others keep theirs; fields of one
   * name are one question, whichever items they belong to.
   */
  asks: z.record(fieldNameSchema, fieldNameSchema).default({}),
});
export type PackagePart = z.infer<typeof packagePartSchema>;

/** One thing, done once 一件事: several items of several departments with one form, handed in together. */
export const servicePackageSchema = z.strictObject({
  code: itemCodeSchema,
  everydayName: localizedTextSchema,
  officialName: localizedTextSchema,
  description: localizedTextSchema,
  icon: catalogueItemSchema.shape.icon,
  /** Code of the life event under which it stands (contract/service-hall.ts). */
  lifeEvent: z.string().regex(/^[a-z][A-Za-z0-9-]{1,40}$/),
  /** Working days within which all of it is decided: one promise in place of the sum of its items'. */
  promisedWorkingDays: z.number().int().min(1).max(180),
  parts: z.array(packagePartSchema).min(2).max(mostParts),
});
export type ServicePackage = z.infer<typeof servicePackageSchema>;
