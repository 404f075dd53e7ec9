import type { DeviceReason } from '../../../drivers/device/device-status.ts';
import type { PrinterReasonCode } from '../../../drivers/device/reason-codes.ts';
import type { PrintOutcome as PrinterOutcome } from '../../../drivers/printer/print-outcome.ts';
import type { Printer } from '../../../drivers/printer/printer-driver.ts';
import type { Log } from '../log/core-log.ts';
import type { PrintSettlement, VisitJournal } from '../session/visit-journal.ts';
import type {
  DeviceProblem,
  IdentifiedPerson,
  PreparedCertificate,
  PrintOutcome,
  PrintProgress,
} from '../session/visit-types.ts';

export interface PrintRequest {
  readonly visitId: string;
  readonly person: IdentifiedPerson;
  readonly certificate: PreparedCertificate;
}

export type PrintCertificate = (
  request: PrintRequest,
  onProgress: (progress: PrintProgress) => void,
) => Promise<PrintOutcome>;

/** Name of a job at the printer: ours, and nothing of the resident. By it a job is found again after a crash. */
export const jobNameOf = (printJobId: string): string => `yizhan-${printJobId}`;

const problemOf = (reasons: readonly DeviceReason<PrinterReasonCode>[]): DeviceProblem | null => {
  const [worst] = reasons;
  return worst ? { role: 'printer', code: worst.code, actor: worst.actor } : null;
};

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

/**
 * Prints a certificate once: the intent is recorded before the first byte goes out, the printer's own word is recorded
 * before the resident is told. A certificate that was printed, or may have been, is not printed again here.
 */
export const createPrintCertificate = (options: {
  readonly printer: Printer;
  readonly printerUri: string;
  readonly journal: VisitJournal;
  readonly log: Log;
  readonly newPrintJobId: () => string;
}): PrintCertificate => {
  const { printer, journal, log } = options;
  return async ({ visitId, person, certificate }, onProgress) => {
    const id = options.newPrintJobId();
    const { certificateNumber, pages, pdf } = certificate;
    const intended = journal.printIntended({
      id,
      visitId,
      certificateNumber,
      pages,
      printerUri: options.printerUri,
      pseudonym: person.pseudonym,
    });
    if (!intended.ok) return { outcome: 'unknown', problem: 'could-not-record', staffCode: intended.reason };

    const abort = new AbortController();
    let pagesPrinted = 0;
    const tell = (step: PrintProgress['step'], printerProblem: DeviceProblem | null = null): void =>
      onProgress({ step, pagesPrinted, printerProblem });
    const outcome = await printer.print(
      { document: pdf, jobName: jobNameOf(id), copies: 1, pages, signal: abort.signal },
      (event) => {
        switch (event.type) {
          case 'created': {
            const recorded = journal.printSent({ id, jobUri: event.job.jobUri, jobId: event.job.jobId });
            // What is not on record must not leave: after a crash it would count as never sent.
            if (!recorded.ok) abort.abort();
            tell('sending');
            return;
          }
          case 'sent':
            tell('waiting');
            return;
          case 'progress':
            pagesPrinted = Math.min(event.impressions, pages);
            tell('printing');
            return;
          case 'paused':
            tell('paused', problemOf(event.reasons));
            return;
          case 'resumed':
            tell('printing');
            return;
        }
      },
    );
    const settled = journal.printSettled(id, settlementOf(outcome));
    log.info('print-settled', {
      printJob: id,
      outcome: outcome.outcome,
      reason: outcome.outcome === 'failed' ? outcome.reason : null,
      recorded: settled.ok,
    });
    const device = problemOf(printer.status().reasons.filter(({ severity }) => severity === 'error'));
    const behind = device ? { device } : {};
    switch (outcome.outcome) {
      case 'completed':
        return { outcome: 'completed' };
      case 'failed':
        return { outcome: 'failed', problem: 'print-failed', staffCode: outcome.reason, ...behind };
      case 'unknown':
        return { outcome: 'unknown', problem: 'print-outcome-unknown', staffCode: id, ...behind };
    }
  };
};
