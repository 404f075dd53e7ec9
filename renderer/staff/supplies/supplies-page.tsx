import { refillSheets } from '../../../electron/contract/staff/staff-words.ts';
import type { SupplyView } from '../../../electron/contract/staff/staff-view.ts';
import { useNow } from '../../bridge/use-now.ts';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';

const Supply = ({ supply }: { readonly supply: SupplyView }) => {
  const { t } = useWords();
  const { percent, state } = supply;
  return (
    <li className="staff-supply" data-state={state}>
      <span>
        {t(`supplies.kind.${supply.kind}`)} <span className="staff-note">{supply.name}</span>
      </span>
      <span className="staff-level" aria-hidden="true">
        {percent !== null && <span style={{ width: `${percent}%` }} />}
      </span>
      <strong>
        {t(`supplies.state.${state}`)}
        {percent !== null && ` ${t('supplies.percent', { percent })}`}
      </strong>
    </li>
  );
};

const Refill = ({ add }: { readonly add: boolean }) => {
  const { t } = useWords();
  const title = t(add ? 'supplies.add' : 'supplies.fill');
  return (
    <div className="staff-refill">
      <p>{title}</p>
      <div className="staff-actions">
        {refillSheets.map((sheets) => (
          <StaffButton
            key={sheets}
            intent={{ name: 'refillPaper', sheets, add }}
            testId={`${add ? 'add' : 'fill'}-${sheets}`}
            label={`${t('supplies.sheets', { count: sheets })}, ${title}`}
          >
            {t('supplies.sheets', { count: sheets })}
          </StaffButton>
        ))}
      </div>
    </div>
  );
};

/** Paper by the count, and what the printer tells of itself. */
export const SuppliesPage = ({ page: { paper, supplies, mayRefill } }: StaffPageProps<'supplies'>) => {
  const { t, locale } = useWords();
  const now = useNow();
  return (
    <>
      <ScreenHeading title={t('supplies.title')} />
      <div className="card staff-paper">
        <h2>{t('supplies.paper')}</h2>
        <p className="staff-number" data-testid="sheets-left">
          {paper.sheetsLeft === null
            ? t('supplies.notCounted')
            : t('supplies.left', { count: paper.sheetsLeft })}
        </p>
        {paper.low && <p>{t('supplies.low')}</p>}
        {paper.refilledAt !== null && (
          <p className="staff-note">
            {t('supplies.since', {
              time: timeInWords(paper.refilledAt, now, locale),
              count: paper.printedSince,
            })}
          </p>
        )}
        {mayRefill && (
          <>
            <Refill add />
            <Refill add={false} />
          </>
        )}
      </div>
      <div className="card">
        <h2>{t('supplies.printer')}</h2>
        <ul className="staff-list">
          {supplies.length === 0 && <li className="staff-note">{t('supplies.nothing')}</li>}
          {supplies.map((supply) => (
            <Supply key={`${supply.kind} ${supply.name}`} supply={supply} />
          ))}
        </ul>
      </div>
    </>
  );
};
