import { ActionButton } from '../../components/action-button.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { AppointmentFacts } from './appointment-facts.tsx';

/** Asks once more before an appointment is given back. */
export const AppointmentCancelScreen = ({ visit }: ScreenProps<'appointmentCancel'>) => {
  const { t, pick } = useWords();
  const { appointment } = visit;
  return (
    <div className="screen appointment">
      <ScreenHeading
        title={t('appointmentCancel.title')}
        lead={[pick(appointment.itemName), t('appointmentCancel.lead')]}
      />
      <div className="screen-body appointment-body">
        <AppointmentFacts startsAt={appointment.startsAt} place={appointment} />
      </div>
      <div className="screen-actions">
        <ActionButton intent={{ name: 'confirmCancelling' }} kind="secondary">
          {t('appointmentCancel.confirm')}
        </ActionButton>
        <ActionButton intent={{ name: 'back' }} kind="primary" testId="keep-appointment">
          {t('appointmentCancel.keep')}
        </ActionButton>
      </div>
    </div>
  );
};
