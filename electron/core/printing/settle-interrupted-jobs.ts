import type { PrintJob } from '../../../db/stores/print-jobs.ts';
import type { Printer } from '../../../drivers/printer/printer-driver.ts';
import type { Log } from '../log/core-log.ts';
import type { PrintSettlement, VisitJournal } from '../session/visit-journal.ts';
import { jobNameOf, settlementOf } from './print-certificate.ts';

/**
 * After a crash: asks the printer what became of each job that was under way. A job that was only intended never got a
 * name from the printer, so no byte of the document has left and it has failed. One that the printer no longer knows
 * is `unknown`, and what is unknown is settled by the printer's word or by staff, never by guessing.
 */
export const settleInterruptedJobs = async (options: {
  readonly jobs: readonly PrintJob[];
  readonly printer: Printer;
  readonly journal: VisitJournal;
  readonly log: Log;
}): Promise<void> => {
  for (const job of options.jobs) {
    const settlement = await settlementFor(job, options.printer);
    // An unknown job that stays unknown is no news.
    if (job.state === 'unknown' && settlement.outcome === 'unknown') continue;
    options.journal.printSettled(job.id, settlement);
    options.log.warn('interrupted-print-settled', { printJob: job.id, outcome: settlement.outcome });
  }
};

const settlementFor = async (job: PrintJob, printer: Printer): Promise<PrintSettlement> => {
  if (job.state === 'intended') return { outcome: 'failed', reason: 'interrupted-before-sent' };
  if (job.jobUri === null || job.jobId === null) return { outcome: 'unknown', reason: 'job-without-name' };
  const found = await printer.queryJob(
    { jobUri: job.jobUri, jobId: job.jobId, jobName: jobNameOf(job.id) },
    job.pages,
  );
  return settlementOf(found);
};
