import type { Position } from '../../certificates/rendering/layout/closing.ts';
import {
  type DrawOperation,
  placed,
  type SetPiece,
} from '../../certificates/rendering/layout/draw-operation.ts';
import { color, contentWidth, margin, page, type } from '../../certificates/rendering/layout/page-style.ts';
import type { Typefaces } from '../../certificates/rendering/typesetting/typeface.ts';
import { setInBoth, setReceiptFacts } from '../../applications/receipt/set-receipt-facts.ts';
import type { NoticeContent } from './notice-content.ts';

/** The one page of a notice. */
export interface NoticeLayout {
  readonly operations: readonly DrawOperation[];
  /** Upper left corner of the QR symbol, without its quiet zone. */
  readonly qrCorner: Position;
}

const titleRule = { thick: 1.8, gap: 1.8, thin: 0.5 } as const;
const gap = { title: 8, rule: 11, facts: 14, qr: 18, note: 16 } as const;

/** Lays a notice out on one A4 page; what would need more than that is left out, the least wanted first. */
export const layOutNotice = (content: NoticeContent, qrSide: number, typefaces: Typefaces): NoticeLayout => {
  const operations: DrawOperation[] = [];
  let y: number = margin.top;
  const add = (piece: SetPiece, space = 0): void => {
    y += space;
    operations.push(...placed(piece, margin.left, y));
    y += piece.height;
  };
  const rule = (thickness: number, space: number): void => {
    y += space;
    operations.push({ kind: 'rule', x: margin.left, y, width: contentWidth, thickness, color: color.ink });
    y += thickness;
  };
  const centred = { color: color.ink, align: 'center' } as const;
  const { stationLine, title, facts, note } = content;
  add(setInBoth(stationLine, contentWidth, { ...type.department, weight: 'regular', ...centred }, typefaces));
  add(setInBoth(title, contentWidth, { ...type.title, weight: 'bold', ...centred }, typefaces), gap.title);
  rule(titleRule.thick, gap.rule);
  rule(titleRule.thin, titleRule.gap);
  y += gap.facts;
  const noteWidth = contentWidth - qrSide - gap.note;
  const noteStyle = { ...type.note, weight: 'regular', color: color.quiet, align: 'start' } as const;
  const setNote = setInBoth(note, noteWidth, noteStyle, typefaces);
  const closing = gap.qr + Math.max(qrSide, setNote.height);
  for (const row of setReceiptFacts(facts, typefaces)) {
    if (y + row.height + closing > page.height - margin.bottom) break;
    add(row);
  }
  y += gap.qr;
  operations.push(...placed(setNote, margin.left + qrSide + gap.note, y + qrSide - setNote.height));
  return { operations, qrCorner: { x: margin.left, y } };
};
