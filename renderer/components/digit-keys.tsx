import { Delete } from 'lucide-react';
import { useWords } from '../i18n/locale-context.tsx';
import { Icon } from './icon.tsx';
import { Pressable } from './pressable.tsx';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Ten digits, "clear" and "one back", for a finger. */
export const DigitKeys = ({
  digits,
  maximumLength,
  onDigits,
}: {
  readonly digits: string;
  readonly maximumLength: number;
  readonly onDigits: (change: (before: string) => string) => void;
}) => {
  const { t } = useWords();
  const full = digits.length >= maximumLength;
  const type = (digit: string): void =>
    onDigits((before) => (before.length < maximumLength ? before + digit : before));
  return (
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
        onPress={() => onDigits(() => '')}
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
        onPress={() => onDigits((before) => before.slice(0, -1))}
      >
        <Icon of={Delete} />
      </Pressable>
    </div>
  );
};
