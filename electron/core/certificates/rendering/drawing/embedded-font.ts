import type { TrueTypeFont } from '../truetype/truetype-font.ts';
import { compress, endWithCompressed } from './compressed-stream.ts';

/** A font as one document uses it: a subset that grows by the characters that are set in it. */
export interface EmbeddedFont {
  /** Name of the resource on a page. */
  readonly name: string;
  /** What pages refer to. */
  readonly reference: PDFKit.PDFKitReference;
  /** A text as glyph ids in hexadecimal digits, two bytes each (Identity-H). */
  encode(text: string): string;
  /** Writes the subset; nothing can be set in the font afterwards. */
  end(): void;
}

const hex16 = (value: number): string => value.toString(16).padStart(4, '0');

/** UTF-16BE in hexadecimal digits. */
const unicodeHex = (codePoint: number): string =>
  codePoint <= 0xffff
    ? hex16(codePoint)
    : hex16(0xd7c0 + (codePoint >> 10)) + hex16(0xdc00 | (codePoint & 0x3ff));

/** Longest list of one range in a character map (Adobe Technical Note 5014: 100 entries in a block). */
const rangeLength = 100;

/** Maps glyph ids back to what was written, for copying and searching (ISO 32000-2, 9.10.3). */
const toUnicodeMap = (codePoints: readonly number[]): string => {
  const ranges: string[] = [];
  // Id 0 is .notdef, which stands for nothing.
  for (let first = 1; first < codePoints.length; ) {
    // A range must not run over the end of a row of 256 ids.
    const end = Math.min(first + rangeLength, (first | 0xff) + 1, codePoints.length);
    const values = codePoints.slice(first, end).map((codePoint) => `<${unicodeHex(codePoint)}>`);
    ranges.push(`<${hex16(first)}> <${hex16(end - 1)}> [${values.join(' ')}]`);
    first = end;
  }
  const blocks = ranges.map((range) => `1 beginbfrange\n${range}\nendbfrange`);
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
};

/** Width of an ideograph, which is that of nearly every glyph, in thousandths of an em. */
const usualWidth = 1000;

/** The other widths as runs of glyph ids: first id, widths, first id, widths … (ISO 32000-2, 9.7.4.3). */
const unusualWidths = (widths: readonly number[]): (number | number[])[] => {
  const list: (number | number[])[] = [];
  let run: number[] = [];
  widths.forEach((width, glyph) => {
    if (width === usualWidth) run = [];
    else {
      if (run.length === 0) list.push(glyph, run);
      run.push(width);
    }
  });
  return list;
};

/** Six capital letters before the name of a subset (ISO 32000-2, 9.9.2). */
const subsetTag = (index: number): string => `YZFNT${String.fromCharCode(0x41 + index)}`;

// Flags of a font descriptor (ISO 32000-2, 9.8.2): one of Symbolic and Nonsymbolic, and for CID fonts it is Symbolic.
const symbolic = 1 << 2;
const italic = 1 << 6;

/** A PDF string; a plain string would become a name. */
const text = (value: string): object => new String(value);

/** Puts a TrueType font into a document as a composite font (ISO 32000-2, 9.7), the `index`th of it. */
export const embedFont = (document: PDFKit.PDFDocument, font: TrueTypeFont, index: number): EmbeddedFont => {
  const { metrics } = font;
  const scale = 1000 / font.unitsPerEm;
  const subset = font.createSubset();
  const widths: number[] = [font.advanceWidth(0) * scale];
  const codePoints: number[] = [0];
  const codes = new Map<string, string>();
  const reference = document.ref({});

  const codeOf = (character: string): string => {
    const codePoint = character.codePointAt(0) ?? 0;
    const glyph = subset.includeGlyph(codePoint);
    widths[glyph] = font.advanceWidth(codePoint) * scale;
    codePoints[glyph] = codePoint;
    const code = hex16(glyph);
    codes.set(character, code);
    return code;
  };

  return {
    name: `F${index}`,
    reference,
    encode(value) {
      let encoded = '';
      for (const character of value) encoded += codes.get(character) ?? codeOf(character);
      return encoded;
    },
    end() {
      const baseFont = `${subsetTag(index)}+${font.postscriptName}`;
      const file = subset.encode();
      const { boundingBox } = metrics;
      const box = [boundingBox.minX, boundingBox.minY, boundingBox.maxX, boundingBox.maxY];
      const fontFile = document.ref({ Length1: file.length });
      endWithCompressed(fontFile, compress(file));
      const descriptor = document.ref({
        Type: 'FontDescriptor',
        FontName: baseFont,
        Flags: symbolic | (metrics.isItalic ? italic : 0),
        FontBBox: box.map((value) => value * scale),
        ItalicAngle: metrics.italicAngle,
        Ascent: metrics.ascent * scale,
        Descent: metrics.descent * scale,
        CapHeight: (metrics.capHeight || metrics.ascent) * scale,
        StemV: 0,
        FontFile2: fontFile,
      });
      descriptor.finalize();
      const descendant = document.ref({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: baseFont,
        CIDSystemInfo: { Registry: text('Adobe'), Ordering: text('Identity'), Supplement: 0 },
        FontDescriptor: descriptor,
        DW: usualWidth,
        W: unusualWidths(widths),
        CIDToGIDMap: 'Identity',
      });
      descendant.finalize();
      const toUnicode = document.ref({});
      endWithCompressed(toUnicode, compress(Buffer.from(toUnicodeMap(codePoints), 'latin1')));
      Object.assign(reference.data, {
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: baseFont,
        Encoding: 'Identity-H',
        DescendantFonts: [descendant],
        ToUnicode: toUnicode,
      });
      reference.finalize();
    },
  };
};
