import { type ByteView, FontFormatError } from './byte-view.ts';

/** A glyph that is placed inside a composite glyph. */
export interface GlyphComponent {
  readonly glyphId: number;
  /** Where the component's glyph id stands in the composite's data, in bytes. */
  readonly glyphIdOffset: number;
  /** Affine placement: x' = a·x + c·y + dx, y' = b·x + d·y + dy, in font units. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly dx: number;
  readonly dy: number;
}

export interface GlyphData {
  /** Whether the glyph draws nothing, as that of a space. */
  isEmpty(glyphId: number): boolean;
  /** Raw `glyf` entry; empty for a glyph that draws nothing. */
  glyph(glyphId: number): ByteView;
  /** Components of a composite glyph; empty for a simple one. */
  components(glyphId: number): readonly GlyphComponent[];
}

/** Composites of composites: real fonts stop at two or three. */
const maximumDepth = 6;

// Component flags (OpenType 1.9.1, glyf, "Composite glyph description").
const argumentsAreWords = 0x0001;
const argumentsAreOffsets = 0x0002;
const hasScale = 0x0008;
const moreComponents = 0x0020;
const hasTwoScales = 0x0040;
const hasMatrix = 0x0080;

/** 2.14 fixed point. */
const fraction = (view: ByteView, offset: number): number => view.int16(offset) / 0x4000;

const readComponents = (glyph: ByteView): GlyphComponent[] => {
  const components: GlyphComponent[] = [];
  let position = 10;
  let flags = moreComponents;
  while (flags & moreComponents) {
    flags = glyph.uint16(position);
    const glyphIdOffset = position + 2;
    const words = (flags & argumentsAreWords) !== 0;
    const offsets = (flags & argumentsAreOffsets) !== 0;
    const first = position + 4;
    // Components placed by matching points instead of offsets are drawn unmoved: none of the fonts used has them.
    const dx = offsets ? (words ? glyph.int16(first) : glyph.int8(first)) : 0;
    const dy = offsets ? (words ? glyph.int16(first + 2) : glyph.int8(first + 1)) : 0;
    let [a, b, c, d] = [1, 0, 0, 1];
    position = first + (words ? 4 : 2);
    if (flags & hasScale) {
      a = fraction(glyph, position);
      d = a;
      position += 2;
    } else if (flags & hasTwoScales) {
      a = fraction(glyph, position);
      d = fraction(glyph, position + 2);
      position += 4;
    } else if (flags & hasMatrix) {
      a = fraction(glyph, position);
      b = fraction(glyph, position + 2);
      c = fraction(glyph, position + 4);
      d = fraction(glyph, position + 6);
      position += 8;
    }
    components.push({ glyphId: glyph.uint16(glyphIdOffset), glyphIdOffset, a, b, c, d, dx, dy });
  }
  return components;
};

/**
 * Reads `loca` and `glyf` (OpenType 1.9.1). Offsets and every composite are checked here once, so that nothing can
 * fail later, when a certificate is being made.
 *
 * @throws FontFormatError when an offset leaves the table, or a composite is cut short, too deep or circular.
 */
export const readGlyphData = (
  loca: ByteView,
  glyf: ByteView,
  glyphCount: number,
  longOffsets: boolean,
): GlyphData => {
  const offset = (index: number): number =>
    longOffsets ? loca.uint32(index * 4) : loca.uint16(index * 2) * 2;
  const empty = glyf.part(0, 0);
  const composites = new Map<number, readonly GlyphComponent[]>();

  const glyph = (glyphId: number): ByteView => {
    const start = offset(glyphId);
    const end = offset(glyphId + 1);
    return start === end ? empty : glyf.part(start, end - start);
  };

  for (let glyphId = 0; glyphId < glyphCount; glyphId++) {
    const start = offset(glyphId);
    const end = offset(glyphId + 1);
    if (start > end || end > glyf.length || (end > start && end - start < 10)) {
      throw new FontFormatError(`table loca: glyph ${glyphId} lies at ${start} to ${end} of ${glyf.length}`);
    }
    if (end > start && glyf.int16(start) < 0) composites.set(glyphId, readComponents(glyph(glyphId)));
  }

  const checkDepth = (glyphId: number, depth: number): void => {
    if (glyphId >= glyphCount) throw new FontFormatError(`table glyf: component ${glyphId} does not exist`);
    if (depth > maximumDepth) throw new FontFormatError(`table glyf: glyph ${glyphId} is nested too deeply`);
    for (const component of composites.get(glyphId) ?? []) checkDepth(component.glyphId, depth + 1);
  };
  for (const glyphId of composites.keys()) checkDepth(glyphId, 0);

  return {
    isEmpty: (glyphId) => offset(glyphId) === offset(glyphId + 1),
    glyph,
    components: (glyphId) => composites.get(glyphId) ?? [],
  };
};
