import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionSchema } from '../../../electron/contract/question.ts';
import { intentSchema } from '../../../electron/contract/intents.ts';
import { answerFits } from '../../../platform/contract/application-form/form-answers.ts';
import { maskedAnswers } from '../../../electron/core/applications/form-answers.ts';
import { textFault, tidyText } from '../../../platform/contract/plain-text.ts';
import { lengthOf, typed } from '../../../renderer/keyboard/typing.ts';
import { candidatesOf } from '../../../renderer/keyboard/pinyin.ts';
import { allowanceItem } from '../../helpers/visit.ts';

const label = { 'zh-CN': '现在住在哪里？', en: 'Where do you live?' };
const field = { kind: 'text', name: 'address', label, minimumLength: 2, maximumLength: 20 } as const;
const withText = { ...allowanceItem, form: { version: 1, fields: [field] } };

/** What people, scanners and other systems come up with. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(
      '张',
      '𠮷',
      '𬌗',
      '㛃',
      '👨‍👩‍👧',
      '🏠',
      'é',
      'e\u0301',
      ' ',
      '\u3000',
      '12',
      '\u202e',
      '\u2066',
      '\0',
      '\n',
      '\ud800',
      'ש',
    ),
    maxLength: 30,
  }),
);

describe('any text', () => {
  it('is taken whole or refused with a reason, and never by halves', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const fault = textFault(text, field);
        expect(answerFits(field, text)).toBe(fault === null);
        if (fault !== null) return;
        const kept = tidyText(text);
        expect(tidyText(kept)).toBe(kept);
        expect(textFault(kept, field)).toBeNull();
        expect(kept.isWellFormed()).toBe(true);
        expect(lengthOf(kept)).toBeLessThanOrEqual(field.maximumLength);
        expect(kept).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(intentSchema.safeParse({ name: 'answer', field: 'address', value: kept }).success).toBe(true);
        expect(questionSchema.safeParse({ ...field, hint: null, answer: kept }).success).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is never shown whole by the review', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(textFault(text, field) === null);
        const kept = tidyText(text);
        const masked = String(maskedAnswers(withText, { address: kept }).address);
        expect(masked).toContain('*');
        expect(lengthOf(masked)).toBe(lengthOf(kept));
        expect(masked.isWellFormed()).toBe(true);
      }),
    );
  });
});

it.each([
  ['\u202e户口簿', 'hidden-character'],
  ['张\u0000三', 'hidden-character'],
  ['张\u200b三', 'hidden-character'],
  ['\ud842三', 'hidden-character'],
  ['人民路\n12 号', 'hidden-character'],
  ['   ', 'too-short'],
  [' 张 ', 'too-short'],
  ['一'.repeat(21), 'too-long'],
  ['𠮷'.repeat(20), null],
  ['👨‍👩‍👧一家', null],
  ['欧阳𬱖', null],
  ['שלום', null],
])('%j: %s', (text, fault) => {
  expect(textFault(text, field)).toBe(fault);
});

it('no run of keys types more than fits, or half a character', () => {
  const stroke = fc.oneof(
    fc.constantFrom(...'abcghinouvxz').map((value) => ({ key: 'letter', value }) as const),
    fc.constantFrom('1', ' ', 'A', '。').map((value) => ({ key: 'sign', value }) as const),
    fc.constant('choose' as const),
    fc.constantFrom({ key: 'delete' } as const, { key: 'clear' } as const),
  );
  fc.assert(
    fc.property(fc.array(stroke, { maxLength: 60 }), (strokes) => {
      let typing = { text: '', letters: '' };
      for (const one of strokes) {
        const candidate = candidatesOf(typing.letters)[0];
        if (one === 'choose' && !candidate) continue;
        typing = typed(
          typing,
          one === 'choose' ? { key: 'candidate', text: '', letters: 0, ...candidate } : one,
          field.maximumLength,
        );
        expect(lengthOf(typing.text)).toBeLessThanOrEqual(field.maximumLength);
        expect(typing.text.isWellFormed()).toBe(true);
        expect(typing.letters).toMatch(/^[a-z]{0,24}$/);
      }
    }),
  );
});
