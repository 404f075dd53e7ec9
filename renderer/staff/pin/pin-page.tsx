import { useState } from 'react';
import { PinEntry, pinLength } from '../../components/pin-entry.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';

const steps = ['present', 'chosen', 'again'] as const;
type Typed = Readonly<Record<(typeof steps)[number], string>>;

/** Changes one's own PIN: the present one, the new one, the new one once more. */
export const PinPage = (_props: StaffPageProps<'pin'>) => {
  const { t } = useWords();
  const [step, setStep] = useState<(typeof steps)[number]>('present');
  const [typed, setTyped] = useState<Typed>({ present: '', chosen: '', again: '' });
  const short = typed[step].length < pinLength;
  return (
    <>
      <ScreenHeading key={step} title={t(`pinPage.${step}.title`)} lead={[t('pinPage.lead')]} />
      <PinEntry
        digits={typed[step]}
        onDigits={(change) => setTyped((before) => ({ ...before, [step]: change(before[step]) }))}
      >
        {step === 'again' ? (
          <StaffButton intent={{ name: 'changePin', ...typed }} kind="primary" unavailable={short}>
            {t('pinPage.change')}
          </StaffButton>
        ) : (
          <Pressable
            className="button button-primary"
            data-testid="pin-next"
            data-unavailable={short}
            inert={short}
            onPress={() => setStep(step === 'present' ? 'chosen' : 'again')}
          >
            {t('pinPage.next')}
          </Pressable>
        )}
      </PinEntry>
    </>
  );
};
