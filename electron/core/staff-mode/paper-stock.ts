import { z } from 'zod';
import type { AuditActor } from '../../../db/audit-log.ts';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { ReadUnit } from '../../../db/unit-of-work.ts';
import type { Recorded } from '../session/print-records.ts';

/** Fewer sheets than this, by the count: staff are told to bring some. */
const lowSheets = 50;

/** What lay in the tray when paper was last put in. Times are milliseconds since the Unix epoch. */
const refillSchema = z.strictObject({
  sheets: z.number().int().nonnegative(),
  at: z.number().int(),
});

export interface PaperStock {
  /** Null before the first refill: nobody has counted. */
  readonly sheetsLeft: number | null;
  readonly low: boolean;
  readonly refilledAt: number | null;
  readonly printedSince: number;
}

const nothingCounted: PaperStock = { sheetsLeft: null, low: false, refilledAt: null, printedSince: 0 };

const parseRefill = (value: string | undefined): z.infer<typeof refillSchema> | null => {
  if (value === undefined) return null;
  try {
    return refillSchema.parse(JSON.parse(value));
  } catch {
    return null;
  }
};

/** What was put in, less what was printed since. A count, no measurement: jams and tests take sheets that nobody tells. */
export const readPaperStock = ({
  stationState,
  activity,
}: Pick<ReadUnit, 'stationState' | 'activity'>): PaperStock => {
  const refill = parseRefill(stationState.find('paper'));
  if (refill === null) return nothingCounted;
  const printedSince = activity.sheetsSince(refill.at);
  const sheetsLeft = Math.max(0, refill.sheets - printedSince);
  return { sheetsLeft, low: sheetsLeft < lowSheets, refilledAt: refill.at, printedSince };
};

/** Puts sheets into the count, `add`ed to what is left or as all there is: in one transaction with its audit entry. */
export const refillPaper = (
  database: Pick<KioskDatabase, 'transaction'>,
  now: () => number,
  refill: { readonly actor: AuditActor; readonly sheets: number; readonly add: boolean },
): Recorded =>
  database.transaction((unit) => {
    const before = readPaperStock(unit);
    const sheets = refill.sheets + (refill.add ? (before.sheetsLeft ?? 0) : 0);
    unit.stationState.keep({ name: 'paper', value: JSON.stringify({ sheets, at: Math.round(now()) }) });
    unit.audit.append({
      actor: refill.actor,
      action: 'paper.refilled',
      details: { sheets: refill.sheets, added: refill.add, leftBefore: before.sheetsLeft },
    });
    return { ok: true };
  });
