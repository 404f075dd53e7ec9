import type { ReactNode } from 'react';
import { useWords } from '../i18n/locale-context.tsx';
import { DigitKeys } from './digit-keys.tsx';

/** Length of the PIN of a member of staff. */
export const pinLength = 6;

/** Takes a PIN by finger and shows how many digits there are, never which; the action stands beneath. */
export const PinEntry = ({
  digits,
  onDigits,
  children,
}: {
  readonly digits: string;
  readonly onDigits: (change: (before: string) => string) => void;
  readonly children: ReactNode;
}) => {
  const { t } = useWords();
  return (
    <div className="number-pad">
      <p className="digits pin-dots" role="status" data-testid="pin-dots">
        {digits === '' ? (
          <span className="digits-empty">{t('vouch.pinEmpty')}</span>
        ) : (
          <>
            <span aria-hidden="true">{'●'.repeat(digits.length)}</span>
            <span className="visually-hidden">{t('vouch.pinTyped', { digits: digits.length })}</span>
          </>
        )}
      </p>
      <DigitKeys digits={digits} maximumLength={pinLength} onDigits={onDigits} />
      <div className="screen-actions">{children}</div>
    </div>
  );
};
