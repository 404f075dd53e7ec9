import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { en } from '../../../renderer/i18n/en/index.ts';
import { fill, type MessageKey } from '../../../renderer/i18n/messages.ts';
import { zhCn } from '../../../renderer/i18n/zh-cn/index.ts';

const keys = Object.keys(zhCn) as MessageKey[];
/** The names of what is filled in; a number may bring the nouns that agree with it: {days|day|days}. */
const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)(?:\|[^}]*)?\}/g)].map(([, name = '']) => name).sort();

describe('the words', () => {
  it('are complete in both languages', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
  });

  it.each(keys)('%s says something in both, with the same placeholders', (key) => {
    expect(zhCn[key].trim()).not.toBe('');
    expect(en[key].trim()).not.toBe('');
    expect(placeholders(en[key])).toEqual(placeholders(zhCn[key]));
    expect(en[key]).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('use Chinese punctuation in Chinese', () => {
    for (const key of keys) expect(zhCn[key]).not.toMatch(/[\u4e00-\u9fff][,;:?!]/);
  });

  it('take any value into a placeholder as it is', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(fill('<{a}>', { a: value })).toBe(`<${value}>`);
      }),
    );
  });
});
