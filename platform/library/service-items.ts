import { sql } from 'kysely';
import type { Catalogue } from '../contract/catalogue.ts';
import type { Guide } from '../contract/guide.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import type { ImplementationList, ItemLayer, ItemLevel, ItemType } from './implementation-list.ts';

/** An item of the service item library 事项库, in its current version. */
export interface ServiceItem {
  readonly code: string;
  readonly version: number;
  readonly parentCode: string | null;
  readonly layer: ItemLayer;
  readonly department: string;
  readonly level: ItemLevel;
  readonly itemType: ItemType;
  /** Null where it is done on the spot. */
  readonly promisedWorkingDays: number | null;
  /** YYYY-MM-DD. */
  readonly effectiveFrom: string;
  readonly elements: ImplementationList;
}

const currentItems = (database: PlatformDatabase) =>
  database
    .selectFrom('service_items')
    .select((eb) => [
      'code',
      'version',
      'parent_code as parentCode',
      'layer',
      'department',
      'level',
      'item_type as itemType',
      'promised_working_days as promisedWorkingDays',
      sql<string>`to_char(${eb.ref('effective_from')}, 'YYYY-MM-DD')`.as('effectiveFrom'),
      'elements',
    ])
    .where('is_current', '=', true);

/** An item by its code; undefined for one that is not in the library. */
export const serviceItem = (database: PlatformDatabase, code: string): Promise<ServiceItem | undefined> =>
  currentItems(database).where('code', '=', code).executeTakeFirst();

/** Main items of a department, or the sub-items or situations of an item, in the order of their codes. */
export const serviceItems = (
  database: PlatformDatabase,
  among: { readonly department: string } | { readonly parentCode: string },
): Promise<ServiceItem[]> => {
  const items = currentItems(database).orderBy('code');
  return 'department' in among
    ? items.where('department', '=', among.department).where('layer', '=', 'main-item').execute()
    : items.where('parent_code', '=', among.parentCode).execute();
};

/** Every item of the library, in the order of their codes. */
export const allServiceItems = (database: PlatformDatabase): Promise<ServiceItem[]> =>
  currentItems(database).orderBy('code').execute();

/**
 * The guides to the items that kiosks offer, as the library has them.
 * @throws Error when an item has none
 */
export const libraryGuides = async (database: PlatformDatabase, catalogue: Catalogue): Promise<Guide[]> => {
  const codes = [...catalogue.items, ...catalogue.applications].map(({ code }) => code);
  const rows = await database
    .selectFrom('service_items')
    .select(['code', 'guide'])
    .where('is_current', '=', true)
    .where('guide', 'is not', null)
    .execute();
  const guides = new Map(rows.map(({ code, guide }) => [code, guide]));
  return codes.map((code) => {
    const guide = guides.get(code);
    if (!guide) {
      throw new Error(`The library has no guide to ${code}`);
    }
    return guide;
  });
};
