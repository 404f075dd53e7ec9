import type { FormField } from '../../../platform/contract/catalogue.ts';
import {
  feedbackKinds,
  type FeedbackSubject,
  longestFeedback,
} from '../../../platform/contract/sealed-replies.ts';
import type { FormAnswers } from '../session/filing-types.ts';
import type { IdentifiedPerson } from '../session/visit-types.ts';
import type { ReplyAim, ReplyDraft } from './reply-types.ts';

type FeedbackAim = Extract<ReplyAim, { purpose: 'feedback' }>;

const both = (chinese: string, english: string) => ({ 'zh-CN': chinese, en: english });

const kindLabels = {
  complaint: both('投诉：有事没办好', 'A complaint: something went wrong'),
  suggestion: both('建议：可以做得更好', 'A suggestion: something could be better'),
  praise: both('表扬：这里办得好', 'Praise: something went well'),
} as const;

const kindField: FormField = {
  kind: 'choice',
  name: 'feedback',
  label: both('您想说的是哪一种？', 'What would you like to tell us?'),
  options: feedbackKinds.map((code) => ({ code, label: kindLabels[code] })),
};

const aboutField = ({ items, departments }: FeedbackAim): FormField => ({
  kind: 'choice',
  name: 'about',
  label: both('是关于什么的？', 'What is it about?'),
  options: [
    { code: 'kiosk', label: both('这台机器', 'This machine') },
    ...(items.length > 0 ? [{ code: 'item', label: both('办的某一件事', 'Something I wanted done') }] : []),
    ...(departments.length > 0 ? [{ code: 'department', label: both('某个部门', 'A department') }] : []),
  ],
});

const textField: FormField = {
  kind: 'text',
  name: 'text',
  label: both('请写下您想说的', 'Please write what you want to say'),
  hint: both(
    `一两句话就行，最多 ${longestFeedback} 个字。`,
    `A sentence or two, up to ${longestFeedback} characters.`,
  ),
  minimumLength: 2,
  maximumLength: longestFeedback,
};

const callbackWanted: FormField = {
  kind: 'yes-no',
  name: 'callbackWanted',
  label: both('要我们打电话答复您吗？', 'Would you like to be called back?'),
  words: { yes: both('要', 'Yes'), no: both('不用', 'No') },
};

const callbackField: FormField = {
  kind: 'digits',
  name: 'callback',
  label: both('打哪个电话？', 'On which telephone?'),
  minimumLength: 7,
  maximumLength: 12,
};

const nameField: FormField = {
  kind: 'yes-no',
  name: 'giveName',
  label: both('要留下您的姓名吗？', 'Do you want to give your name with it?'),
  hint: both('不留姓名也一样会看。', 'It is read all the same without one.'),
  words: { yes: both('留姓名', 'With my name'), no: both('不留', 'Without') },
};

const oneOf = (
  name: 'item' | 'department',
  label: FormField['label'],
  choices: FeedbackAim['items'],
): FormField => ({ kind: 'choice', name, label, options: [...choices] });

/** The questions as far as the answers lead: what it is about decides what is asked next. */
export const feedbackFields = (aim: FeedbackAim, answers: FormAnswers): readonly FormField[] => [
  kindField,
  aboutField(aim),
  ...(answers.about === 'item' ? [oneOf('item', both('是哪一件事？', 'Which one?'), aim.items)] : []),
  ...(answers.about === 'department'
    ? [oneOf('department', both('是哪个部门？', 'Which department?'), aim.departments)]
    : []),
  textField,
  callbackWanted,
  ...(answers.callbackWanted === true ? [callbackField] : []),
  ...(aim.mayGiveName ? [nameField] : []),
];

const subjectOf = ({ about, item, department }: FormAnswers): FeedbackSubject => {
  if (about === 'item' && typeof item === 'string') return { about, item };
  if (about === 'department' && typeof department === 'string') return { about, department };
  return { about: 'kiosk' };
};

/** What is handed in, from answers that are whole. */
export const feedbackDraft = (answers: FormAnswers, person: IdentifiedPerson | null): ReplyDraft => ({
  purpose: 'feedback',
  person: answers.giveName === true ? person : null,
  feedback: feedbackKinds.find((kind) => kind === answers.feedback) ?? 'suggestion',
  subject: subjectOf(answers),
  text: String(answers.text ?? ''),
  callback: answers.callbackWanted === true ? String(answers.callback) : null,
});
