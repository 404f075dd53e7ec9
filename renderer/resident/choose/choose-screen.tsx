import { ChevronRight, Hourglass, WifiOff } from 'lucide-react';
import { Caution } from '../../components/device-problem.tsx';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { ItemIcon } from '../../components/item-icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { choicesAScreen } from '../choices-a-screen.ts';
import type { ScreenProps } from '../screen-props.ts';

/** Offers what the catalogue holds, everyday names first. */
export const ChooseScreen = ({ visit, snapshot }: ScreenProps<'choose'>) => {
  const { t, pick } = useWords();
  const { shown, ...pages } = usePages(
    visit.items,
    snapshot.elderMode ? choicesAScreen.elder : choicesAScreen.normal,
  );
  if (visit.items.length === 0) {
    const loading = visit.catalogueState === 'loading';
    return (
      <div className="screen calm">
        <span className="calm-mark">
          <Icon of={loading ? Hourglass : WifiOff} />
        </span>
        <ScreenHeading
          title={t(loading ? 'choose.loading.title' : 'choose.unavailable.title')}
          lead={[t(loading ? 'choose.loading.body' : 'choose.unavailable.body')]}
        />
      </div>
    );
  }
  return (
    <div className="screen choose">
      <ScreenHeading
        title={t('choose.title')}
        lead={[t('choose.lead', { name: visit.resident.maskedName })]}
      />
      <div className="screen-body choose-body">
        {visit.catalogueState === 'kept' && (
          <Caution title={t('choose.kept.title')}>{t('choose.kept.body')}</Caution>
        )}
        <ul className="choices" data-many={shown.length > (snapshot.elderMode ? 2 : 4)}>
          {shown.map((item) => (
            <li key={item.code}>
              <ChoiceTile
                intent={{ name: 'chooseItem', itemCode: item.code }}
                testId={`item-${item.code}`}
                className="item-tile"
              >
                <ItemIcon icon={item.icon} />
                <span className="item-words">
                  <span className="item-name">{pick(item.everydayName)}</span>
                  <span className="item-official">{pick(item.officialName)}</span>
                  <span className="item-description">{pick(item.description)}</span>
                </span>
                <Icon of={ChevronRight} small />
              </ChoiceTile>
            </li>
          ))}
        </ul>
        <Pager {...pages} />
      </div>
    </div>
  );
};
