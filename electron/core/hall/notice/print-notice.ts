import type { Guide } from '../../../../platform/contract/guide.ts';
import type { Printer } from '../../../../drivers/printer/printer-driver.ts';
import { receiptProgress } from '../../applications/receipt/print-receipt.ts';
import type { ReceiptStation } from '../../applications/receipt/receipt-content.ts';
import { createPagePainter } from '../../certificates/rendering/drawing/page-painter.ts';
import { finishDocument, openDocument } from '../../certificates/rendering/drawing/pdf-document.ts';
import { create as createQrCode } from 'qrcode';
import { drawQr, type QrMatrix } from '../../certificates/rendering/drawing/qr-code.ts';
import { qrSideOf } from '../../certificates/rendering/layout/page-style.ts';
import type { Typefaces } from '../../certificates/rendering/typesetting/typeface.ts';
import type { Log } from '../../log/core-log.ts';
import { jobNameOf } from '../../printing/print-settlement.ts';
import type { VisitServices } from '../../session/visit-services.ts';
import type { PrintOutcome } from '../../session/visit-types.ts';
import { guideOf } from '../guide-content.ts';
import type { ServiceHall } from '../service-hall.ts';
import { layOutNotice } from './lay-out-notice.ts';
import { type NoticeContent, noticeContent } from './notice-content.ts';

export type NoticeRenderResult =
  /** PDF/A-2b, one A4 page. */
  | { readonly ok: true; readonly pdf: Uint8Array }
  | { readonly ok: false; readonly reason: 'character-without-glyph' };

const textsOf = (text: NoticeContent['title'] | string): readonly string[] =>
  typeof text === 'string' ? [text] : [text['zh-CN'], text.en];

/** A symbol of plain text, UTF-8; what a notice takes along is cut to what one holds (take-away.ts). */
export const qrOf = (text: string): QrMatrix => {
  const { modules, version } = createQrCode(text, { errorCorrectionLevel: 'M' });
  return {
    version,
    size: modules.size,
    isDark: (row, column) => Boolean(modules.get(row, column)),
  };
};

/** Renders a notice with the typefaces of the certificates. */
export const renderNotice = async (
  content: NoticeContent,
  {
    typefaces,
    itemCode,
    createdAt,
  }: {
    readonly typefaces: Typefaces;
    readonly itemCode: string;
    readonly createdAt: Date;
  },
): Promise<NoticeRenderResult> => {
  const texts = [
    ...[content.stationLine, content.title, content.note].flatMap(textsOf),
    ...content.facts.flatMap(({ label, value }) => [...textsOf(label), ...textsOf(value)]),
  ];
  const isUndrawable = (text: string): boolean =>
    typefaces.regular.findUndrawable(text) !== undefined || typefaces.bold.findUndrawable(text) !== undefined;
  if (texts.some(isUndrawable)) return { ok: false, reason: 'character-without-glyph' };
  const matrix = qrOf(content.qr);
  const layout = layOutNotice(content, qrSideOf(matrix.size), typefaces);
  const document = await openDocument({
    title: content.title['zh-CN'],
    author: content.stationLine['zh-CN'],
    subject: itemCode,
    keywords: itemCode,
    createdAt,
  });
  document.addPage();
  createPagePainter(document, typefaces)(layout.operations);
  drawQr(document, matrix, layout.qrCorner);
  return { ok: true, pdf: await finishDocument(document) };
};

/** Puts a notice on paper and says honestly what came of it; it says nothing of a person and may be printed again. */
export const createPrintNotice = (options: {
  readonly printer: Printer;
  readonly hall: ServiceHall;
  readonly briefGuides: () => ReadonlyMap<string, Guide>;
  /** Fonts take a moment to load; null when they could not be. */
  readonly typefaces: Promise<Typefaces | null>;
  readonly station: ReceiptStation;
  /** The platform's time as well as it is known, milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
  readonly newPrintJobId: () => string;
}): VisitServices['printNotice'] => {
  const { printer, hall, log, station } = options;
  const notPrinted = (reason: string): PrintOutcome => {
    log.warn('notice-not-printed', { reason });
    return { outcome: 'failed', problem: 'print-failed', staffCode: reason };
  };
  return async ({ itemCode }, onProgress): Promise<PrintOutcome> => {
    const typefaces = await options.typefaces;
    if (!typefaces) return notPrinted('renderer-unavailable');
    const guide = guideOf(itemCode, hall, options.briefGuides());
    if (!guide) return notPrinted('guide-unavailable');
    const printedAt = options.now();
    const rendered = await renderNotice(noticeContent({ guide, station, printedAt }), {
      typefaces,
      itemCode,
      createdAt: new Date(printedAt),
    });
    if (!rendered.ok) return notPrinted(rendered.reason);
    const jobName = jobNameOf(options.newPrintJobId());
    const outcome = await printer.print(
      { documents: [rendered.pdf], jobName, copies: 1, pages: 1 },
      (event) => onProgress(receiptProgress(event)),
    );
    log.info('notice-print-settled', { item: itemCode, outcome: outcome.outcome });
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
