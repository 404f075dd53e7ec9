import { ActionButton } from '../components/action-button.tsx';
import { IdleDialog } from '../components/idle-dialog.tsx';
import { useWords } from '../i18n/locale-context.tsx';
import { SetupButton } from './setup-button.tsx';

/** Says that the wizard is about to close; what was done is kept. */
export const SetupIdleWarning = ({ seconds }: { readonly seconds: number }) => {
  const { t } = useWords();
  return (
    <IdleDialog seconds={seconds} title={t('staff.idle.title')} body={t('setup.idle', { seconds })}>
      <ActionButton intent={{ name: 'stillHere' }} kind="primary">
        {t('staff.idle.stay')}
      </ActionButton>
      <SetupButton intent={{ name: 'leave' }} testId="idle-leave">
        {t('setup.leave')}
      </SetupButton>
    </IdleDialog>
  );
};
