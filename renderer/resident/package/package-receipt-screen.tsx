import { CircleCheck, Clock, type LucideIcon, Printer, TriangleAlert } from 'lucide-react';
import type { DeliveryView } from '../../../electron/contract/items.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution, DeviceProblemCard } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { receiptNumberParts } from '../../components/in-groups.ts';
import { Pager } from '../../components/pager.tsx';
import { QrPicture } from '../../components/qr-picture.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { useFittingPages } from '../../components/use-fitting-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { stopsPrinting } from '../preview/stops-printing.ts';
import { PromisedMaterials } from '../receipt/promised-materials.tsx';
import type { ScreenProps } from '../screen-props.ts';

const deliveryIcons: Readonly<Record<DeliveryView, LucideIcon>> = {
  waiting: Clock,
  received: CircleCheck,
  refused: TriangleAlert,
};

/** Items on one page. */
const partsAPage = { normal: 5, elder: 2 } as const;
const partsSeated = { normal: 3, elder: 1 } as const;

/** The receipt of a package: its number, how far each of its items has got, the one promise; on paper for who wants it. */
export const PackageReceiptScreen = ({ visit, snapshot }: ScreenProps<'packageReceipt'>) => {
  const { t, pick, locale } = useWords();
  const { receiptNumber, parts, promises, print, printerProblem } = visit;
  const stopped = printerProblem !== null && stopsPrinting(printerProblem, snapshot.devices);
  const refused = parts.some(({ delivery }) => delivery === 'refused');
  const mode = snapshot.elderMode ? 'elder' : 'normal';
  const most = (snapshot.seated ? partsSeated : partsAPage)[mode];
  /** What has to follow takes the place of an item. */
  const atMost = promises.length > 0 ? Math.max(1, most - 1) : most;
  const { room, shown, ...pages } = useFittingPages(parts, atMost, `${locale} ${mode}`);
  const deliveryText = (delivery: DeliveryView): string =>
    t(
      delivery === 'waiting' && snapshot.line !== 'online'
        ? 'packageReceipt.waitingOffline'
        : `packageReceipt.${delivery}`,
    );
  return (
    <div className="screen receipt package-receipt" ref={room}>
      <ScreenHeading
        title={
          refused ? t('packageReceipt.refusedTitle') : t('packageReceipt.title', { count: parts.length })
        }
        lead={[pick(visit.package.officialName)]}
      />
      <div className="screen-body receipt-body">
        <div className="card receipt-card">
          <div>
            <h2>{t('packageReceipt.number')}</h2>
            <p className="receipt-number" data-testid="receipt-number" data-number={receiptNumber}>
              {receiptNumberParts(receiptNumber).map((part) => (
                <span key={part}>{part}</span>
              ))}
            </p>
          </div>
          <QrPicture text={receiptNumber} label={t('packageReceipt.qr', { number: receiptNumber })} />
        </div>
        <ul className="card package-progress" data-testid="package-progress">
          {shown.map(({ item, receiptNumber: number, delivery, after }) => (
            <li key={item.code} data-delivery={delivery} data-testid={`progress-${item.code}`}>
              <Icon of={deliveryIcons[delivery]} />
              <span className="item-words">
                <span className="progress-name">{pick(item.officialName)}</span>
                <span className="item-official" data-number={number}>
                  {number}
                </span>
              </span>
              <span className="progress-state" role="status">
                {deliveryText(delivery)}
                {after.length > 0 && <small>{t('packageReceipt.after')}</small>}
              </span>
            </li>
          ))}
        </ul>
        <Pager {...pages} />
        {promises.length > 0 && <PromisedMaterials promises={promises} />}
        {!snapshot.elderMode && !refused && !stopped && print === 'not-asked' && promises.length === 0 && (
          <p className="hint">
            <Sentences text={t('packageReceipt.promise', { days: visit.promisedWorkingDays })} />
          </p>
        )}
      </div>
      <div className="screen-actions">
        {stopped ? (
          <>
            <p className="hint">
              <Sentences text={t(print === 'failed' ? 'receipt.notPrinted' : 'receipt.withoutPaper')} />
            </p>
            <DeviceProblemCard problem={printerProblem} effect={false} />
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
        <ActionButton intent={{ name: 'finish' }} kind={stopped ? 'primary' : 'secondary'}>
          {t('receipt.finish')}
        </ActionButton>
      </div>
    </div>
  );
};
