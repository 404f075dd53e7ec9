import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { LightBadge } from '../../components/light-badge.tsx';
import { Pager } from '../../components/pager.tsx';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { timeLeftInWords } from './progress-words.ts';

type Promised = ScreenProps<'progressDetail'>['visit']['promises'][number];

/** Promised materials on one page, each its own choice. */
const promisesAPage = { normal: 3, elder: 1, seated: 1 } as const;

/** What was promised: its name, by when, how that stands, what to do. */
const PromisedTile = ({ promise }: { readonly promise: Promised }) => {
  const words = useWords();
  const { t, pick } = words;
  const { material, name, state, light } = promise;
  const isOwed = state !== 'kept' && state !== 'received' && state !== 'queued';
  const content: ReactNode = (
    <>
      <span className="filed-words">
        <span className="filed-head">
          <span className="item-name">{name === null ? t('promised.unnamed') : pick(name)}</span>
          {isOwed && <LightBadge light={light} />}
        </span>
        {isOwed && <span className="promised-day">{timeLeftInWords(promise, words)}</span>}
        <span className="promised-state">{t(`promised.${state}`)}</span>
      </span>
      {state === 'wanted' && <Icon of={ChevronRight} small />}
    </>
  );
  const testId = `promised-${material}`;
  return state === 'wanted' ? (
    <ChoiceTile intent={{ name: 'handInPromised', material }} testId={testId} className="filed-tile">
      {content}
    </ChoiceTile>
  ) : (
    <div className="card filed-tile promised-told" data-testid={testId} data-state={state}>
      {content}
    </div>
  );
};

/** What was promised with an application 容缺受理; what is owed can be handed in by a touch. */
export const PromisedPages = ({
  promises,
  mode,
}: {
  readonly promises: readonly Promised[];
  readonly mode: keyof typeof promisesAPage;
}) => {
  const { t } = useWords();
  const { shown, ...pages } = usePages(promises, promisesAPage[mode]);
  return (
    <section className="promised" aria-label={t('promised.title')}>
      <ul className="filed-list">
        {shown.map((promise) => (
          <li key={promise.material}>
            <PromisedTile promise={promise} />
          </li>
        ))}
      </ul>
      <Pager {...pages} />
    </section>
  );
};
