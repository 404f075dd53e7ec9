import { CircleCheck, IdCard } from 'lucide-react';
import { LayCardDrawing } from '../../components/drawings/lay-card.tsx';
import { Icon } from '../../components/icon.tsx';
import { NewMemberEntry } from '../../components/new-member-entry.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { NextButton } from '../next-button.tsx';
import { SetupButton } from '../setup-button.tsx';
import type { SetupStepProps } from '../setup-props.ts';

const suggestedLabel = 'S-001';

/** The first one who looks after this kiosk: own ID card, and a PIN of own choice. */
export const SupervisorStep = ({ body, setup }: SetupStepProps<'supervisor'>) => {
  const { t } = useWords();
  if (body.stage === 'pin') {
    return (
      <>
        {/* Digits that were refused are not offered again. */}
        <NewMemberEntry
          key={String(setup.working)}
          suggestedLabel={suggestedLabel}
          pinTitle={t('setup.supervisor.pin')}
        >
          {(typed, complete) => (
            <SetupButton
              intent={{ name: 'supervisor', ...typed }}
              kind="primary"
              unavailable={!complete || setup.working}
            >
              {t('setup.supervisor.add')}
            </SetupButton>
          )}
        </NewMemberEntry>
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
