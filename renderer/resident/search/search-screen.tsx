import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useBridge, useCoreState } from '../../bridge/core-context.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { HallTile } from '../shelf/hall-tile.tsx';
import { LetterKeys } from './letter-keys.tsx';

/** Longer texts are never typed by a finger. */
const longestText = 40;

/** More than these are worth a few more letters. */
const manyFound = 40;

/** Finds items by what is typed, letter by letter; before the first letter it shows what is wanted most. */
export const SearchScreen = ({ visit }: ScreenProps<'search'>) => {
  const { core } = useBridge();
  const { busy } = useCoreState();
  const { t } = useWords();
  const [typed, setTyped] = useState(visit.text);
  const { entries, found, page, pages } = visit;
  const forPolicies = visit.among === 'policies';
  // One search at a time is under way; when it is answered, what has been typed since is asked for.
  useEffect(() => {
    if (!busy && typed !== visit.text) core.send({ name: 'search', text: typed });
  }, [busy, core, typed, visit.text]);
  const saying =
    visit.text === ''
      ? t(forPolicies ? 'search.policies.all' : 'search.mostUsed')
      : found === 0
        ? t('search.nothing')
        : t(found > manyFound ? 'search.foundMany' : 'search.found', { count: found });
  return (
    <div className="screen search">
      <ScreenHeading
        title={t(forPolicies ? 'search.policies.title' : 'search.title')}
        lead={[t('search.lead')]}
      />
      <div className="screen-body search-body">
        <p className="search-box" data-testid="search-text" role="status" aria-label={t('search.typed')}>
          <Icon of={Search} small />
          {typed === '' ? (
            <span className="digits-empty">{t('search.empty')}</span>
          ) : (
            <strong>{typed}</strong>
          )}
        </p>
        <p className="search-saying" data-testid="search-found" data-found={found} role="status">
          {visit.guides === 'ready' ? saying : t(visit.guides === 'loading' ? 'shelf.loading' : 'shelf.none')}
        </p>
        <ul className="hall-list">
          {entries.map((entry) => (
            <li key={entry.code}>
              <HallTile entry={entry} />
            </li>
          ))}
        </ul>
        <Pager page={page} pages={pages} turnTo={(wanted) => core.send({ name: 'turnPage', page: wanted })} />
      </div>
      <div className="screen-actions">
        <LetterKeys text={typed} longest={longestText} onText={setTyped} />
      </div>
    </div>
  );
};
