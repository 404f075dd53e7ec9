import type { FormField } from '../../../platform/contract/catalogue.ts';
import { answerFits } from '../../../platform/contract/application-form/form-answers.ts';
import { provisionOf, type Provisions } from '../applications/materials/provisions.ts';
import { answerTo } from '../applications/form-answers.ts';
import type { FormAnswer, FormAnswers } from '../session/filing-types.ts';
import { standingPerson } from '../session/agency-types.ts';
import type { IdentifiedPerson } from '../session/visit-types.ts';
import { feedbackDraft, feedbackFields } from './feedback-form.ts';
import type { OpenReply, ReplyAim, ReplyDraft } from './reply-types.ts';

/** The questions of a short form as far as its answers lead. */
export const replyFields = (aim: ReplyAim, answers: FormAnswers): readonly FormField[] => {
  switch (aim.purpose) {
    case 'correction':
      return aim.fields;
    case 'supplement':
      return [];
    case 'feedback':
      return feedbackFields(aim, answers);
  }
};

export const openReply = (aim: ReplyAim): OpenReply => ({ aim, answers: {}, question: 0, revising: false });

/** The question on the screen. */
export const fieldOf = ({ aim, answers, question }: OpenReply): FormField | undefined =>
  replyFields(aim, answers)[question];

/** Index of the first question without an answer that fits; null where none is. */
const firstMissing = (aim: ReplyAim, answers: FormAnswers): number | null => {
  const index = replyFields(aim, answers).findIndex((field) => !answerFits(field, answerTo(answers, field)));
  return index < 0 ? null : index;
};

export const isWhole = ({ aim, answers }: OpenReply): boolean => firstMissing(aim, answers) === null;

/** The form after an answer: at the next question, or whole (`question` is past the last one then). */
export const answered = (reply: OpenReply, field: string, value: FormAnswer): OpenReply => {
  const answers = { ...reply.answers, [field]: value };
  const { aim, question, revising } = reply;
  const length = replyFields(aim, answers).length;
  const next = revising ? firstMissing(aim, answers) : question + 1 < length ? question + 1 : null;
  return { ...reply, answers, question: next ?? firstMissing(aim, answers) ?? length };
};

/** Past the last question: everything is answered. */
export const isAtEnd = ({ aim, answers, question }: OpenReply): boolean =>
  question >= replyFields(aim, answers).length;

/** A step back; null at the first question. */
export const stepBackIn = (reply: OpenReply): OpenReply | null =>
  reply.question > 0 ? { ...reply, question: reply.question - 1 } : null;

/** Opens one question again from the review. */
export const reopened = (reply: OpenReply, field: string): OpenReply => ({
  ...reply,
  question: Math.max(
    0,
    replyFields(reply.aim, reply.answers).findIndex(({ name }) => name === field),
  ),
  revising: true,
});

/** What is handed in; only questions that were asked count. */
export const draftOf = (
  { aim, answers }: OpenReply,
  visit: {
    readonly visitId: string | null;
    readonly person: IdentifiedPerson | null;
    readonly identifiedAt: number | null;
    readonly provisions: Provisions;
  },
): ReplyDraft => {
  const asked = Object.fromEntries(
    replyFields(aim, answers).flatMap((field) => {
      const answer = answerTo(answers, field);
      return answer === undefined ? [] : [[field.name, answer]];
    }),
  );
  // What somebody thinks of the service is their own, for whomever they came.
  if (aim.purpose === 'feedback') return feedbackDraft(asked, visit.person && standingPerson(visit.person));
  const { visitId, person, identifiedAt } = visit;
  if (visitId === null || person === null || identifiedAt === null) {
    throw new Error('nobody is identified who could answer');
  }
  const { receiptNumber } = aim;
  if (aim.purpose === 'supplement') {
    const { code } = aim.material;
    const given = provisionOf(visit.provisions, code);
    return {
      purpose: 'supplement',
      visitId,
      person,
      identifiedAt,
      receiptNumber,
      material: code,
      pages: given?.way === 'capture' ? given.pages : [],
      certificate: given?.way === 'certificate' ? given.kind : null,
    };
  }
  const { position, replaces } = aim;
  return {
    purpose: 'correction',
    visitId,
    person,
    identifiedAt,
    receiptNumber,
    position,
    answers: asked,
    ...(replaces === undefined ? {} : { replaces }),
  };
};
