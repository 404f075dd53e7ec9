import { sql } from 'kysely';
import { dayInChina } from '../china-day.ts';
import { type CreditListing, creditListingSchema } from '../contract/credit.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** How somebody stood on a day. */
export type Standing =
  | { readonly standing: 'ordinary' | 'exemplary' }
  | { readonly standing: 'listed'; readonly listing: CreditListing };

/**
 * How a person stood at a time: on the list from the day of its decision until the day before it was lifted. Who is on it is
 * of no exemplary standing, whatever else is known.
 *
 * @param at milliseconds since the Unix epoch
 */
export const standingOf = async (
  database: PlatformDatabase | PlatformTransaction,
  idNumber: string,
  at: number,
): Promise<Standing> => {
  const day = dayInChina(at);
  const listed = await database
    .selectFrom('credit_listings')
    .select((eb) => [
      'authority',
      'case_number as caseNumber',
      sql<string>`to_char(${eb.ref('listed_on')}, 'YYYY-MM-DD')`.as('listedOn'),
      'way_out as wayOut',
      'telephone',
    ])
    .where('id_number', '=', idNumber)
    .where(sql<boolean>`listed_on <= ${day}::date AND (lifted_on IS NULL OR lifted_on > ${day}::date)`)
    .orderBy('listed_on', 'desc')
    .orderBy('case_number')
    .executeTakeFirst();
  if (listed !== undefined) return { standing: 'listed', listing: creditListingSchema.parse(listed) };
  const honoured = await database
    .selectFrom('credit_honours')
    .select('id_number')
    .where('id_number', '=', idNumber)
    .where(sql<boolean>`${day}::date BETWEEN since AND until`)
    .executeTakeFirst();
  return { standing: honoured === undefined ? 'ordinary' : 'exemplary' };
};
