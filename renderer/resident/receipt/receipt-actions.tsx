import { Printer } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution, DeviceProblemCard } from '../../components/device-problem.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** Beneath a receipt: on paper for who wants it, and why not where it cannot be had. */
export const ReceiptActions = ({
  print,
  stoppedBy,
}: {
  readonly print: ScreenProps<'receipt'>['visit']['print'];
  /** Why nothing can be printed; null where it can. */
  readonly stoppedBy: ScreenProps<'receipt'>['visit']['printerProblem'];
}) => {
  const { t } = useWords();
  return (
    <div className="screen-actions">
      {stoppedBy !== null ? (
        <>
          <p className="hint">
            <Sentences text={t(print === 'failed' ? 'receipt.notPrinted' : 'receipt.withoutPaper')} />
          </p>
          <DeviceProblemCard problem={stoppedBy} effect={false} />
        </>
      ) : (
        <>
          {(print === 'failed' || print === 'unknown') && (
            <Caution title={t(`receipt.print.${print}.title`)}>{t(`receipt.print.${print}.body`)}</Caution>
          )}
          <ActionButton intent={{ name: 'printReceipt' }} kind="primary" icon={Printer}>
            {t(print === 'not-asked' ? 'receipt.print' : 'receipt.printAgain')}
          </ActionButton>
        </>
      )}
      <ActionButton intent={{ name: 'finish' }} kind={stoppedBy !== null ? 'primary' : 'secondary'}>
        {t('receipt.finish')}
      </ActionButton>
    </div>
  );
};
