import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { DigitKeys } from '../../components/digit-keys.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** Length of the PIN of a member of staff. */
const pinLength = 6;

/** Takes a PIN by finger and shows how many digits there are, never which. It is gone with the screen. */
export const PinPad = () => {
  const { t } = useWords();
  const [digits, setDigits] = useState('');
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
      <DigitKeys digits={digits} maximumLength={pinLength} onDigits={setDigits} />
      <div className="screen-actions">
        <ActionButton
          intent={{ name: 'staffPin', pin: digits }}
          kind="primary"
          unavailable={digits.length < pinLength}
          testId="confirm-pin"
        >
          {t('vouch.confirm')}
        </ActionButton>
      </div>
    </div>
  );
};
