import { CircleAlert, TriangleAlert, Usb, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useNow } from '../../bridge/use-now.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { LayCardDrawing } from '../../components/drawings/lay-card.tsx';
import { Icon } from '../../components/icon.tsx';
import { PinEntry, pinLength } from '../../components/pin-entry.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { SignInView } from '../staff-props.ts';

/** What stands against a card at all, and how one goes on without. */
const Obstacle = ({ what }: { readonly what: 'nobody' | 'reader' }) => {
  const { t } = useWords();
  return (
    <div className="caution" data-testid={`sign-in-${what}`}>
      <Icon of={what === 'nobody' ? UserRoundPlus : TriangleAlert} />
      <div>
        <p className="caution-title">{t(`signIn.${what}.title`)}</p>
        <p>{t(`signIn.${what}.body`)}</p>
      </div>
    </div>
  );
};

const OwnPin = () => {
  const { t } = useWords();
  const [digits, setDigits] = useState('');
  return (
    <PinEntry digits={digits} onDigits={setDigits}>
      <StaffButton
        intent={{ name: 'pin', pin: digits }}
        kind="primary"
        unavailable={digits.length < pinLength}
      >
        {t('signIn.confirm')}
      </StaffButton>
    </PinEntry>
  );
};

/** A slip or a stick in place of the card. */
const OtherWays = ({ takesSlip }: { readonly takesSlip: boolean }) => {
  const { t } = useWords();
  return (
    <div className="card sign-in-other" data-testid="sign-in-other">
      <div>
        <h2>{t('signIn.other.title')}</h2>
        {takesSlip && <p>{t('signIn.other.slip')}</p>}
      </div>
      <StaffButton intent={{ name: 'useStick' }} icon={Usb}>
        {t('signIn.other.stick')}
      </StaffButton>
    </div>
  );
};

/** Own ID card, or what stands for it, then the PIN. */
export const SignInScreen = ({ view }: { readonly view: SignInView }) => {
  const { t, locale } = useWords();
  const now = useNow();
  const { step, refusal } = view;
  return (
    <div className="screen staff-sign-in" data-step={step}>
      <div className="staff-head">
        <ScreenHeading title={t(`signIn.${step}.title`)} lead={[t(`signIn.${step}.lead`)]} />
        {refusal !== null && (
          <p className="card staff-refusal" role="alert" data-refusal={refusal.reason}>
            <Icon of={CircleAlert} />
            <span>
              {refusal.reason === 'locked'
                ? t('signIn.refusal.locked', {
                    time: timeInWords(refusal.lockedUntil ?? now, now, locale),
                  })
                : t(`signIn.refusal.${refusal.reason}`)}
            </span>
          </p>
        )}
        {view.nobodyEnrolled && (
          <>
            <Obstacle what="nobody" />
            <ActionButton
              intent={{ name: 'setup', intent: { name: 'open' } }}
              kind="secondary"
              testId="setup-open"
            >
              {t('setup.open')}
            </ActionButton>
          </>
        )}
        {view.readerProblem !== null && <Obstacle what="reader" />}
        {step === 'card' && !view.nobodyEnrolled && <OtherWays takesSlip={view.takesSlip} />}
      </div>
      {step === 'pin' ? (
        <div className="screen-body question-body">
          <OwnPin />
        </div>
      ) : (
        <div className="screen-body screen-picture">
          <LayCardDrawing step={step === 'card' ? 'waiting' : step === 'reading' ? 'reading' : 'checking'} />
        </div>
      )}
    </div>
  );
};
