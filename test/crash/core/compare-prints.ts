import { jobNameOf } from '../../../electron/core/printing/print-settlement.ts';
import type { Report } from './finding.ts';
import type { KioskRows } from './kiosk-rows.ts';
import type { Promises } from './promises.ts';
import type { StationUnderTest } from './station-under-test.ts';

/**
 * What the kiosk says of its prints, held against the paper that left the printer. Of a job that several share, the pages
 * leave in the order of its certificates.
 */
export const comparePrints = ({
  station,
  promises,
  kiosk,
  report,
}: {
  readonly station: StationUnderTest;
  readonly promises: Promises;
  readonly kiosk: KioskRows;
  readonly report: Report;
}): Readonly<Record<string, number>> => {
  type Print = KioskRows['prints'][number];
  const leftOfJob = (printerJob: string): number => station.printed.get(jobNameOf(printerJob)) ?? 0;
  const left = ({ printerJob, pagesBefore, pages }: Print): number =>
    Math.min(pages, Math.max(0, leftOfJob(printerJob) - pagesBefore));
  const jobs = Map.groupBy(kiosk.prints, ({ printerJob }) => printerJob);
  for (const [printerJob, prints] of jobs) {
    const pages = prints.reduce((sum, print) => sum + print.pages, 0);
    const out = leftOfJob(printerJob);
    if (out > pages) report('twice', `job ${printerJob}: ${out} of ${pages} pages`);
    const places = prints.toSorted((first, second) => first.pagesBefore - second.pagesBefore);
    let before = 0;
    for (const print of places) {
      if (print.pagesBefore !== before) report('print', `print ${print.id} lies elsewhere in ${printerJob}`);
      before += print.pages;
    }
  }
  const whole = kiosk.prints.filter((print) => left(print) >= print.pages);
  for (const print of kiosk.prints) {
    const { id, pages, state, reason, certificateNumber, printerJob } = print;
    const name = `print ${id} of ${certificateNumber}`;
    switch (state) {
      case 'completed':
        if (left(print) < pages)
          report('print', `${name} is called printed, ${left(print)} of ${pages} pages left`);
        break;
      case 'failed':
        if (left(print) >= pages) report('print', `${name} is called failed (${reason}), and all of it left`);
        if (reason === 'interrupted-before-sent' && station.documents.has(jobNameOf(printerJob)))
          report('print', `${name} is called never sent, and its document had left`);
        break;
      case 'intended':
      case 'sent':
        report('print', `${name} is still ${state}`);
        break;
      case 'unknown':
    }
  }
  for (const name of station.printed.keys()) {
    if (!kiosk.prints.some(({ printerJob }) => jobNameOf(printerJob) === name))
      report('print', `${name} was never intended`);
  }
  const numbers = whole.map(({ certificateNumber }) => certificateNumber);
  for (const number of numbers.filter((value, index) => numbers.indexOf(value) !== index)) {
    report('twice', `print of ${number}`);
  }
  for (const { certificateNumber, outcome, number } of promises.prints) {
    const job = kiosk.prints.findLast((print) => print.certificateNumber === certificateNumber);
    if (job === undefined) report('lost', `print of visit ${number}`);
    else if (outcome === 'completed' && job.state !== 'completed')
      report('print', `visit ${number} was told completed, recorded is ${job.state}`);
    else if (outcome === 'failed' && job.state !== 'failed')
      report('print', `visit ${number} was told failed, recorded is ${job.state}`);
  }
  const shared = [...jobs.values()].filter((prints) => prints.length > 1);
  const count = (state: string): number => kiosk.prints.filter((print) => print.state === state).length;
  return {
    'jobs that several certificates shared': shared.length,
    'of them ended by a kill or a fault in the middle': shared.filter((prints) =>
      prints.some(({ state }) => state !== 'completed'),
    ).length,
    'prints that left whole': whole.length,
    'prints recorded as completed': count('completed'),
    'prints recorded as failed': count('failed'),
    'prints called unknown': count('unknown'),
  };
};
