import { z } from 'zod';
import { localizedTextSchema } from '../contract/catalogue.ts';
import { itemCodeSchema } from '../contract/submissions.ts';
import { itemLevelSchema, itemTypeSchema } from '../library/implementation-list.ts';
import templates from './item-templates.json' with { type: 'json' };

const text = z.string().min(1).max(100);

const itemTemplateSchema = z.strictObject({
  code: itemCodeSchema,
  itemType: itemTypeSchema,
  level: itemLevelSchema,
  /** Everyday words, the official name beneath, and this in English. */
  everyday: text,
  official: text,
  english: text,
});
export type ItemTemplate = z.infer<typeof itemTemplateSchema>;

const departmentTemplateSchema = z.strictObject({
  code: z.string().regex(/^[0-9a-z-]{2,40}$/),
  name: localizedTextSchema,
  items: z.array(itemTemplateSchema).min(1),
});
export type DepartmentTemplate = z.infer<typeof departmentTemplateSchema>;

/** Items that halls of this kind offer beside those of the catalogue, by the departments that are responsible. */
export const loadItemTemplates = (): DepartmentTemplate[] =>
  z.array(departmentTemplateSchema).parse(templates);
