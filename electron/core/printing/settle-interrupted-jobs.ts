import type { PrintJob } from '../../../db/stores/print-jobs.ts';
import type { Printer } from '../../../drivers/printer/printer-driver.ts';
import type { Log } from '../log/core-log.ts';
import type { PrintSettlement } from '../session/print-records.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import { jobNameOf, settlementsOf } from './print-settlement.ts';

/**
 * After a crash: asks the printer what became of each job that was under way. A job that was only intended never got a
 * name from the printer, so no byte of the document has left and it has failed. One that the printer no longer knows
 * is `unknown`, and what is unknown is settled by the printer's word or by staff, never by guessing. Certificates that
 * share a job of the printer are settled by one answer.
 */
export const settleInterruptedJobs = async (options: {
  readonly jobs: readonly PrintJob[];
  readonly printer: Printer;
  readonly journal: Pick<VisitJournal, 'printSettled'>;
  readonly log: Log;
}): Promise<void> => {
  const byPrinterJob = Map.groupBy(options.jobs, (job) => job.sharedJob ?? job.id);
  for (const [printerJob, jobs] of byPrinterJob) {
    const settlements = await settlementsFor(printerJob, jobs, options.printer);
    for (const [index, job] of jobs.entries()) {
      const settlement = settlements[index];
      // An unknown job that stays unknown is no news.
      if (!settlement || (job.state === 'unknown' && settlement.outcome === 'unknown')) continue;
      options.journal.printSettled(job.id, settlement);
      options.log.warn('interrupted-print-settled', { printJob: job.id, outcome: settlement.outcome });
    }
  }
};

const settlementsFor = async (
  printerJob: string,
  jobs: readonly PrintJob[],
  printer: Printer,
): Promise<readonly PrintSettlement[]> => {
  const [first] = jobs;
  const all = (settlement: PrintSettlement): readonly PrintSettlement[] => jobs.map(() => settlement);
  // They are intended and sent together.
  if (!first || first.state === 'intended') {
    return all({ outcome: 'failed', reason: 'interrupted-before-sent' });
  }
  if (first.jobUri === null || first.jobId === null) {
    return all({ outcome: 'unknown', reason: 'job-without-name' });
  }
  const places = jobs.map(({ pages, pagesBefore }) => ({ pages, pagesBefore: pagesBefore ?? 0 }));
  const found = await printer.queryJob(
    { jobUri: first.jobUri, jobId: first.jobId, jobName: jobNameOf(printerJob) },
    Math.max(...places.map(({ pages, pagesBefore }) => pages + pagesBefore)),
  );
  return settlementsOf(found, places);
};
