import type { DeliveryView } from '../../../electron/contract/items.ts';
import { Icon } from '../../components/icon.tsx';
import { receiptNumberParts } from '../../components/in-groups.ts';
import { Pager } from '../../components/pager.tsx';
import { QrPicture } from '../../components/qr-picture.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { useFittingPages } from '../../components/use-fitting-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { stopsPrinting } from '../preview/stops-printing.ts';
import { deliveryIcons } from '../receipt/delivery-icons.ts';
import { PromisedMaterials } from '../receipt/promised-materials.tsx';
import { ReceiptActions } from '../receipt/receipt-actions.tsx';
import type { ScreenProps } from '../screen-props.ts';

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
      <ReceiptActions print={print} stoppedBy={stopped ? printerProblem : null} />
    </div>
  );
};
