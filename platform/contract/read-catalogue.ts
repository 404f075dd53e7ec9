import { z } from 'zod';
import { applicationItemSchema, type Catalogue, catalogueItemSchema, catalogueSchema } from './catalogue.ts';

/**
 * A catalogue as a kiosk takes it: its items are judged one by one by whoever reads them (`readCatalogue`), so that one broken
 * item costs no other.
 */
export const deliveredCatalogueSchema = catalogueSchema.extend({
  items: z.array(z.unknown()),
  applications: z.array(z.unknown()),
});

/** An item that does not fit the contract: nobody is offered it. */
export interface ItemLeftOut {
  /** Its code; null where not even that can be read. */
  readonly item: string | null;
  readonly detail: string;
}

/** Longest detail, characters. */
const longestDetail = 200;

const codeOf = (item: unknown): string | null => {
  const parsed = z.looseObject({ code: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/) }).safeParse(item);
  return parsed.success ? parsed.data.code : null;
};

const judge = <Item>(
  candidates: readonly unknown[],
  schema: z.ZodType<Item>,
): { readonly good: Item[]; readonly leftOut: readonly ItemLeftOut[] } => {
  const good: Item[] = [];
  const leftOut: ItemLeftOut[] = [];
  for (const candidate of candidates) {
    const parsed = schema.safeParse(candidate);
    if (parsed.success) {
      good.push(parsed.data);
      continue;
    }
    const [issue] = parsed.error.issues;
    const detail = `${issue?.path.map(String).join('.') || 'item'}: ${issue?.message ?? ''}`;
    leftOut.push({ item: codeOf(candidate), detail: detail.slice(0, longestDetail) });
  }
  return { good, leftOut };
};

/**
 * The items of a delivered catalogue that fit the contract, and those that do not.
 * @throws when it is no catalogue at all
 */
export const readCatalogue = (
  content: unknown,
): { readonly catalogue: Catalogue; readonly leftOut: readonly ItemLeftOut[] } => {
  const delivered = deliveredCatalogueSchema.parse(content);
  const items = judge(delivered.items, catalogueItemSchema);
  const applications = judge(delivered.applications, applicationItemSchema);
  return {
    catalogue: { ...delivered, items: items.good, applications: applications.good },
    leftOut: [...items.leftOut, ...applications.leftOut],
  };
};
