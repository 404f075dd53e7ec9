import type { KioskDatabase } from '../../../db/connection.ts';
import type { CatalogueItem } from '../../../platform/contract/catalogue.ts';

/** Asia/Shanghai has kept UTC+8 without summer time since 1991. Milliseconds. */
const civilOffset = 8 * 3_600_000;
const day = 24 * 3_600_000;

/** The midnight in Asia/Shanghai before an instant; both in milliseconds since the Unix epoch. */
export const civilDayStart = (now: number): number =>
  Math.floor((now + civilOffset) / day) * day - civilOffset;

/** How many of each certificate somebody may print here in a day (`printsADay` of the catalogue). */
export interface PrintQuota {
  /** What was printed today, or may have been, by kind. Empty where the database cannot be read: nothing is printed then anyway. */
  printsToday(pseudonym: string): ReadonlyMap<string, number>;
  isReached(item: Pick<CatalogueItem, 'code' | 'printsADay'>, pseudonym: string): boolean;
}

/** The quota on the kiosk's own print jobs, by the clock that dates them. */
export const createPrintQuota = (
  database: Pick<KioskDatabase, 'read'>,
  clock: { now(): number },
): PrintQuota => {
  const printsToday: PrintQuota['printsToday'] = (pseudonym) => {
    const read = database.read(({ printJobs }) =>
      printJobs.printedSince(pseudonym, civilDayStart(clock.now())),
    );
    return read.ok ? read.value : new Map();
  };
  return {
    printsToday,
    isReached: ({ code, printsADay }, pseudonym) => (printsToday(pseudonym).get(code) ?? 0) >= printsADay,
  };
};
