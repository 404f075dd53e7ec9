import { createPagePainter } from '../../certificates/rendering/drawing/page-painter.ts';
import { finishDocument, openDocument } from '../../certificates/rendering/drawing/pdf-document.ts';
import { drawQr, encodeQr } from '../../certificates/rendering/drawing/qr-code.ts';
import { qrSideOf } from '../../certificates/rendering/layout/page-style.ts';
import type { Typefaces } from '../../certificates/rendering/typesetting/typeface.ts';
import { layOutReceipt } from './lay-out-receipt.ts';
import { packageReceiptContent } from '../../packages/package-receipt-content.ts';
import { receiptContent, type ReceiptFacts, textsOfReceipt } from './receipt-content.ts';

export type ReceiptRenderResult =
  /** PDF/A-2b, one A4 page; only ever in memory. */
  | { readonly ok: true; readonly pdf: Uint8Array }
  | { readonly ok: false; readonly reason: 'character-without-glyph' | 'text-does-not-fit' | 'qr-too-large' };

export type RenderReceipt = (facts: ReceiptFacts) => Promise<ReceiptRenderResult>;

/** Renders receipts with the typefaces of the certificates (typesetting/font-library.ts). */
export const createReceiptRenderer =
  (typefaces: Typefaces): RenderReceipt =>
  async (facts) => {
    const content = facts.together ? packageReceiptContent(facts, facts.together) : receiptContent(facts);
    const undrawable = textsOfReceipt(content).some(
      (text) =>
        typefaces.regular.findUndrawable(text) !== undefined ||
        typefaces.bold.findUndrawable(text) !== undefined,
    );
    if (undrawable) return { ok: false, reason: 'character-without-glyph' };
    const qr = encodeQr(content.receiptNumber);
    if (!qr.ok) return { ok: false, reason: qr.reason };
    const layout = layOutReceipt(content, qrSideOf(qr.matrix.size), typefaces);
    if (!layout) return { ok: false, reason: 'text-does-not-fit' };

    const document = await openDocument({
      title: content.title['zh-CN'],
      author: facts.item.department.name['zh-CN'],
      subject: content.receiptNumber,
      keywords: facts.item.code,
      createdAt: new Date(facts.receipt.filedAt),
    });
    document.addPage();
    createPagePainter(document, typefaces)(layout.operations);
    drawQr(document, qr.matrix, layout.qrCorner);
    return { ok: true, pdf: await finishDocument(document) };
  };
