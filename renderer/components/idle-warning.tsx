import { useWords } from '../i18n/locale-context.tsx';
import { ActionButton } from './action-button.tsx';
import { IdleDialog } from './idle-dialog.tsx';

/** Says that time runs out; one touch anywhere but on "end visit" gives more. */
export const IdleWarning = ({
  seconds,
  onTouchBeside,
}: {
  readonly seconds: number;
  readonly onTouchBeside: () => void;
}) => {
  const { t } = useWords();
  return (
    <IdleDialog
      seconds={seconds}
      title={t('idle.title')}
      body={t('idle.body', { seconds })}
      onTouchBeside={onTouchBeside}
    >
      <ActionButton intent={{ name: 'stillHere' }} kind="primary">
        {t('idle.stay')}
      </ActionButton>
      <ActionButton intent={{ name: 'endVisit' }} kind="secondary" testId="idle-end-visit">
        {t('idle.end')}
      </ActionButton>
    </IdleDialog>
  );
};
