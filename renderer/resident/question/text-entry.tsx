import { useState } from 'react';
import type { QuestionView } from '../../../electron/contract/question.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { Keyboard } from '../../keyboard/keyboard.tsx';
import { lengthOf, typed } from '../../keyboard/typing.ts';

/** A line of text by a finger: typed here, it goes to the core as a whole and is gone with the screen. */
export const TextEntry = ({
  question,
  elderMode,
}: {
  readonly question: Extract<QuestionView, { kind: 'text' }>;
  readonly elderMode: boolean;
}) => {
  const { t, pick } = useWords();
  const [typing, setTyping] = useState({ text: question.answer ?? '', letters: '' });
  const { minimumLength, maximumLength } = question;
  const missing = minimumLength - lengthOf(typing.text.trim());
  const unfinished = typing.letters !== '';
  const empty = typing.text === '' && !unfinished;
  const hint = unfinished
    ? t('text.unfinished')
    : missing > 0
      ? t('text.missing', { characters: missing })
      : t('text.check');
  return (
    <div className="text-entry">
      <p className="typed-text" role="status" aria-label={pick(question.label)} data-testid="typed-text">
        {empty ? (
          <span className="digits-empty">{t('text.empty')}</span>
        ) : (
          <>
            {/* Isolated: what is typed in another direction turns nothing around it. */}
            <bdi>{typing.text}</bdi>
            <span className="typed-letters">{typing.letters}</span>
          </>
        )}
      </p>
      <Keyboard
        letters={typing.letters}
        empty={empty}
        elderMode={elderMode}
        onStroke={(stroke) => setTyping((before) => typed(before, stroke, maximumLength))}
      />
      <div className="screen-actions">
        <p id="text-hint" className="hint digits-hint">
          {hint}
        </p>
        <ActionButton
          intent={{ name: 'answer', field: question.name, value: typing.text }}
          kind="primary"
          unavailable={missing > 0 || unfinished}
          describedBy="text-hint"
          testId="answer-text"
        >
          {t('text.done')}
        </ActionButton>
      </div>
    </div>
  );
};
