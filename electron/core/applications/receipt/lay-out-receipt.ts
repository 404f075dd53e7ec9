import type { Position } from '../../certificates/rendering/layout/closing.ts';
import {
  type DrawOperation,
  placed,
  type SetPiece,
} from '../../certificates/rendering/layout/draw-operation.ts';
import { color, contentWidth, margin, page, type } from '../../certificates/rendering/layout/page-style.ts';
import type { Typefaces } from '../../certificates/rendering/typesetting/typeface.ts';
import type { ReceiptContent } from './receipt-content.ts';
import { setInBoth, setReceiptFacts } from './set-receipt-facts.ts';

/** The one page of a receipt. */
export interface ReceiptLayout {
  readonly operations: readonly DrawOperation[];
  /** Upper left corner of the QR symbol, without its quiet zone. */
  readonly qrCorner: Position;
}

/** The quiet double rule beneath the title; there is no seal, because no office has decided anything yet. */
const titleRule = { thick: 1.8, gap: 1.8, thin: 0.5 } as const;
const ample = {
  title: 8,
  rule: 11,
  facts: 14,
  part: 1,
  promised: 6,
  next: 16,
  sentence: 5,
  qr: 24,
  note: 16,
};
/** Of a receipt that says more than most. */
const narrow = { ...ample, title: 4, rule: 7, facts: 6, part: 0, promised: 3, next: 5, sentence: 2, qr: 5 };

const plain = { weight: 'regular', color: color.ink } as const;

const layOut = (
  content: ReceiptContent,
  qrSide: number,
  typefaces: Typefaces,
  gap: typeof ample,
): ReceiptLayout | null => {
  const operations: DrawOperation[] = [];
  let y: number = margin.top;
  const add = (piece: SetPiece, space = 0): void => {
    y += space;
    operations.push(...placed(piece, margin.left, y));
    y += piece.height;
  };
  const rule = (thickness: number, space: number): void => {
    y += space;
    operations.push({
      kind: 'rule',
      x: margin.left,
      y,
      width: contentWidth,
      thickness,
      color: color.ink,
    });
    y += thickness;
  };
  const centred = { color: color.ink, align: 'center' } as const;
  add(
    setInBoth(
      content.stationLine,
      contentWidth,
      { ...type.department, weight: 'regular', ...centred },
      typefaces,
    ),
  );
  add(
    setInBoth(content.title, contentWidth, { ...type.title, weight: 'bold', ...centred }, typefaces),
    gap.title,
  );
  rule(titleRule.thick, gap.rule);
  rule(titleRule.thin, titleRule.gap);
  y += gap.facts;
  for (const row of setReceiptFacts(content.facts, typefaces)) add(row);
  for (const part of content.parts ?? []) {
    add(setInBoth(part, contentWidth, { ...plain, ...type.cell, align: 'start' }, typefaces), gap.part);
  }
  if (content.promised !== undefined) {
    const bold = { ...type.cell, weight: 'bold', color: color.ink, align: 'start' } as const;
    add(setInBoth(content.promised, contentWidth, bold, typefaces), gap.promised);
  }
  y += gap.next;
  for (const sentence of content.next) {
    add(
      setInBoth(sentence, contentWidth, { ...plain, ...type.fact, align: 'start' }, typefaces),
      gap.sentence,
    );
  }
  y += gap.qr;
  const qrCorner = { x: margin.left, y };
  const noteWidth = contentWidth - qrSide - gap.note;
  const note = setInBoth(
    content.note,
    noteWidth,
    { ...type.note, weight: 'regular', color: color.quiet, align: 'start' },
    typefaces,
  );
  operations.push(...placed(note, margin.left + qrSide + gap.note, y + qrSide - note.height));
  const bottom = y + Math.max(qrSide, note.height);
  return bottom > page.height - margin.bottom ? null : { operations, qrCorner };
};

/** Lays a receipt out on one A4 page, closer where it is long; null when its texts need more than that. */
export const layOutReceipt = (
  content: ReceiptContent,
  qrSide: number,
  typefaces: Typefaces,
): ReceiptLayout | null =>
  layOut(content, qrSide, typefaces, ample) ?? layOut(content, qrSide, typefaces, narrow);
