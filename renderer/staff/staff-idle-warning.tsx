import { IdleDialog } from '../components/idle-dialog.tsx';
import { useWords } from '../i18n/locale-context.tsx';
import { StaffButton } from './staff-button.tsx';

/** Says that staff mode is about to end; one touch gives more time. */
export const StaffIdleWarning = ({ seconds }: { readonly seconds: number }) => {
  const { t } = useWords();
  return (
    <IdleDialog seconds={seconds} title={t('staff.idle.title')} body={t('staff.idle.body', { seconds })}>
      <StaffButton intent={{ name: 'stillHere' }} kind="primary">
        {t('staff.idle.stay')}
      </StaffButton>
      <StaffButton intent={{ name: 'signOut' }} testId="idle-sign-out">
        {t('staff.signOut')}
      </StaffButton>
    </IdleDialog>
  );
};
