import type { IppClient } from '../../../../drivers/printer/ipp/operations.ts';
import { type PrintRequest, runPrintJob } from '../../../../drivers/printer/print-job.ts';
import {
  defaultPrintLimits,
  type PrintEvent,
  type PrintOutcome,
} from '../../../../drivers/printer/print-outcome.ts';
import type { PrinterConditions } from '../../../../drivers/simulator/printer/conditions.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { createLoopbackPrinter, samplePdf } from './loopback-printer.ts';

/** A printer on a fake clock, and a job that can be started on it. */
export const buildPrintWorld = (conditions: Partial<PrinterConditions> = {}) => {
  const clock = createFakeClock();
  const printer = createLoopbackPrinter(clock, conditions);
  const events: PrintEvent[] = [];
  const cancel = new AbortController();
  const release = new AbortController();
  let onEvent: (event: PrintEvent) => void = () => {};
  const ended: { outcome: PrintOutcome | null } = { outcome: null };
  return {
    clock,
    printer,
    events,
    cancel,
    release,
    ended,
    eventTypes: () => events.map(({ type }) => type),
    when(react: (event: PrintEvent) => void) {
      onEvent = react;
    },
    /** Starts a job of two pages; its outcome lands in `ended`. */
    start(request: Partial<PrintRequest> = {}, client: IppClient = printer.client) {
      const running = runPrintJob(
        { client, clock, limits: defaultPrintLimits, release: release.signal },
        {
          documents: [samplePdf(2)],
          jobName: 'print-17',
          copies: 1,
          pages: 2,
          signal: cancel.signal,
          ...request,
        },
        (event) => {
          events.push(event);
          onEvent(event);
        },
      );
      running.then(
        (outcome) => {
          ended.outcome = outcome;
        },
        () => {},
      );
      return running;
    },
  };
};
