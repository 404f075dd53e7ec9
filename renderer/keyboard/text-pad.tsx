import { type ReactNode, useState } from 'react';
import { Keyboard } from './keyboard.tsx';
import { type KeyboardLayout, typed } from './typing.ts';
import { useWords } from '../i18n/locale-context.tsx';

/** One line of text for staff and technicians; what is done with it stands beneath the keys. */
export const TextPad = ({
  label,
  initial,
  maximumLength,
  layouts,
  onText,
  children,
}: {
  readonly label: string;
  readonly initial: string;
  readonly maximumLength: number;
  readonly layouts: readonly KeyboardLayout[];
  readonly onText?: (text: string) => void;
  /** `ready`: everything typed has become characters. */
  readonly children: (text: string, ready: boolean) => ReactNode;
}) => {
  const { t } = useWords();
  const [typing, setTyping] = useState({ text: initial, letters: '' });
  const empty = typing.text === '' && typing.letters === '';
  return (
    <div className="text-entry text-pad">
      <p className="typed-text" role="status" aria-label={label} data-testid="typed-text">
        {empty ? (
          <span className="digits-empty">{t('text.empty')}</span>
        ) : (
          <>
            <bdi>{typing.text}</bdi>
            <span className="typed-letters">{typing.letters}</span>
          </>
        )}
      </p>
      <Keyboard
        letters={typing.letters}
        empty={empty}
        elderMode={false}
        layouts={layouts}
        onStroke={(stroke) => {
          const next = typed(typing, stroke, maximumLength);
          setTyping(next);
          onText?.(next.text);
        }}
      />
      <div className="staff-actions">{children(typing.text.trim(), typing.letters === '')}</div>
    </div>
  );
};
