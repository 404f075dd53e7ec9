import type { FormField } from '../../../platform/contract/catalogue.ts';
import type { QuestionView } from '../../contract/question.ts';
import { answerTo } from '../applications/form-answers.ts';
import type { FormAnswers } from './filing-types.ts';

/** A question of a form as it is drawn, with the answer that was given before, if one was. */
export const questionView = (field: FormField, answers: FormAnswers): QuestionView => {
  const { name, label } = field;
  const shared = { name, label, hint: field.hint ?? null };
  const answer = answerTo(answers, field);
  const text = typeof answer === 'string' ? answer : null;
  switch (field.kind) {
    case 'choice':
      return { ...shared, kind: 'choice', options: field.options, answer: text };
    case 'yes-no':
      return {
        ...shared,
        kind: 'yes-no',
        words: field.words ?? null,
        answer: typeof answer === 'boolean' ? answer : null,
      };
    case 'digits': {
      const { minimumLength, maximumLength } = field;
      return { ...shared, kind: 'digits', minimumLength, maximumLength, answer: text };
    }
    case 'text': {
      const { minimumLength, maximumLength } = field;
      return { ...shared, kind: 'text', minimumLength, maximumLength, answer: text };
    }
  }
};
