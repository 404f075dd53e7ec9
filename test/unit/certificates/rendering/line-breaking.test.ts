import { describe, expect, it } from 'vitest';
import { breakLines } from '../../../../electron/core/certificates/rendering/typesetting/line-breaking.ts';
import type { Typeface } from '../../../../electron/core/certificates/rendering/typesetting/typeface.ts';

const isWide = (character: string): boolean => (character.codePointAt(0) ?? 0) > 0x2000;

/** Chinese characters one em wide, others half an em. */
const typeface: Typeface = {
  findUndrawable: () => undefined,
  fontOf: () => {
    throw new Error('not asked for in this test');
  },
  runs: () => [],
  width: (text, size) =>
    Array.from(text).reduce((sum, character) => sum + (isWide(character) ? 1 : 0.5), 0) * size,
};

/** Lines at size 10, so that `width` is ten times the number of Chinese characters. */
const lines = (text: string, width: number, indent = 0): string[] =>
  breakLines(text, typeface, 10, width, indent).map((line) => line.text);

describe('breaking lines', () => {
  it('fills each line with as many characters as fit', () => {
    expect(lines('一二三四五六七', 30)).toEqual(['一二三', '四五六', '七']);
    expect(lines('一二三四五六七', 30, 20)).toEqual(['一', '二三四', '五六七']);
  });

  it('keeps closing punctuation off the start of a line and opening brackets off its end', () => {
    expect(lines('一二三，四五', 30)).toEqual(['一二', '三，四', '五']);
    expect(lines('一二（三四）', 30)).toEqual(['一二', '（三', '四）']);
    expect(lines('阿依古丽·买买提', 40)).toEqual(['阿依古', '丽·买买', '提']);
  });

  it('keeps words and numbers whole, and drops the space at which a line ends', () => {
    expect(lines('编号 ZF2026-0042 号', 60)).toEqual(['编号', 'ZF2026-0042', '号']);
    expect(lines('张三 439901199001010027', 100)).toEqual(['张三', '439901199001010027']);
  });

  it('cuts a word that is wider than a line', () => {
    expect(lines('ABCDEFGH', 20)).toEqual(['ABCD', 'EFGH']);
  });

  it('never loses a character, even in a line narrower than one', () => {
    expect(lines('一，二', 5).join('')).toBe('一，二');
  });

  it('measures each line without the spaces at its end', () => {
    expect(breakLines('一二 三', typeface, 10, 25)).toEqual([
      { text: '一二', width: 20 },
      { text: '三', width: 10 },
    ]);
  });
});
