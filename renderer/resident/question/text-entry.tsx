import { useEffect, useRef, useState } from 'react';
import type { QuestionView } from '../../../electron/contract/question.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { Keyboard } from '../../keyboard/keyboard.tsx';
import { lengthOf, typed } from '../../keyboard/typing.ts';

/** A text as long as this is shown smaller. */
const longFrom = 60;
/** From this length on it says how much is typed, and how much may be, in characters. */
const countedFrom = 200;

/** A line of text by a finger: typed here, it goes to the core as a whole and is gone with the screen. */
export const TextEntry = ({
  question,
  elderMode,
  emptyText,
}: {
  readonly question: Extract<QuestionView, { kind: 'text' }>;
  readonly elderMode: boolean;
  readonly emptyText?: string | undefined;
}) => {
  const { t, pick } = useWords();
  const [typing, setTyping] = useState({ text: question.answer ?? '', letters: '' });
  const { minimumLength, maximumLength } = question;
  const box = useRef<HTMLParagraphElement>(null);
  const length = lengthOf(typing.text);
  // What was typed last stays in sight: nobody scrolls here.
  useEffect(() => {
    if (box.current && length > 0) box.current.scrollTop = box.current.scrollHeight;
  }, [length]);
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
      <p
        className="typed-text"
        ref={box}
        role="status"
        aria-label={pick(question.label)}
        data-testid="typed-text"
        data-long={length > longFrom}
      >
        {empty ? (
          <span className="digits-empty">{emptyText ?? t('text.empty')}</span>
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
          {maximumLength >= countedFrom && (
            <span className="text-count" data-testid="text-count">
              {t('text.count', { typed: length, most: maximumLength })}
            </span>
          )}
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
