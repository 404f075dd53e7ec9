import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Locale } from '../../../electron/contract/locale.ts';
import { WordBreaks } from '../../../renderer/components/word-breaks.tsx';
import { WordsProvider } from '../../../renderer/i18n/locale-context.tsx';

/** What is drawn, each place at which a line may break as `|`. */
const drawn = (text: string, locale: Locale = 'zh-CN'): string =>
  renderToStaticMarkup(
    <WordsProvider locale={locale}>
      <WordBreaks text={text} />
    </WordsProvider>,
  )
    .replaceAll('<wbr/>', '|')
    .replaceAll(/<[^>]+>/g, '');

test('a Chinese title breaks between its words, none of them in two', () => {
  expect(drawn('残疾人两项补贴资格认定申请')).toContain('补贴|资格|认定|申请');
});

test('punctuation stays with the word before it, and an opening bracket with the one behind', () => {
  expect(drawn('我年纪大了，要领高龄津贴（青石镇）')).not.toMatch(/\|[，。、）]|（\|/);
});

test('an English title is left as it is: its spaces tell where words end', () => {
  expect(drawn('Get a certificate', 'en')).toBe('Get a certificate');
});

test('whatever the text, nothing of it is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }).filter((text) => !/[&<>"'|]/.test(text)),
      (text) => {
        expect(drawn(text).replaceAll('|', '')).toBe(text);
      },
    ),
  );
});
