import { CircleCheck } from 'lucide-react';
import type { appointmentNotices } from '../../../electron/contract/appointment-view.ts';
import { Caution } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** What came of the last wish: said above what one can do next. */
export const AppointmentNotice = ({ notice }: { readonly notice: (typeof appointmentNotices)[number] }) => {
  const { t } = useWords();
  return (
    <div role="status" data-testid="appointment-notice" data-notice={notice}>
      {notice === 'cancelled' ? (
        <p className="reassurance">
          <Icon of={CircleCheck} />
          <span>
            {t('appointmentNotice.cancelled.title')} {t('appointmentNotice.cancelled.body')}
          </span>
        </p>
      ) : (
        <Caution title={t(`appointmentNotice.${notice}.title`)}>
          {t(`appointmentNotice.${notice}.body`)}
        </Caution>
      )}
    </div>
  );
};
