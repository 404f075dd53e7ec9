import { useEffect, useRef } from 'react';
import { ActionButton } from '../components/action-button.tsx';
import { useWords } from '../i18n/locale-context.tsx';
import { SetupButton } from './setup-button.tsx';

/** Says that the wizard is about to close; what was done is kept. */
export const SetupIdleWarning = ({ seconds }: { readonly seconds: number }) => {
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
        aria-labelledby="setup-idle-title"
        aria-describedby="setup-idle-body"
        tabIndex={-1}
      >
        <p className="idle-seconds" aria-hidden="true">
          {seconds}
        </p>
        <h2 id="setup-idle-title">{t('staff.idle.title')}</h2>
        <p id="setup-idle-body">{t('setup.idle', { seconds })}</p>
        <ActionButton intent={{ name: 'stillHere' }} kind="primary">
          {t('staff.idle.stay')}
        </ActionButton>
        <SetupButton intent={{ name: 'leave' }} testId="idle-leave">
          {t('setup.leave')}
        </SetupButton>
      </div>
    </div>
  );
};
