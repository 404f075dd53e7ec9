import { CircleCheck, Clock, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { DeliveryView } from '../../../electron/contract/items.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { receiptNumberParts } from '../../components/in-groups.ts';
import { QrPicture } from '../../components/qr-picture.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

const deliveryIcons: Readonly<Record<DeliveryView, LucideIcon>> = {
  waiting: Clock,
  received: CircleCheck,
  refused: TriangleAlert,
};

/** The number of what was handed in, how far it has got, and what happens next. */
export const ReplyReceiptScreen = ({ visit, snapshot }: ScreenProps<'replyReceipt'>) => {
  const { t, pick } = useWords();
  const { purpose, number, delivery, itemName } = visit;
  const waitsOffline = delivery === 'waiting' && snapshot.line !== 'online';
  return (
    <div className="screen receipt">
      <ScreenHeading
        title={t(`replyReceipt.${purpose}.title`)}
        lead={itemName === null ? [] : [pick(itemName)]}
      />
      <div className="screen-body receipt-body">
        <div className="card receipt-card">
          <div>
            <h2>{t(`replyReceipt.${purpose}.number`)}</h2>
            <p className="receipt-number" data-testid="receipt-number" data-number={number}>
              {receiptNumberParts(number).map((part) => (
                <span key={part}>{part}</span>
              ))}
            </p>
          </div>
          <QrPicture text={number} label={t('receipt.qr', { number })} />
          <p
            className="receipt-delivery"
            data-delivery={delivery}
            data-testid="receipt-delivery"
            role="status"
          >
            <Icon of={deliveryIcons[delivery]} />
            {t(waitsOffline ? 'replyReceipt.waitingOffline' : `replyReceipt.${delivery}`)}
          </p>
        </div>
        <ol className="receipt-next">
          <li>{t(`replyReceipt.${purpose}.next`)}</li>
        </ol>
      </div>
      <div className="screen-actions">
        <ActionButton intent={{ name: 'finish' }} kind="primary">
          {t(purpose === 'feedback' ? 'replyReceipt.finish' : 'replyReceipt.toProgress')}
        </ActionButton>
      </div>
    </div>
  );
};
