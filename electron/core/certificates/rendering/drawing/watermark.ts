import { color, page } from '../layout/page-style.ts';
import { breakLines } from '../typesetting/line-breaking.ts';
import type { Typeface } from '../typesetting/typeface.ts';
import { type FormBounds, type FormPlacement, pdfColor } from './form-object.ts';
import { outlineLine } from './outlined-text.ts';

const angle = (26 * Math.PI) / 180;

/** The first line of a mark is what catches the eye; the second one only dates it. */
const sizes = [14, 8.5] as const;
const leading = 1.35;

/** A long purpose is broken into lines of this width, in points, and set smaller when that makes more than two. */
const widestLine = 190;
const longTextSize = 10.5;

/** Distance between the middles of two neighbouring marks, along a row and from row to row, at least. */
const leastPitch = 235;
const leastRowPitch = 112;
const air = 56;

export interface Watermark {
  readonly content: string;
  readonly bounds: FormBounds;
  /** Where the marks stand on a page. */
  readonly placements: readonly FormPlacement[];
}

/** A lattice of marks over the whole page, every second row shifted by half a step. */
const lattice = (pitch: number, rowPitch: number): FormPlacement[] => {
  const placements: FormPlacement[] = [];
  for (let row = 0; (row - 0.5) * rowPitch < page.height; row++) {
    for (let x = row % 2 === 0 ? 0 : pitch / 2; x < page.width + pitch / 2; x += pitch) {
      placements.push({ x, y: (row + 0.25) * rowPitch, angle });
    }
  }
  return placements;
};

const setLines = (text: string, size: number, typeface: Typeface) =>
  breakLines(text, typeface, size, widestLine).map((line) => ({ ...line, size }));

/** Purpose and time as a pale pattern: one mark, and the places where it is drawn. */
export const createWatermark = (texts: readonly string[], typeface: Typeface): Watermark => {
  const lines = texts.flatMap((text, index) => {
    const size = sizes[Math.min(index, sizes.length - 1)] ?? sizes[0];
    const set = setLines(text, size, typeface);
    return set.length <= 2 ? set : setLines(text, Math.min(size, longTextSize), typeface);
  });
  let baseline = 0;
  const drawn = lines.map(({ text, size }) => {
    baseline -= size * leading;
    return outlineLine(text, typeface, size, baseline);
  });
  const width = Math.max(...lines.map((line) => line.width));
  const height = -baseline;
  return {
    content: [`${pdfColor(color.watermark)} rg`, ...drawn].join('\n'),
    // Room for what reaches above the box of an ideograph, or below the base line.
    bounds: [-width / 2 - sizes[0], baseline - sizes[0], width / 2 + sizes[0], sizes[0]],
    placements: lattice(
      Math.max(leastPitch, width * Math.cos(angle) + air),
      Math.max(leastRowPitch, height * Math.cos(angle) + air),
    ),
  };
};
