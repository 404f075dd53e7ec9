import type { DeviceReason } from '../../../../drivers/device/device-status.ts';
import type { PrinterReasonCode } from '../../../../drivers/device/reason-codes.ts';
import type { PrintEvent } from '../../../../drivers/printer/print-outcome.ts';
import type { Printer } from '../../../../drivers/printer/printer-driver.ts';
import type { Log } from '../../log/core-log.ts';
import { jobNameOf, settlementOf } from '../../printing/print-settlement.ts';
import { accountOf } from '../../session/agency-types.ts';
import type { Delivery } from '../../session/filing-types.ts';
import type { VisitJournal } from '../../session/visit-journal.ts';
import type { VisitServices } from '../../session/visit-services.ts';
import type { DeviceProblem, PrintOutcome, PrintProgress } from '../../session/visit-types.ts';
import type { ReceiptStation } from './receipt-content.ts';
import type { RenderReceipt } from './receipt-renderer.ts';

/** A receipt takes one page. */
const pages = 1;

const problemOf = ([worst]: readonly DeviceReason<PrinterReasonCode>[]): DeviceProblem | null =>
  worst ? { role: 'printer', code: worst.code, actor: worst.actor } : null;

/** How far the one page of a receipt or a notice has got. */
export const receiptProgress = (event: PrintEvent): PrintProgress => {
  const nothingYet = { pagesPrinted: 0, printerProblem: null };
  switch (event.type) {
    case 'created':
      return { step: 'sending', ...nothingYet };
    case 'sent':
      return { step: 'waiting', ...nothingYet };
    case 'progress':
      return { step: 'printing', ...nothingYet, pagesPrinted: Math.min(event.impressions, pages) };
    case 'paused':
      return { step: 'paused', ...nothingYet, printerProblem: problemOf(event.reasons) };
    case 'resumed':
      return { step: 'printing', ...nothingYet };
  }
};

/**
 * Puts a receipt on paper and says honestly what came of it. It proves nothing that the platform does not know, so it
 * may be printed again, also after an outcome that nobody knows.
 */
export const createPrintReceipt = (options: {
  readonly printer: Printer;
  /** Fonts take a moment to load; null when they could not be. */
  readonly render: Promise<RenderReceipt | null>;
  readonly station: ReceiptStation;
  readonly deliveryOf: (key: string) => Delivery;
  readonly journal: Pick<VisitJournal, 'receiptPrinted'>;
  readonly log: Log;
  readonly newPrintJobId: () => string;
}): VisitServices['printReceipt'] => {
  const { printer, journal, log, station } = options;
  return async ({ person, item, receipt, package: together }, onProgress): Promise<PrintOutcome> => {
    const { receiptNumber } = receipt;
    const settle = (settlement: Parameters<VisitJournal['receiptPrinted']>[0]['settlement']): void => {
      journal.receiptPrinted({ receiptNumber, ...accountOf(person), settlement });
      log.info('receipt-print-settled', { outcome: settlement.outcome });
    };
    const notPrinted = (reason: string): PrintOutcome => {
      settle({ outcome: 'failed', reason });
      return { outcome: 'failed', problem: 'print-failed', staffCode: reason };
    };
    const render = await options.render;
    if (!render) return notPrinted('renderer-unavailable');
    const rendered = await render({
      person,
      item,
      receipt,
      delivery: options.deliveryOf(receipt.key),
      station,
      ...(together === undefined ? {} : { together: { package: together, deliveryOf: options.deliveryOf } }),
    });
    if (!rendered.ok) return notPrinted(rendered.reason);

    const outcome = await printer.print(
      {
        documents: [rendered.pdf],
        jobName: jobNameOf(options.newPrintJobId()),
        copies: 1,
        pages,
      },
      (event) => onProgress(receiptProgress(event)),
    );
    rendered.pdf.fill(0);
    settle(settlementOf(outcome));
    switch (outcome.outcome) {
      case 'completed':
        return { outcome: 'completed' };
      case 'failed':
        return { outcome: 'failed', problem: 'print-failed', staffCode: outcome.reason };
      case 'unknown':
        return { outcome: 'unknown', problem: 'print-outcome-unknown', staffCode: outcome.detail };
    }
  };
};
