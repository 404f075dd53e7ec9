import { useEffect, useRef } from 'react';
import { useWords } from '../i18n/locale-context.tsx';
import { ActionButton } from './action-button.tsx';

/** Says that time runs out; one touch anywhere but on "end visit" gives more. */
export const IdleWarning = ({
  seconds,
  onTouchBeside,
}: {
  readonly seconds: number;
  readonly onTouchBeside: () => void;
}) => {
  const { t } = useWords();
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => dialog.current?.focus(), []);
  return (
    <div className="idle-scrim" data-idle-warning onPointerDown={onTouchBeside}>
      <div
        className="idle-dialog"
        ref={dialog}
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="idle-title"
        aria-describedby="idle-body"
        tabIndex={-1}
        onPointerDown={(event) => event.stopPropagation()}
      >
        <p className="idle-seconds" aria-hidden="true">
          {seconds}
        </p>
        <h2 id="idle-title">{t('idle.title')}</h2>
        <p id="idle-body">{t('idle.body', { seconds })}</p>
        <ActionButton intent={{ name: 'stillHere' }} kind="primary">
          {t('idle.stay')}
        </ActionButton>
        <ActionButton intent={{ name: 'endVisit' }} kind="secondary" testId="idle-end-visit">
          {t('idle.end')}
        </ActionButton>
      </div>
    </div>
  );
};
