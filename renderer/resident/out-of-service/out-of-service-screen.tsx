import { Hourglass, Wrench } from 'lucide-react';
import { type OutOfServiceReason, reasonsForSetup } from '../../../electron/contract/problems.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** Says why the kiosk cannot serve, calmly; `phone` is null before the station is known. */
export const OutOfServiceScreen = ({
  reason,
  detail,
  phone,
}: {
  readonly reason: OutOfServiceReason;
  readonly detail: string;
  readonly phone: string | null;
}) => {
  const { t } = useWords();
  const passing = reason === 'core-restarting';
  return (
    <div className="screen calm" data-reason={reason}>
      <span className="calm-mark">
        <Icon of={passing ? Hourglass : Wrench} />
      </span>
      <ScreenHeading
        title={t(passing ? 'outOfService.core-restarting.title' : 'outOfService.title')}
        lead={[t(`outOfService.${reason}`)]}
      />
      {!passing && <p className="calm-todo">{t('outOfService.todo')}</p>}
      {!passing && phone && (
        <p className="calm-phone">
          {t('outOfService.phone')} <strong>{phone}</strong>
        </p>
      )}
      {reasonsForSetup.includes(reason) && (
        <ActionButton
          intent={{ name: 'setup', intent: { name: 'open' } }}
          kind="quiet"
          icon={Wrench}
          testId="setup-open"
        >
          {t('setup.open')}
        </ActionButton>
      )}
      {detail && (
        <p className="calm-detail">
          {t('outOfService.staffDetail')}: {reason} · {detail}
        </p>
      )}
    </div>
  );
};
