import { CircleCheck, IdCard } from 'lucide-react';
import { useState } from 'react';
import { LayCardDrawing } from '../../components/drawings/lay-card.tsx';
import { Icon } from '../../components/icon.tsx';
import { PinEntry, pinLength } from '../../components/pin-entry.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { TextPad } from '../../keyboard/text-pad.tsx';
import { NextButton } from '../next-button.tsx';
import { SetupButton } from '../setup-button.tsx';
import type { SetupStepProps } from '../setup-props.ts';

const longestLabel = 20;
const suggestedLabel = 'S-001';
const parts = ['label', 'chosen', 'again'] as const;

/** The staff number, then a PIN twice. Nothing of it is kept here when the core has answered. */
const OwnPin = ({ working }: { readonly working: boolean }) => {
  const { t } = useWords();
  const [part, setPart] = useState<(typeof parts)[number]>('label');
  const [typed, setTyped] = useState({ label: suggestedLabel, chosen: '', again: '' });
  if (part === 'label') {
    return (
      <>
        <ScreenHeading title={t('setup.supervisor.label')} lead={[t('setup.supervisor.labelHint')]} />
        <TextPad
          label={t('setup.supervisor.label')}
          initial={typed.label}
          maximumLength={longestLabel}
          layouts={['address']}
        >
          {(text, ready) => (
            <Pressable
              className="button button-primary"
              data-testid="typing-done"
              inert={!ready || text === ''}
              onPress={() => {
                setTyped((before) => ({ ...before, label: text.toUpperCase() }));
                setPart('chosen');
              }}
            >
              {t('text.done')}
            </Pressable>
          )}
        </TextPad>
      </>
    );
  }
  const short = typed[part].length < pinLength;
  return (
    <>
      <ScreenHeading
        key={part}
        title={t(part === 'chosen' ? 'setup.supervisor.pin' : 'setup.supervisor.pinAgain')}
        lead={[t('pinPage.lead')]}
      />
      <PinEntry
        digits={typed[part]}
        onDigits={(change) => setTyped((before) => ({ ...before, [part]: change(before[part]) }))}
      >
        {part === 'again' ? (
          <SetupButton
            intent={{ name: 'supervisor', ...typed }}
            kind="primary"
            unavailable={short || working}
          >
            {t('setup.supervisor.add')}
          </SetupButton>
        ) : (
          <Pressable
            className="button button-primary"
            data-testid="pin-next"
            data-unavailable={short}
            inert={short}
            onPress={() => setPart('again')}
          >
            {t('pinPage.next')}
          </Pressable>
        )}
      </PinEntry>
    </>
  );
};

/** The first one who looks after this kiosk: own ID card, and a PIN of own choice. */
export const SupervisorStep = ({ body, setup }: SetupStepProps<'supervisor'>) => {
  const { t } = useWords();
  if (body.stage === 'pin') {
    return (
      <>
        {/* Digits that were refused are not offered again. */}
        <OwnPin key={String(setup.working)} working={setup.working} />
        <SetupButton intent={{ name: 'otherCard' }} kind="quiet" icon={IdCard}>
          {t('setup.supervisor.otherCard')}
        </SetupButton>
      </>
    );
  }
  if (body.stage === 'done') {
    return (
      <>
        <ScreenHeading title={t('setup.supervisor.title')} />
        <p className="card setup-settled" data-testid="setup-supervisor-there">
          <Icon of={CircleCheck} />
          {t('setup.supervisor.there', { count: body.members })}
        </p>
        <NextButton setup={setup} to="trial" />
      </>
    );
  }
  return (
    <>
      <ScreenHeading title={t('setup.supervisor.title')} lead={[t('setup.supervisor.lead')]} />
      {body.readerProblem !== null && <p className="card staff-refusal">{t('setup.supervisor.reader')}</p>}
      <div className="screen-body screen-picture">
        <LayCardDrawing step={body.stage === 'reading' ? 'reading' : 'waiting'} />
      </div>
    </>
  );
};
