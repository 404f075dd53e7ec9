import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ItemView } from '../../../electron/contract/items.ts';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { useFittingPages } from '../../components/use-fitting-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';

/** What the certificate is for: one of the purposes that the department allows. */
export const PurposeChoice = ({
  item,
  purposes,
  chosen,
  atMost,
  onChoice,
  children,
}: {
  /** Which of several certificates it is about; missing: all that there are. */
  readonly item?: ItemView;
  readonly purposes: ItemView['purposes'];
  readonly chosen: string | null;
  /** Choices a screen. */
  readonly atMost: number;
  readonly onChoice: () => void;
  /** Stands in place of the hint. */
  readonly children?: ReactNode;
}) => {
  const { t, pick, locale } = useWords();
  const { room, shown, ...pages } = useFittingPages(purposes, atMost, `${locale} ${atMost}`);
  return (
    <section className="purposes" aria-labelledby="purpose-title">
      <div>
        <h2 id="purpose-title">
          {item ? t('consent.purposeOf', { item: pick(item.everydayName) }) : t('consent.purpose')}
        </h2>
        {children ?? <p className="hint">{t('consent.purposePrinted')}</p>}
      </div>
      <div ref={room} role="radiogroup" aria-labelledby="purpose-title" className="purpose-grid">
        {shown.map(({ code, name }) => (
          <ChoiceTile
            key={code}
            intent={{ name: 'choosePurpose', purposeCode: code, ...(item ? { itemCode: item.code } : {}) }}
            testId={`purpose-${code}`}
            chosen={code === chosen}
            className="purpose-tile"
            onChoice={onChoice}
          >
            <span className="purpose-mark">{code === chosen && <Icon of={Check} small />}</span>
            {pick(name)}
          </ChoiceTile>
        ))}
      </div>
      <Pager {...pages} />
    </section>
  );
};
