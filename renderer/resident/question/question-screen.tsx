import { Check, X } from 'lucide-react';
import type { QuestionView } from '../../../electron/contract/question.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { choicesFor } from '../choices-a-screen.ts';
import type { ScreenProps } from '../screen-props.ts';
import { PrefilledAnswer } from './prefilled-answer.tsx';
import { NumberPad } from './number-pad.tsx';
import { TextEntry } from './text-entry.tsx';
import { yesNoInWords } from './yes-no-in-words.ts';

/** More answers than these stand closer together. */
const comfortablyMany = 5;

type ChoiceQuestion = Extract<QuestionView, { kind: 'choice' }>;
type YesNoQuestion = Extract<QuestionView, { kind: 'yes-no' }>;

const Options = ({ question, atMost }: { readonly question: ChoiceQuestion; readonly atMost: number }) => {
  const { pick } = useWords();
  const { shown, ...pages } = usePages(question.options, atMost);
  return (
    <div className="answer-pages">
      <div
        role="radiogroup"
        aria-label={pick(question.label)}
        className="answers"
        data-many={shown.length > comfortablyMany}
      >
        {shown.map(({ code, label }) => (
          <ChoiceTile
            key={code}
            intent={{ name: 'answer', field: question.name, value: code }}
            testId={`answer-${code}`}
            chosen={code === question.answer}
            className="answer-tile"
          >
            <span className="purpose-mark">{code === question.answer && <Icon of={Check} small />}</span>
            {pick(label)}
          </ChoiceTile>
        ))}
      </div>
      <Pager {...pages} />
    </div>
  );
};

const YesNo = ({ question }: { readonly question: YesNoQuestion }) => {
  const { t, pick } = useWords();
  return (
    <div role="radiogroup" aria-label={pick(question.label)} className="answers">
      {([true, false] as const).map((value) => (
        <ChoiceTile
          key={String(value)}
          intent={{ name: 'answer', field: question.name, value }}
          testId={value ? 'answer-yes' : 'answer-no'}
          chosen={value === question.answer}
          className="answer-tile answer-yes-no"
        >
          <Icon of={value ? Check : X} />
          {yesNoInWords(question, value, { t, pick })}
        </ChoiceTile>
      ))}
    </div>
  );
};

/** Where a question of any kind is answered. */
export const AnswerArea = ({
  question,
  atMost,
  elderMode,
  emptyText,
}: {
  readonly question: QuestionView;
  readonly elderMode: boolean;
  /** Choices a screen. */
  readonly atMost: number;
  /** What stands where nothing has been typed yet; absent: the usual words. */
  readonly emptyText?: string | undefined;
}) => {
  switch (question.kind) {
    case 'choice':
      return <Options question={question} atMost={atMost} />;
    case 'yes-no':
      return <YesNo question={question} />;
    case 'digits':
      return <NumberPad question={question} emptyText={emptyText} />;
    case 'text':
      return <TextEntry question={question} elderMode={elderMode} emptyText={emptyText} />;
  }
};

/** One question of a form a page: a touch on the answer leads on. What was answered before is marked. */
export const QuestionScreen = ({ visit, snapshot }: ScreenProps<'question'>) => {
  const { t, pick } = useWords();
  const { question, item } = visit;
  const { answer } = question;
  return (
    <div className="screen question" data-field={question.name}>
      <div className="question-head">
        <p className="question-place">
          {pick(item.everydayName)}
          <span>{t('question.place', { number: visit.number, questions: visit.questions })}</span>
        </p>
        <ScreenHeading
          title={pick(question.label)}
          lead={question.hint === null ? [] : [pick(question.hint)]}
        />
      </div>
      <div className="screen-body question-body">
        {visit.prefilled === null ? (
          <AnswerArea
            question={question}
            atMost={choicesFor(snapshot)}
            elderMode={snapshot.elderMode}
            emptyText={visit.notLookedUp ? t('known.notLookedUp') : undefined}
          />
        ) : (
          <PrefilledAnswer field={question.name} prefilled={visit.prefilled} />
        )}
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
              {t(visit.revising ? 'question.keepAndReview' : 'question.keep')}
            </ActionButton>
          )}
        </div>
      )}
    </div>
  );
};
