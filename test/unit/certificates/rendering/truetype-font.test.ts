import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FontFormatError } from '../../../../electron/core/certificates/rendering/truetype/byte-view.ts';
import { readTableDirectory } from '../../../../electron/core/certificates/rendering/truetype/table-directory.ts';
import { openTrueTypeFont } from '../../../../electron/core/certificates/rendering/truetype/truetype-font.ts';
import { fontFolder } from './sample-certificate.ts';
import { fontFile, tinyFontTables } from './tiny-font.ts';

const codePoint = (character: string): number => character.codePointAt(0) ?? 0;

const sumOfWords = (file: Uint8Array): number => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let sum = 0;
  for (let offset = 0; offset < file.length; offset += 4) sum = (sum + view.getUint32(offset)) >>> 0;
  return sum;
};

describe('a TrueType font', () => {
  it.each([4, 12] as const)('maps characters with a character map of format %i', (format) => {
    const font = openTrueTypeFont(fontFile(tinyFontTables(format)));
    expect(font.postscriptName).toBe('Tiny');
    expect(font.advanceWidth(codePoint('A'))).toBe(110);
    expect(font.draws(codePoint('A'))).toBe(true);
    expect(font.draws(codePoint('B'))).toBe(true);
    expect(font.draws(codePoint('C'))).toBe(false);
    expect(font.draws(codePoint('𠮷'))).toBe(format === 12);
  });

  it('counts an empty glyph as drawn for a space only', () => {
    const tables = tinyFontTables(4);
    const spaces = openTrueTypeFont(fontFile(tables));
    expect(spaces.draws(0x20)).toBe(true);
    // The same map, one code point on: U+0021 now has the empty glyph.
    const cmap = [...(tables.cmap ?? [])];
    for (const offset of [12 + 14 + 1, 12 + 22 + 1]) cmap[offset] = 0x21;
    cmap.splice(12 + 28, 2, 0xff, 0xe2);
    const marks = openTrueTypeFont(fontFile({ ...tables, cmap }));
    expect(marks.advanceWidth(0x21)).toBe(110);
    expect(marks.draws(0x21)).toBe(false);
  });

  it('draws a composite glyph as its parts, moved and scaled', () => {
    const font = openTrueTypeFont(fontFile(tinyFontTables()));
    expect(font.outline(codePoint('A'))).toBe('0 0 m\n0 100 l\n100 100 l\n100 0 l\nh');
    expect(font.outline(codePoint('B'))).toBe(
      '0 0 m\n0 100 l\n100 100 l\n100 0 l\nh\n50 10 m\n50 60 l\n100 60 l\n100 10 l\nh',
    );
    expect(font.outline(codePoint(' '))).toBe('');
  });

  it('writes a subset with its components, renumbered, and right checksums', () => {
    const subset = openTrueTypeFont(fontFile(tinyFontTables())).createSubset();
    expect(subset.includeGlyph(codePoint('B'))).toBe(1);
    expect(subset.includeGlyph(codePoint('A'))).toBe(2);
    expect(subset.includeGlyph(codePoint('B'))).toBe(1);
    const file = subset.encode();
    expect(sumOfWords(file)).toBe(0xb1b0afba);
    const tables = readTableDirectory(file);
    const loca = tables.required('loca');
    const glyf = tables.required('glyf');
    // .notdef, B, A, and the square once more as the component of B.
    expect(tables.required('maxp').uint16(4)).toBe(4);
    expect(loca.length).toBe(5 * 4);
    const composite = glyf.part(loca.uint32(4), loca.uint32(8) - loca.uint32(4));
    expect(composite.int16(0)).toBe(-1);
    expect(composite.uint16(12)).toBe(3);
    expect(composite.uint16(18)).toBe(3);
    expect(tables.required('hmtx').uint16(1 * 4)).toBe(110);
  });

  it('gives code points that share a glyph one each in the subset, so that text is copied as it was', () => {
    const font = openTrueTypeFont(fontFile(tinyFontTables()));
    const subset = font.createSubset();
    expect(subset.includeGlyph(codePoint('B'))).not.toBe(subset.includeGlyph(codePoint('𠮷')));
    expect(font.outline(codePoint('B'))).toBe(font.outline(codePoint('𠮷')));
  });

  it.each([
    ['is a collection', (file: Uint8Array) => file.set([0x74, 0x74, 0x63, 0x66])],
    ['has CFF outlines', (file: Uint8Array) => file.set([0x4f, 0x54, 0x54, 0x4f])],
    ['has a table that lies outside', (file: Uint8Array) => file.set([0xff], 12 + 8)],
  ])('is refused when it %s', (_, spoil) => {
    const file = fontFile(tinyFontTables());
    spoil(file);
    expect(() => openTrueTypeFont(file)).toThrow(FontFormatError);
  });

  it('is refused when a composite glyph contains itself', () => {
    const tables = tinyFontTables();
    const glyf = [...(tables.glyf ?? [])];
    const composite = 2 * 34;
    glyf.splice(composite + 12, 2, 0, 2);
    expect(() => openTrueTypeFont(fontFile({ ...tables, glyf }))).toThrow(/nested too deeply/);
  });

  it.each(['head', 'hhea', 'hmtx', 'maxp', 'loca', 'glyf', 'cmap', 'name', 'post', 'OS/2'])(
    'is refused without its table %s',
    (tag) => {
      const { [tag]: _, ...others } = tinyFontTables();
      expect(() => openTrueTypeFont(fontFile(others))).toThrow(`table ${tag} is missing`);
    },
  );

  it('opens the fonts of certificates, which cover names of every people and rare characters', () => {
    for (const path of ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf']) {
      const font = openTrueTypeFont(readFileSync(join(fontFolder, path)));
      expect(font.unitsPerEm).toBe(1000);
      expect(font.advanceWidth(codePoint('张'))).toBe(1000);
      for (const character of '张·䶮龘㵘，（）〔〕ABab09') {
        expect(font.draws(codePoint(character)), character).toBe(true);
      }
      // Invisible, so not drawn: zero-width space, variation selectors, the Hangul filler, and the soft hyphen,
      // for which these fonts have the glyph of a hyphen.
      for (const invisible of [0x200b, 0xfe00, 0xe0100, 0x3164, 0xad])
        expect(font.draws(invisible)).toBe(false);
    }
  });
});
