import type { PrintOutcome as PrinterOutcome } from '../../../drivers/printer/print-outcome.ts';
import type { PrintSettlement } from '../session/print-records.ts';

/** Name of a job at the printer: ours, and nothing of the resident. By it a job is found again after a crash. */
export const jobNameOf = (printJobId: string): string => `yizhan-${printJobId}`;

/** What the journal keeps of an outcome. */
export const settlementOf = (outcome: PrinterOutcome): PrintSettlement => {
  switch (outcome.outcome) {
    case 'completed':
      return { outcome: 'completed', impressions: outcome.impressions };
    case 'failed':
      return { outcome: 'failed', reason: outcome.reason };
    case 'unknown':
      return { outcome: 'unknown', reason: outcome.detail };
  }
};

/** Where a certificate lies in a job of the printer, in pages. */
export interface PlaceInJob {
  readonly pagesBefore: number;
  readonly pages: number;
}

/**
 * What the journal keeps of each certificate of a job that several share. Of a job that ended early, those that the
 * printer counted as whole may lie in the tray: they are `unknown`, because only a job that it calls completed has
 * printed. Where it does not count, that is so of all but the last, of which some page is missing for certain.
 */
export const settlementsOf = (
  outcome: PrinterOutcome,
  places: readonly PlaceInJob[],
): readonly PrintSettlement[] => {
  const [only] = places;
  if (places.length === 1 && only?.pagesBefore === 0) return [settlementOf(outcome)];
  const whole = Math.max(...places.map(({ pagesBefore, pages }) => pagesBefore + pages));
  switch (outcome.outcome) {
    case 'completed':
      // The printer counts the job, not its parts.
      return places.map(({ pages }) => ({
        outcome: 'completed',
        impressions: outcome.impressions === whole ? pages : null,
      }));
    case 'unknown':
      return places.map(() => settlementOf(outcome));
    case 'failed': {
      const { impressions = 0 } = outcome;
      const counted = impressions ?? whole - 1;
      return places.map(({ pagesBefore, pages }) =>
        pagesBefore + pages <= counted
          ? { outcome: 'unknown', reason: `perhaps-out-before-${outcome.reason}` }
          : settlementOf(outcome),
      );
    }
  }
};
