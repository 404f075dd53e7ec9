/**
 * Why staff settle a dead letter: handed over to the department on paper, withdrawn by the resident, filed in another
 * way (at a counter, in the app), or for a reason that stands in the station's own book.
 */
export const settlementReasons = [
  'handed-over-on-paper',
  'withdrawn-by-resident',
  'filed-elsewhere',
  'other',
] as const;
export type SettlementReason = (typeof settlementReasons)[number];
