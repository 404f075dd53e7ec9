import { Delete } from 'lucide-react';
import { useState } from 'react';
import type { QuestionView } from '../../../electron/contract/view-snapshot.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { inGroups } from '../../components/in-groups.ts';
import { useWords } from '../../i18n/locale-context.tsx';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/**
 * Digits by a finger. They are typed here and go to the core together: a touch for each one would have to wait for the
 * answer to the one before.
 */
export const NumberPad = ({ question }: { readonly question: Extract<QuestionView, { kind: 'digits' }> }) => {
  const { t, pick } = useWords();
  const [digits, setDigits] = useState(question.answer ?? '');
  const { minimumLength, maximumLength } = question;
  const missing = minimumLength - digits.length;
  const full = digits.length >= maximumLength;
  const type = (digit: string): void =>
    setDigits((before) => (before.length < maximumLength ? before + digit : before));
  const hint =
    missing > 0 ? t('digits.missing', { digits: missing }) : t(full ? 'digits.full' : 'digits.check');
  return (
    <div className="number-pad">
      <p className="digits" role="status" aria-label={pick(question.label)} data-testid="digits">
        {digits === '' ? <span className="digits-empty">{t('digits.empty')}</span> : inGroups(digits)}
      </p>
      <div className="number-keys">
        {keys.map((digit) => (
          <Pressable
            key={digit}
            className="button number-key"
            data-testid={`digit-${digit}`}
            inert={full}
            onPress={() => type(digit)}
          >
            {digit}
          </Pressable>
        ))}
        <Pressable
          className="button number-key number-word"
          data-testid="clear-digits"
          inert={digits === ''}
          onPress={() => setDigits('')}
        >
          {t('digits.clear')}
        </Pressable>
        <Pressable className="button number-key" data-testid="digit-0" inert={full} onPress={() => type('0')}>
          0
        </Pressable>
        <Pressable
          className="button number-key"
          data-testid="delete-digit"
          aria-label={t('digits.delete')}
          inert={digits === ''}
          onPress={() => setDigits((before) => before.slice(0, -1))}
        >
          <Icon of={Delete} />
        </Pressable>
      </div>
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
