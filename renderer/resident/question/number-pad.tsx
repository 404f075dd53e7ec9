import { useState } from 'react';
import type { QuestionView } from '../../../electron/contract/question.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { DigitKeys } from '../../components/digit-keys.tsx';
import { inGroups } from '../../components/in-groups.ts';
import { useWords } from '../../i18n/locale-context.tsx';

/**
 * Digits by a finger. They are typed here and go to the core together: a touch for each one would have to wait for the
 * answer to the one before.
 */
export const NumberPad = ({
  question,
  emptyText,
}: {
  readonly question: Extract<QuestionView, { kind: 'digits' }>;
  readonly emptyText?: string | undefined;
}) => {
  const { t, pick } = useWords();
  const [digits, setDigits] = useState(question.answer ?? '');
  const { minimumLength, maximumLength } = question;
  const missing = minimumLength - digits.length;
  const full = digits.length >= maximumLength;
  const hint =
    missing > 0 ? t('digits.missing', { digits: missing }) : t(full ? 'digits.full' : 'digits.check');
  return (
    <div className="number-pad">
      <p className="digits" role="status" aria-label={pick(question.label)} data-testid="digits">
        {digits === '' ? (
          <span className="digits-empty">{emptyText ?? t('digits.empty')}</span>
        ) : (
          inGroups(digits)
        )}
      </p>
      <DigitKeys digits={digits} maximumLength={maximumLength} onDigits={setDigits} />
      <div className="screen-actions">
        <p id="digits-hint" className="hint digits-hint">
          {hint}
        </p>
        <ActionButton
          intent={{ name: 'answer', field: question.name, value: digits }}
          kind="primary"
          unavailable={missing > 0}
          describedBy="digits-hint"
          testId="answer-digits"
        >
          {t('digits.done')}
        </ActionButton>
      </div>
    </div>
  );
};
