import { ActionButton } from '../../components/action-button.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { choicesFor } from '../choices-a-screen.ts';
import { AnswerArea } from '../question/question-screen.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** One question of a short form a page, answered as the questions of an application are. */
export const ReplyQuestionScreen = ({ visit, snapshot }: ScreenProps<'replyQuestion'>) => {
  const { t, pick } = useWords();
  const { question, purpose, itemName, number, questions, revising } = visit;
  const { answer } = question;
  return (
    <div className="screen question" data-field={question.name}>
      <div className="question-head">
        <p className="question-place">
          {purpose === 'feedback'
            ? t('reply.feedback.place')
            : t('reply.correction.place', {
                item: itemName === null ? t('progress.unnamed') : pick(itemName),
              })}
          <span>{t('question.place', { number, questions })}</span>
        </p>
        <ScreenHeading
          title={pick(question.label)}
          lead={question.hint === null ? [] : [pick(question.hint)]}
        />
      </div>
      <div className="screen-body question-body">
        <AnswerArea question={question} atMost={choicesFor(snapshot)} elderMode={snapshot.elderMode} />
      </div>
      {question.kind !== 'digits' && question.kind !== 'text' && (
        <div className="screen-actions">
          {answer === null ? (
            <p className="hint">{t('question.tap')}</p>
          ) : (
            <ActionButton
              intent={{ name: 'answer', field: question.name, value: answer }}
              kind="secondary"
              testId="keep-answer"
            >
              {t(revising ? 'question.keepAndReview' : 'question.keep')}
            </ActionButton>
          )}
        </div>
      )}
    </div>
  );
};
