import { useEffect, useRef } from 'react';
import { useWords } from '../i18n/locale-context.tsx';
import { StaffButton } from './staff-button.tsx';

/** Says that staff mode is about to end; one touch gives more time. */
export const StaffIdleWarning = ({ seconds }: { readonly seconds: number }) => {
  const { t } = useWords();
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => dialog.current?.focus(), []);
  return (
    <div className="idle-scrim" data-idle-warning>
      <div
        className="idle-dialog"
        ref={dialog}
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="staff-idle-title"
        aria-describedby="staff-idle-body"
        tabIndex={-1}
      >
        <p className="idle-seconds" aria-hidden="true">
          {seconds}
        </p>
        <h2 id="staff-idle-title">{t('staff.idle.title')}</h2>
        <p id="staff-idle-body">{t('staff.idle.body', { seconds })}</p>
        <StaffButton intent={{ name: 'stillHere' }} kind="primary">
          {t('staff.idle.stay')}
        </StaffButton>
        <StaffButton intent={{ name: 'signOut' }} testId="idle-sign-out">
          {t('staff.signOut')}
        </StaffButton>
      </div>
    </div>
  );
};
