import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  citizenCheckCharacter,
  foreignerCheckDigit,
  isCitizenNumber,
  isForeignerNumber2017,
} from '../../../../drivers/id-card-reader/identity-number.ts';

describe('numbers of 18 characters', () => {
  it.each(['11010519491231002X', '932682198501010017', '911124198108030024'])('%s is right', (number) => {
    expect(isCitizenNumber(number)).toBe(true);
  });

  it.each(['11010519491231002x', '110105194912310020', '1101051949123100', '', '11010519491231O02X'])(
    '%j is not',
    (number) => {
      expect(isCitizenNumber(number)).toBe(false);
    },
  );

  it('tell every single wrong digit and every swap of neighbours', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(digits, fc.nat(16), fc.integer({ min: 1, max: 9 }), (values, place, shift) => {
        const number = values.join('');
        const check = citizenCheckCharacter(number);
        const wrong = values.with(place, ((values[place] ?? 0) + shift) % 10).join('');
        expect(isCitizenNumber(wrong + check)).toBe(false);
        if (place < 16 && values[place] !== values[place + 1]) {
          const swapped = values
            .with(place, values[place + 1] ?? 0)
            .with(place + 1, values[place] ?? 0)
            .join('');
          expect(isCitizenNumber(swapped + check)).toBe(false);
        }
        expect(isCitizenNumber(number + check)).toBe(true);
      }),
    );
  });

  it('need 17 digits for their check character', () => {
    expect(() => citizenCheckCharacter('1234')).toThrow(RangeError);
  });
});

describe('foreigners’ numbers of 2017', () => {
  it('are right or not by their last digit', () => {
    expect(foreignerCheckDigit('PAK31008001010')).toBe('3');
    expect(isForeignerNumber2017('PAK310080010103')).toBe(true);
    for (const digit of '012456789') expect(isForeignerNumber2017(`PAK31008001010${digit}`)).toBe(false);
    expect(isForeignerNumber2017('pak310080010103')).toBe(false);
    expect(() => foreignerCheckDigit('PAK')).toThrow(RangeError);
  });
});
