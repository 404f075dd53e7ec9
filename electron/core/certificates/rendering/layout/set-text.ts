import { breakLines, type TextLine } from '../typesetting/line-breaking.ts';
import type { FontWeight, Typefaces } from '../typesetting/typeface.ts';
import { type DrawOperation, placed, type SetPiece } from './draw-operation.ts';

export interface ParagraphStyle {
  readonly size: number;
  readonly leading: number;
  readonly weight: FontWeight;
  readonly color: string;
  readonly align: 'start' | 'center' | 'end' | 'justify';
  /** Points by which the first line is indented. */
  readonly indent?: number;
}

/** The box of a Chinese character reaches from 0.12 em below the base line to 0.88 em above it. */
export const ideographTop = 0.88;

/** Wider than this between two characters looks torn, and is read as a space when the text is copied. */
const widestJustification = 0.08;

const characterCount = (text: string): number => Array.from(text).length;

const justification = (line: TextLine, room: number, size: number): number => {
  const spacing = (room - line.width) / Math.max(1, characterCount(line.text) - 1);
  return spacing <= widestJustification * size ? Math.max(0, spacing) : 0;
};

/**
 * Sets a text as a paragraph `width` points wide. Its lines are `leading` apart, and each stands in the middle of its
 * share of the height.
 */
export const setParagraph = (
  text: string,
  width: number,
  style: ParagraphStyle,
  typefaces: Typefaces,
): SetPiece => {
  const { size, leading, weight, color, align, indent = 0 } = style;
  const lines = breakLines(text, typefaces[weight], size, width, indent);
  const firstBaseline = (leading - size) / 2 + size * ideographTop;
  const operations = lines.map((line, index): DrawOperation => {
    const start = index === 0 ? indent : 0;
    const room = width - start;
    const slack = room - line.width;
    const isLast = index === lines.length - 1;
    const shift = { start: 0, justify: 0, center: slack / 2, end: slack }[align];
    return {
      kind: 'text',
      text: line.text,
      x: start + shift,
      baseline: firstBaseline + index * leading,
      size,
      weight,
      color,
      spacing: align === 'justify' && !isLast ? justification(line, room, size) : 0,
    };
  });
  return { height: lines.length * leading, operations };
};

/** A text beneath a piece, as wide as that; the piece alone where the text is empty. */
export const setBeneath = (
  piece: SetPiece,
  text: string,
  width: number,
  style: ParagraphStyle,
  typefaces: Typefaces,
): SetPiece => {
  if (text === '') return piece;
  const beneath = setParagraph(text, width, style, typefaces);
  return {
    height: piece.height + beneath.height,
    operations: [...piece.operations, ...placed(beneath, 0, piece.height)],
  };
};

/** The largest size from `preferred` down to `minimum` at which a text takes one line of `width` points. */
export const fittingSize = (
  text: string,
  width: number,
  preferred: number,
  minimum: number,
  weight: FontWeight,
  typefaces: Typefaces,
): number =>
  Math.max(minimum, Math.min(preferred, (preferred * width) / typefaces[weight].width(text, preferred)));
