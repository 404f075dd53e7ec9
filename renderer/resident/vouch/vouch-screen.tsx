import { CircleAlert } from 'lucide-react';
import { DeviceProblemCard } from '../../components/device-problem.tsx';
import { LayCardDrawing } from '../../components/drawings/lay-card.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { PinPad } from './pin-pad.tsx';

const timeOfDay = (instant: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false }).format(instant);

/** A member of staff looks at the resident, lays the own card and enters the PIN. */
export const VouchScreen = ({ visit }: ScreenProps<'vouch'>) => {
  const { t, locale } = useWords();
  const { step, refusal, resident } = visit;
  const lead = step === 'card' || step === 'pin' ? [t(`vouch.${step}.lead`)] : [];
  return (
    <div className="screen vouch" data-step={step}>
      <div className="vouch-head">
        <ScreenHeading title={t(`vouch.${step}.title`)} lead={lead} />
        <p className="vouch-applicant">
          {t('vouch.applicant')}
          <strong>
            {resident.maskedName} {resident.maskedIdNumber}
          </strong>
        </p>
        {refusal !== null && (
          <p className="card vouch-refusal" role="alert" data-refusal={refusal.reason}>
            <Icon of={CircleAlert} />
            <span>
              {refusal.reason === 'locked'
                ? t('vouch.refusal.locked', { time: timeOfDay(refusal.lockedUntil ?? 0, locale) })
                : t(`vouch.refusal.${refusal.reason}`)}
            </span>
          </p>
        )}
      </div>
      {step === 'pin' ? (
        <div className="screen-body question-body">
          <PinPad />
        </div>
      ) : (
        <div className="screen-body screen-picture">
          <LayCardDrawing step={step === 'card' ? 'waiting' : 'checking'} />
        </div>
      )}
      {visit.unavailable.map((problem) => (
        <DeviceProblemCard key={`${problem.role}-${problem.code}`} problem={problem} effect />
      ))}
    </div>
  );
};
