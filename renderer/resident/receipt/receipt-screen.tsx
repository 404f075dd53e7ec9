import { Building2 } from 'lucide-react';
import { AsWritten } from '../../components/as-written.tsx';
import { Icon } from '../../components/icon.tsx';
import { receiptNumberParts } from '../../components/in-groups.ts';
import { QrPicture } from '../../components/qr-picture.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { stopsPrinting } from '../preview/stops-printing.ts';
import type { ScreenProps } from '../screen-props.ts';
import { deliveryIcons } from './delivery-icons.ts';
import { PromisedMaterials } from './promised-materials.tsx';
import { ReceiptActions } from './receipt-actions.tsx';

/** The receipt: its number, how far the application has got, what happens next; on paper for who wants it. */
export const ReceiptScreen = ({ visit, snapshot }: ScreenProps<'receipt'>) => {
  const { t, pick } = useWords();
  const { promises } = visit;
  const { receiptNumber, delivery, print, printerProblem, item, enterprise } = visit;
  const stopped = printerProblem !== null && stopsPrinting(printerProblem, snapshot.devices);
  /** In elder mode there is no room for all: what went wrong comes first, and for whom it is before what the number is for. */
  const troubled = stopped || print === 'failed' || print === 'unknown';
  const refused = delivery === 'refused';
  const waitsOffline = delivery === 'waiting' && snapshot.line !== 'online';
  return (
    <div className="screen receipt">
      <ScreenHeading
        title={t(refused ? 'receipt.refusedTitle' : 'receipt.title')}
        lead={[pick(item.officialName)]}
      />
      <div className="screen-body receipt-body">
        <div className="card receipt-card">
          {enterprise !== null && (
            <p className="receipt-enterprise">
              <Icon of={Building2} small />
              <span>
                {t('receipt.enterprise')} <AsWritten text={enterprise} />
              </span>
            </p>
          )}
          <div>
            <h2>{t('receipt.number')}</h2>
            <p className="receipt-number" data-testid="receipt-number" data-number={receiptNumber}>
              {receiptNumberParts(receiptNumber).map((part) => (
                <span key={part}>{part}</span>
              ))}
            </p>
          </div>
          <QrPicture text={receiptNumber} label={t('receipt.qr', { number: receiptNumber })} />
          <p
            className="receipt-delivery"
            data-delivery={delivery}
            data-testid="receipt-delivery"
            role="status"
          >
            <Icon of={deliveryIcons[delivery]} />
            {t(waitsOffline ? 'receipt.waitingOffline' : `receipt.${delivery}`)}
          </p>
        </div>
        {promises.length > 0 && !refused && <PromisedMaterials promises={promises} />}
        {!(snapshot.elderMode && (troubled || promises.length > 0)) && (
          <ol className="receipt-next">
            {!(snapshot.elderMode && enterprise !== null) && (
              <li>{t(refused ? 'receipt.refusedKeep' : 'receipt.keep')}</li>
            )}
            <li>
              {refused
                ? t('receipt.refusedNext')
                : t('receipt.promise', {
                    department: pick(item.department),
                    days: item.promisedWorkingDays,
                  })}
            </li>
          </ol>
        )}
      </div>
      <ReceiptActions print={print} stoppedBy={stopped ? printerProblem : null} />
    </div>
  );
};
