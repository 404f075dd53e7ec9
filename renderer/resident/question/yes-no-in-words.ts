import type { QuestionView } from '../../../electron/contract/question.ts';
import type { Words } from '../../i18n/locale-context.tsx';

/** One of the two answers in the words of the form: 有 and 没有, 在领 and 没有领; yes and no where it has none. */
export const yesNoInWords = (
  { words }: Extract<QuestionView, { kind: 'yes-no' }>,
  value: boolean,
  { t, pick }: Pick<Words, 't' | 'pick'>,
): string => {
  if (words) return pick(value ? words.yes : words.no);
  return t(value ? 'answer.yes' : 'answer.no');
};
