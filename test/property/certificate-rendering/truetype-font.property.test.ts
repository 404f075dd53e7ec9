import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FontFormatError } from '../../../electron/core/certificates/rendering/truetype/byte-view.ts';
import { openTrueTypeFont } from '../../../electron/core/certificates/rendering/truetype/truetype-font.ts';
import { fontFile, tinyFontTables } from '../../unit/certificates/rendering/tiny-font.ts';

const font = fc.constantFrom(fontFile(tinyFontTables(4)), fontFile(tinyFontTables(12)));

/** A font with some of its bytes changed and perhaps its end cut off. */
const spoiledFont = fc
  .tuple(
    font,
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
    fc.nat({ max: 400 }),
  )
  .map(([file, changes, cut]) => {
    const spoiled = file.slice(0, cut < 200 ? file.length - cut : file.length);
    for (const [position, value] of changes) spoiled[position % spoiled.length] = value;
    return spoiled;
  });

const onlyFormatErrors = (use: () => void): boolean => {
  try {
    use();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(FontFormatError);
    return false;
  }
};

describe('a spoiled font file', () => {
  it('is opened or refused, and once opened can be written to a document', () => {
    fc.assert(
      fc.property(spoiledFont, fc.array(fc.integer({ min: 1, max: 0x10ffff })), (file, codePoints) => {
        onlyFormatErrors(() => {
          const opened = openTrueTypeFont(file);
          const subset = opened.createSubset();
          for (const codePoint of [0x20, 0x41, 0x42, 0x20bb7, ...codePoints]) {
            onlyFormatErrors(() => opened.draws(codePoint));
            subset.includeGlyph(codePoint);
          }
          expect(subset.encode().length).toBeGreaterThan(100);
          onlyFormatErrors(() => opened.outline(0x42));
        });
      }),
      { numRuns: 2000 },
    );
  });
});
