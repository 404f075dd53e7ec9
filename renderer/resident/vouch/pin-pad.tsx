import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { PinEntry, pinLength } from '../../components/pin-entry.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** The PIN of a member of staff who vouches. It is gone with the screen. */
export const PinPad = () => {
  const { t } = useWords();
  const [digits, setDigits] = useState('');
  return (
    <PinEntry digits={digits} onDigits={setDigits}>
      <ActionButton
        intent={{ name: 'staffPin', pin: digits }}
        kind="primary"
        unavailable={digits.length < pinLength}
        testId="confirm-pin"
      >
        {t('vouch.confirm')}
      </ActionButton>
    </PinEntry>
  );
};
