import { Hourglass, Search, Sparkles, WifiOff } from 'lucide-react';
import { standingShelves, type StandingShelf } from '../../../electron/contract/hall.ts';
import { useBridge } from '../../bridge/core-context.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { HallTile } from './hall-tile.tsx';

const standing = (shelf: string): StandingShelf | null =>
  standingShelves.find((candidate) => candidate === shelf) ?? null;

/** A list of the hall: life events, departments, or the items of one of them. */
export const ShelfScreen = ({ visit, snapshot }: ScreenProps<'shelf'>) => {
  const { core } = useBridge();
  const { t, pick } = useWords();
  const { shelf, name, entries, count, page, pages, filing, canBegin, guides } = visit;
  const list = standing(shelf);
  const title = list === null ? (name === null ? t('home.title') : pick(name)) : t(`shelf.${list}`);
  if (entries.length === 0) {
    const loading = guides === 'loading';
    return (
      <div className="screen calm">
        <span className="calm-mark">
          <Icon of={loading ? Hourglass : WifiOff} />
        </span>
        <ScreenHeading title={t('shelf.empty.title')} lead={[t(loading ? 'shelf.loading' : 'shelf.none')]} />
      </div>
    );
  }
  const isOffered = list === 'certificates' || list === 'applications';
  const cannotFile = list === 'applications' && filing !== 'possible';
  const inTwo = list === 'events' && !snapshot.elderMode;
  return (
    <div className="screen shelf">
      <ScreenHeading
        title={title}
        lead={[t(list === 'policies' ? 'shelf.policies.lead' : 'shelf.lead', { count })]}
      />
      <div className="screen-body shelf-body">
        {cannotFile && (
          <Caution title={t(`choose.filing.${filing}.title`)}>{t(`choose.filing.${filing}.body`)}</Caution>
        )}
        {list === 'certificates' && snapshot.line === 'offline' && (
          <Caution title={t('choose.kept.title')}>{t('choose.kept.body')}</Caution>
        )}
        <ul className="hall-list" data-in-two={inTwo}>
          {entries.map((entry) => (
            <li key={entry.kind === 'group' ? entry.shelf : entry.code}>
              <HallTile entry={entry} begins={isOffered && canBegin && !cannotFile} />
            </li>
          ))}
        </ul>
        {list === 'policies' && (
          <div className="policy-ways">
            <ActionButton intent={{ name: 'searchPolicies' }} kind="secondary" icon={Search}>
              {t('shelf.policies.search')}
            </ActionButton>
            <ActionButton
              intent={{ name: 'matchPolicies' }}
              kind="primary"
              icon={Sparkles}
              unavailable={!canBegin}
            >
              {t('policy.match')}
            </ActionButton>
          </div>
        )}
        <Pager page={page} pages={pages} turnTo={(wanted) => core.send({ name: 'turnPage', page: wanted })} />
      </div>
    </div>
  );
};
