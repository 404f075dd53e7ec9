import { ShieldCheck } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { AppointmentFacts } from './appointment-facts.tsx';

/** When, where and for whom, before it is booked. */
export const AppointmentReviewScreen = ({ visit, snapshot }: ScreenProps<'appointmentReview'>) => {
  const { t, pick } = useWords();
  const { item, resident, startsAt, place, bring } = visit;
  return (
    <div className="screen appointment">
      <ScreenHeading
        title={t('appointmentReview.title')}
        lead={snapshot.elderMode ? [pick(item.name)] : [pick(item.name), t('appointmentReview.lead')]}
      />
      <div className="screen-body appointment-body">
        <AppointmentFacts startsAt={startsAt} place={place} bring={bring} who={resident.maskedName} />
      </div>
      <div className="screen-actions">
        <p className="reassurance">
          <Icon of={ShieldCheck} />
          <span>{t('appointmentReview.stays')}</span>
        </p>
        <ActionButton intent={{ name: 'confirmBooking' }} kind="primary">
          {t('appointmentReview.confirm')}
        </ActionButton>
      </div>
    </div>
  );
};
