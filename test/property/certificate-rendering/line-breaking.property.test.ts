import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines } from '../../../electron/core/certificates/rendering/typesetting/line-breaking.ts';
import type { Typeface } from '../../../electron/core/certificates/rendering/typesetting/typeface.ts';

/** Han characters one em wide, others half an em. */
const typeface: Typeface = {
  findUndrawable: () => undefined,
  fontOf: () => {
    throw new Error('not asked for in this test');
  },
  runs: () => [],
  width: (text, size) =>
    Array.from(text).reduce(
      (sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2000 ? 1 : 0.5),
      0,
    ) * size,
};

const text = fc.string({
  unit: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...'一二三四五六七八九十') },
    { weight: 2, arbitrary: fc.constantFrom(...'，。、：）（“”·AB12- ') },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  ),
  maxLength: 120,
});

describe('breaking any text into lines', () => {
  it('keeps every character in order, within the width unless one alone is wider', () => {
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 5, max: 200 }),
        fc.integer({ min: 0, max: 4 }),
        (value, width, indent) => {
          const lines = breakLines(value, typeface, 10, width, indent);
          expect(
            lines
              .map((line) => line.text)
              .join('')
              .replace(/\s/gu, ''),
          ).toBe(value.replace(/\s/gu, ''));
          lines.forEach((line, index) => {
            const room = width - (index === 0 ? indent : 0);
            const isAlone = Array.from(line.text).length <= 1;
            expect(isAlone || line.width <= room + 0.01 || (index === 0 && line.width <= width + 0.01)).toBe(
              true,
            );
            expect(line.width).toBeCloseTo(typeface.width(line.text, 10));
          });
        },
      ),
    );
  });
});
