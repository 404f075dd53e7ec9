import { Hourglass } from 'lucide-react';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** What the city platform is being asked. */
export const AppointmentWorkingScreen = ({ visit }: ScreenProps<'appointmentWorking'>) => {
  const { t } = useWords();
  return (
    <div className="screen calm" role="status">
      <span className="calm-mark">
        <Icon of={Hourglass} />
      </span>
      <ScreenHeading title={t(`appointmentWorking.${visit.work}`)} lead={[t('appointmentWorking.lead')]} />
    </div>
  );
};
