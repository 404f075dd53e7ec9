import { type ByteView, FontFormatError } from './byte-view.ts';
import type { GlyphData } from './glyph-data.ts';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly onCurve: boolean;
}

type Contour = readonly Point[];

// Point flags (OpenType 1.9.1, glyf, "Simple glyph description").
const onCurvePoint = 0x01;
const shortX = 0x02;
const shortY = 0x04;
const repeatFlag = 0x08;
const sameOrPositiveX = 0x10;
const sameOrPositiveY = 0x20;

const readSimpleContours = (glyph: ByteView): Contour[] => {
  const contourCount = glyph.int16(0);
  const ends = Array.from({ length: contourCount }, (_, index) => glyph.uint16(10 + index * 2));
  const pointCount = (ends.at(-1) ?? -1) + 1;
  let position = 10 + contourCount * 2;
  position += 2 + glyph.uint16(position);

  const flags: number[] = [];
  while (flags.length < pointCount) {
    const flag = glyph.uint8(position++);
    const times = flag & repeatFlag ? glyph.uint8(position++) + 1 : 1;
    for (let count = 0; count < times; count++) flags.push(flag);
  }
  const readCoordinates = (short: number, sameOrPositive: number): number[] => {
    let value = 0;
    return flags.slice(0, pointCount).map((flag) => {
      if (flag & short) value += flag & sameOrPositive ? glyph.uint8(position++) : -glyph.uint8(position++);
      else if (!(flag & sameOrPositive)) {
        value += glyph.int16(position);
        position += 2;
      }
      return value;
    });
  };
  const xs = readCoordinates(shortX, sameOrPositiveX);
  const ys = readCoordinates(shortY, sameOrPositiveY);

  const points = xs.map((x, index) => ({
    x,
    y: ys[index] ?? 0,
    onCurve: ((flags[index] ?? 0) & onCurvePoint) !== 0,
  }));
  return ends.map((end, index) => {
    const start = index === 0 ? 0 : (ends[index - 1] ?? 0) + 1;
    if (end < start)
      throw new FontFormatError(`table glyf: contour ends at ${end} before it starts at ${start}`);
    return points.slice(start, end + 1);
  });
};

const readContours = (glyphs: GlyphData, glyphId: number): Contour[] => {
  const components = glyphs.components(glyphId);
  if (components.length === 0) {
    const glyph = glyphs.glyph(glyphId);
    return glyph.length === 0 ? [] : readSimpleContours(glyph);
  }
  return components.flatMap(({ glyphId: component, a, b, c, d, dx, dy }) =>
    readContours(glyphs, component).map((contour) =>
      contour.map(({ x, y, onCurve }) => ({ x: a * x + c * y + dx, y: b * x + d * y + dy, onCurve })),
    ),
  );
};

const between = (from: Point, to: Point, share: number): Point => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
  onCurve: true,
});

/** Whole font units are fine enough: a thousandth of an em is a quarter of a printer's dot at 15 points and 1200 dpi. */
const at = (x: number, y: number): string => `${Math.round(x)} ${Math.round(y)}`;

/** Writes a contour; quadratic curves become cubic ones, the only kind that PDF has. */
const contourPath = (contour: Contour): string => {
  const first = contour[0];
  const last = contour.at(-1);
  if (!first || !last) return '';
  // A contour may begin off the curve; it then begins halfway between two control points.
  const start = first.onCurve ? first : last.onCurve ? last : between(last, first, 0.5);
  let commands = `${at(start.x, start.y)} m\n`;
  let current = start;
  let control: Point | undefined;
  const curveTo = (end: Point, over: Point): void => {
    const one = between(current, over, 2 / 3);
    const two = between(end, over, 2 / 3);
    commands += `${at(one.x, one.y)} ${at(two.x, two.y)} ${at(end.x, end.y)} c\n`;
    current = end;
  };
  for (const point of first.onCurve ? contour.slice(1) : contour) {
    if (!point.onCurve) {
      if (control) curveTo(between(control, point, 0.5), control);
      control = point;
    } else if (control) {
      curveTo(point, control);
      control = undefined;
    } else {
      commands += `${at(point.x, point.y)} l\n`;
      current = point;
    }
  }
  if (control) curveTo(start, control);
  return `${commands}h`;
};

/**
 * A glyph's outline as PDF path operators (ISO 32000-2, 8.5.2) in font units, y upwards, to be filled by the non-zero
 * winding rule. For what is to be seen but is no running text: seal and watermark.
 */
export const glyphOutline = (glyphs: GlyphData, glyphId: number): string =>
  readContours(glyphs, glyphId).map(contourPath).join('\n');
