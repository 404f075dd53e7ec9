import { jobNameOf } from '../../../electron/core/printing/print-settlement.ts';
import type { Report } from './finding.ts';
import type { KioskRows } from './kiosk-rows.ts';
import type { Promises } from './promises.ts';
import type { StationUnderTest } from './station-under-test.ts';

/** What the kiosk says of its prints, held against the paper that left the printer. */
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
  const left = (id: string): number => station.printed.get(jobNameOf(id)) ?? 0;
  const whole = kiosk.prints.filter(({ id, pages }) => left(id) >= pages);
  for (const { id, pages, state, reason, certificateNumber } of kiosk.prints) {
    const name = `print ${id} of ${certificateNumber}`;
    if (left(id) > pages) report('twice', `${name}: ${left(id)} of ${pages} pages`);
    switch (state) {
      case 'completed':
        if (left(id) < pages)
          report('print', `${name} is called printed, ${left(id)} of ${pages} pages left`);
        break;
      case 'failed':
        if (left(id) >= pages) report('print', `${name} is called failed (${reason}), and all of it left`);
        if (reason === 'interrupted-before-sent' && station.documents.has(jobNameOf(id)))
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
    if (!kiosk.prints.some(({ id }) => jobNameOf(id) === name)) report('print', `${name} was never intended`);
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
  const count = (state: string): number => kiosk.prints.filter((print) => print.state === state).length;
  return {
    'prints that left whole': whole.length,
    'prints recorded as completed': count('completed'),
    'prints recorded as failed': count('failed'),
    'prints called unknown': count('unknown'),
  };
};
