import type { DeviceReason } from '../../../drivers/device/device-status.ts';
import type { PrinterReasonCode } from '../../../drivers/device/reason-codes.ts';
import type { Printer } from '../../../drivers/printer/printer-driver.ts';
import type { Log } from '../log/core-log.ts';
import { accountOf } from '../session/agency-types.ts';
import type { IntendedPrint } from '../session/print-records.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { VisitServices } from '../session/visit-services.ts';
import type { DeviceProblem, Failure, PreparedCertificate, PrintProgress } from '../session/visit-types.ts';
import { jobNameOf, settlementsOf } from './print-settlement.ts';

export type PrintCertificates = VisitServices['print'];
type PrintRequest = Parameters<PrintCertificates>[0];

/** What became of the certificates of one job. */
type JobOutcome = { readonly outcome: 'completed' } | ({ readonly outcome: 'failed' | 'unknown' } & Failure);

const problemOf = (reasons: readonly DeviceReason<PrinterReasonCode>[]): DeviceProblem | null => {
  const [worst] = reasons;
  return worst ? { role: 'printer', code: worst.code, actor: worst.actor } : null;
};

const pagesOf = (certificates: readonly PreparedCertificate[]): number =>
  certificates.reduce((sum, { pages }) => sum + pages, 0);

/**
 * Prints certificates once: the intent is recorded before the first byte goes out, the printer's own word is recorded
 * before the resident is told. A certificate that was printed, or may have been, is not printed again here. Several go
 * out as one job where the printer takes several documents in one, so that nobody's pages come between; else as one job
 * after the other, until one does not come out.
 */
export const createPrintCertificates = (options: {
  readonly printer: Printer;
  readonly printerUri: string;
  readonly journal: Pick<VisitJournal, 'printIntended' | 'printSent' | 'printSettled'>;
  readonly log: Log;
  readonly newPrintJobId: () => string;
}): PrintCertificates => {
  const { printer, journal, log } = options;

  const printJob = async (
    { visitId, person }: PrintRequest,
    certificates: readonly PreparedCertificate[],
    tell: (step: PrintProgress['step'], pagesPrinted: number, problem?: DeviceProblem | null) => void,
  ): Promise<JobOutcome> => {
    const ids = certificates.map(() => options.newPrintJobId());
    const [job = ''] = ids;
    const places = certificates.map(({ pages }, index) => ({
      pagesBefore: pagesOf(certificates.slice(0, index)),
      pages,
    }));
    const intended = journal.printIntended(
      ...certificates.map(
        ({ certificateNumber, pages, signedBy, resultOf }, index): IntendedPrint => ({
          id: ids[index] ?? job,
          visitId,
          certificateNumber,
          pages,
          signedBy,
          printerUri: options.printerUri,
          ...accountOf(person),
          ...(resultOf === undefined ? {} : { resultOf }),
          ...(certificates.length === 1
            ? {}
            : { shared: { job, pagesBefore: places[index]?.pagesBefore ?? 0 } }),
        }),
      ),
    );
    if (!intended.ok) return { outcome: 'unknown', problem: 'could-not-record', staffCode: intended.reason };

    const abort = new AbortController();
    const pages = pagesOf(certificates);
    let printed = 0;
    const outcome = await printer.print(
      {
        documents: certificates.map(({ pdf }) => pdf),
        jobName: jobNameOf(job),
        copies: 1,
        pages,
        signal: abort.signal,
      },
      (event) => {
        switch (event.type) {
          case 'created': {
            const { jobUri, jobId } = event.job;
            // What is not on record must not leave: after a crash it would count as never sent.
            if (!journal.printSent({ ids, jobUri, jobId }).ok) abort.abort();
            tell('sending', printed);
            return;
          }
          case 'sent':
            tell('waiting', printed);
            return;
          case 'progress':
            printed = Math.min(event.impressions, pages);
            tell('printing', printed);
            return;
          case 'paused':
            tell('paused', printed, problemOf(event.reasons));
            return;
          case 'resumed':
            tell('printing', printed);
            return;
        }
      },
    );
    const settlements = settlementsOf(outcome, places);
    const recorded = settlements.map((settlement, index) =>
      journal.printSettled(ids[index] ?? job, settlement),
    );
    log.info('print-settled', {
      printJob: job,
      certificates: certificates.length,
      outcome: outcome.outcome,
      reason: outcome.outcome === 'failed' ? outcome.reason : null,
      recorded: recorded.every(({ ok }) => ok),
    });
    const device = problemOf(printer.status().reasons.filter(({ severity }) => severity === 'error'));
    const behind = device ? { device } : {};
    if (outcome.outcome === 'completed') return { outcome: 'completed' };
    // Whoever may have a certificate in the tray gets no second one here.
    if (outcome.outcome === 'unknown' || settlements.some((settlement) => settlement.outcome === 'unknown')) {
      return { outcome: 'unknown', problem: 'print-outcome-unknown', staffCode: job, ...behind };
    }
    return { outcome: 'failed', problem: 'print-failed', staffCode: outcome.reason, ...behind };
  };

  return async (request, onProgress) => {
    const { certificates } = request;
    const jobs =
      certificates.length > 1 && printer.takesSeveralDocuments()
        ? [certificates]
        : certificates.map((certificate) => [certificate]);
    const printed: PreparedCertificate[] = [];
    for (const job of jobs) {
      const before = pagesOf(printed);
      const outcome = await printJob(request, job, (step, pages, printerProblem = null) =>
        onProgress({ step, pagesPrinted: before + pages, printerProblem }),
      );
      if (outcome.outcome !== 'completed') {
        const numbers = printed.map(({ certificateNumber }) => certificateNumber);
        return numbers.length === 0 ? outcome : { ...outcome, printed: numbers };
      }
      printed.push(...job);
    }
    return { outcome: 'completed' };
  };
};
