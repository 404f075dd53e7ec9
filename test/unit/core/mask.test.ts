import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskIdNumber, maskName } from '../../../electron/core/identity/mask.ts';

describe('masks for a public screen', () => {
  it.each([
    ['林晓岚', '林**'],
    ['王', '*'],
    ['𠮷田', '𠮷*'],
    ['阿卜杜拉·买买提·艾力', '阿****'],
  ])('leave only the first character of a name: %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('leave only the first and last character of a number', () => {
    expect(maskIdNumber('430199195803120026')).toBe('4****************6');
    expect(maskIdNumber('12')).toBe('**');
  });

  it('never show two neighbouring characters of a number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{15,18}$/), (number) => {
        const masked = maskIdNumber(number);
        expect(masked).toHaveLength(number.length);
        expect(masked.slice(1, -1)).toMatch(/^\*+$/);
      }),
    );
  });
});
