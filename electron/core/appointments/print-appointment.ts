import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import type { Printer } from '../../../drivers/printer/printer-driver.ts';
import { layOutReceipt } from '../applications/receipt/lay-out-receipt.ts';
import { receiptProgress } from '../applications/receipt/print-receipt.ts';
import {
  type ReceiptContent,
  type ReceiptStation,
  textsOfReceipt,
} from '../applications/receipt/receipt-content.ts';
import { createPagePainter } from '../certificates/rendering/drawing/page-painter.ts';
import { finishDocument, openDocument } from '../certificates/rendering/drawing/pdf-document.ts';
import { drawQr } from '../certificates/rendering/drawing/qr-code.ts';
import { qrSideOf } from '../certificates/rendering/layout/page-style.ts';
import type { Typefaces } from '../certificates/rendering/typesetting/typeface.ts';
import { qrOf } from '../hall/notice/print-notice.ts';
import type { ServiceHall } from '../hall/service-hall.ts';
import type { Log } from '../log/core-log.ts';
import { jobNameOf } from '../printing/print-settlement.ts';
import { accountOf } from '../session/agency-types.ts';
import { accountEntry } from '../session/print-records.ts';
import type { PrintOutcome } from '../session/visit-types.ts';
import { appointmentContent, appointmentTakeAway, whatToBring } from './appointment-paper.ts';
import type { AppointmentServices } from './appointment-types.ts';

export type AppointmentRenderResult =
  /** PDF/A-2b, one A4 page; only ever in memory. */
  | { readonly ok: true; readonly pdf: Uint8Array }
  | { readonly ok: false; readonly reason: 'character-without-glyph' | 'text-does-not-fit' };

/** Renders an appointment with the typefaces of the certificates. */
export const renderAppointment = async (
  content: ReceiptContent,
  {
    typefaces,
    takeAway,
    createdAt,
  }: { readonly typefaces: Typefaces; readonly takeAway: string; readonly createdAt: Date },
): Promise<AppointmentRenderResult> => {
  const undrawable = textsOfReceipt(content).some(
    (text) =>
      typefaces.regular.findUndrawable(text) !== undefined ||
      typefaces.bold.findUndrawable(text) !== undefined,
  );
  if (undrawable) return { ok: false, reason: 'character-without-glyph' };
  const matrix = qrOf(takeAway);
  const layout = layOutReceipt(content, qrSideOf(matrix.size), typefaces);
  if (!layout) return { ok: false, reason: 'text-does-not-fit' };
  const document = await openDocument({
    title: content.title['zh-CN'],
    author: content.stationLine['zh-CN'],
    subject: content.receiptNumber,
    keywords: 'appointment',
    createdAt,
  });
  document.addPage();
  createPagePainter(document, typefaces)(layout.operations);
  drawQr(document, matrix, layout.qrCorner);
  return { ok: true, pdf: await finishDocument(document) };
};

/** Puts an appointment on paper and says honestly what came of it; the paper proves nothing, so it may be printed again. */
export const createPrintAppointment = (options: {
  readonly printer: Printer;
  readonly hall: Pick<ServiceHall, 'item'>;
  readonly database: Pick<UnitOfWork, 'transaction'>;
  /** Fonts take a moment to load; null when they could not be. */
  readonly typefaces: Promise<Typefaces | null>;
  readonly station: ReceiptStation;
  /** The platform's time as well as it is known, milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
  readonly newPrintJobId: () => string;
}): AppointmentServices['printAppointment'] => {
  const { printer, hall, log, station, database } = options;
  return async ({ person, appointment }, onProgress): Promise<PrintOutcome> => {
    const settle = (outcome: 'completed' | 'failed' | 'unknown', reason?: string): void => {
      database.transaction(({ audit }) => {
        audit.append(
          accountEntry(accountOf(person), {
            action: `appointment-print.${outcome}`,
            subject: appointment.number,
            ...(reason === undefined ? {} : { reason }),
          }),
        );
        return { ok: true };
      });
      log.info('appointment-print-settled', { outcome });
    };
    const notPrinted = (reason: string): PrintOutcome => {
      settle('failed', reason);
      return { outcome: 'failed', problem: 'print-failed', staffCode: reason };
    };
    const typefaces = await options.typefaces;
    if (!typefaces) return notPrinted('renderer-unavailable');
    const bring = whatToBring(hall, appointment.item);
    const rendered = await renderAppointment(appointmentContent({ appointment, person, bring, station }), {
      typefaces,
      takeAway: appointmentTakeAway(appointment, bring)['zh-CN'],
      createdAt: new Date(options.now()),
    });
    if (!rendered.ok) return notPrinted(rendered.reason);
    const outcome = await printer.print(
      { documents: [rendered.pdf], jobName: jobNameOf(options.newPrintJobId()), copies: 1, pages: 1 },
      (event) => onProgress(receiptProgress(event)),
    );
    rendered.pdf.fill(0);
    switch (outcome.outcome) {
      case 'completed':
        settle('completed');
        return { outcome: 'completed' };
      case 'failed':
        settle('failed', outcome.reason);
        return { outcome: 'failed', problem: 'print-failed', staffCode: outcome.reason };
      case 'unknown':
        settle('unknown', outcome.detail);
        return { outcome: 'unknown', problem: 'print-outcome-unknown', staffCode: outcome.detail };
    }
  };
};
