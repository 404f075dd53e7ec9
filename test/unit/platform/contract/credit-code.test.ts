import { describe, expect, test } from 'vitest';
import { creditCheckCharacter, creditCodeSchema } from '../../../../platform/contract/credit-code.ts';
import { syntheticRegionCode } from '../../../../platform/seed/id-number.ts';
import seed from '../../../../platform/seed/enterprises.json' with { type: 'json' };

/** Check character of an organisation code 组织机构代码 (GB 11714 §4.3), from its first eight. */
const organisationCheck = (eight: string): string => {
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, weight, index) => total + weight * Number.parseInt(eight.charAt(index), 36),
    0,
  );
  return ['0', 'X'][[11, 10].indexOf(11 - (sum % 11))] ?? String(11 - (sum % 11));
};

const seeded = seed.enterprises.map(({ creditCode }) => creditCode);

describe('a unified social credit code', () => {
  test.each(seeded)('%s has the check character that belongs to it', (code) => {
    expect(creditCheckCharacter(code.slice(0, 17))).toBe(code.charAt(17));
    expect(creditCodeSchema.safeParse(code).success).toBe(true);
  });

  test.each(seeded)('%s is of no real place, and its organisation code is right, too', (code) => {
    expect(code.slice(2, 8)).toBe(syntheticRegionCode);
    expect(organisationCheck(code.slice(8, 16))).toBe(code.charAt(16));
  });

  test('is taken as others have computed it', () => {
    // A code that documentation of such checks commonly shows.
    expect(creditCodeSchema.safeParse('91350100M000100Y43').success).toBe(true);
  });

  test('is refused with a slip of one character, two that changed places, or a letter that is not used', () => {
    const [code = ''] = seeded;
    expect(creditCodeSchema.safeParse(`${code.slice(0, 10)}5${code.slice(11)}`).success).toBe(false);
    const swapped = `${code.slice(0, 12)}${code.charAt(13)}${code.charAt(12)}${code.slice(14)}`;
    expect(creditCodeSchema.safeParse(swapped).success).toBe(false);
    for (const broken of ['', code.slice(1), code.toLowerCase(), `9I${code.slice(2)}`, `${code}0`]) {
      expect(creditCodeSchema.safeParse(broken).success).toBe(false);
    }
  });
});
