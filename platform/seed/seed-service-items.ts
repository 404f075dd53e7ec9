import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Catalogue } from '../contract/catalogue.ts';
import type { Guide } from '../contract/guide.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import { generateItems } from './generate-items.ts';

const itemsName = 'service-items';

/**
 * Brings the items into the library: what says something new becomes the next version, what does not stays. Nothing
 * happens when these very items were brought in before.
 */
export const seedServiceItems = async (
  transaction: PlatformTransaction,
  catalogue: Catalogue,
  guides: readonly Guide[],
): Promise<void> => {
  const items = JSON.stringify(generateItems(catalogue, guides));
  const content = hash('sha256', items, 'hex');
  const seeded = await transaction
    .selectFrom('seeded_data')
    .select('content')
    .where('name', '=', itemsName)
    .executeTakeFirst();
  if (seeded?.content === content) {
    return;
  }
  const offered = sql`json_populate_recordset(NULL::service_items, ${items}::json) o`;
  await sql`
    UPDATE service_items s SET is_current = false FROM ${offered}
    WHERE s.code = o.code AND s.is_current AND (
      s.elements IS DISTINCT FROM o.elements OR s.guide IS DISTINCT FROM o.guide)`.execute(transaction);
  await sql`
    INSERT INTO service_items (code, version, parent_code, layer, department, level, item_type, promised_working_days,
      effective_from, is_current, elements, guide)
    SELECT o.code, 1 + coalesce((SELECT max(e.version) FROM service_items e WHERE e.code = o.code), 0), o.parent_code,
      o.layer, o.department, o.level, o.item_type, o.promised_working_days, o.effective_from, true,
      o.elements, o.guide
    FROM ${offered}
    WHERE NOT EXISTS (SELECT FROM service_items e WHERE e.code = o.code AND e.is_current)`.execute(
    transaction,
  );
  await transaction
    .insertInto('seeded_data')
    .values({ name: itemsName, content })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ content }))
    .execute();
};
