import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toRecordedCode } from '../../../db/recorded-code.ts';

const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((list) => list.join(''));

const personalNumber = fc.oneof(
  fc.tuple(digits(17), fc.constantFrom(...'0123456789X')).map(([body, check]) => `${body}${check}`),
  digits(15),
  fc.tuple(fc.constantFrom('PAK', 'KOR', 'CHE'), digits(12)).map(([nation, rest]) => `${nation}${rest}`),
  fc.tuple(fc.constantFrom('13', '15', '18', '19'), digits(9)).map(([prefix, rest]) => `${prefix}${rest}`),
  fc
    .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((birth) => birth.toISOString().slice(0, 10).replaceAll('-', '')),
);

const separator = fc.constantFrom(' ', ',', '/', ':', '张', '(', '\n', '。', '-', '_');

test('any text becomes a code that every column of codes takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(toRecordedCode(text)).toMatch(/^[A-Za-z0-9._:/-]{1,100}$/);
    }),
  );
});

test('what is a code already is kept', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,8}(-[a-z]{1,8}){0,4}$/), (code) => {
      expect(toRecordedCode(code)).toBe(code);
    }),
  );
});

test('no number of a person that stands alone gets through', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      separator,
      personalNumber,
      separator,
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      (before, left, number, right, after) => {
        expect(toRecordedCode(`${before}${left}${number}${right}${after}`)).not.toContain(number);
      },
    ),
  );
});
