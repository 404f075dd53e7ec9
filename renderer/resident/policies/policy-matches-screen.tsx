import { BadgeCheck, Building2, Check, Hourglass, SearchX } from 'lucide-react';
import type { PolicyMatchView } from '../../../electron/contract/policy-view.ts';
import { AsWritten } from '../../components/as-written.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useFittingPages } from '../../components/use-fitting-pages.ts';
import { listOf } from '../../i18n/list-of.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** A sentence as a part of another one: in English it begins with a small letter then. */
const withinSentence = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

/** What has to be said takes the place of one. */
const matchesAPage = { normal: 3, elder: 1 } as const;

/** One that fits: what one gets, why, and the one touch that takes it. */
const MatchCard = ({
  match,
  canFile,
  forEnterprise,
}: {
  readonly match: PolicyMatchView;
  readonly canFile: boolean;
  readonly forEnterprise: boolean;
}) => {
  const { t, pick, locale } = useWords();
  const { code, state, confirm } = match;
  const reasonId = `match-${code}`;
  return (
    <li className="card match-card" data-testid={`match-${code}`} data-state={state}>
      <div className="match-words">
        <h2>{pick(match.everydayName)}</h2>
        <p className="match-amount">{pick(match.amount)}</p>
        <p id={reasonId} className="match-reason">
          <Icon of={Check} small />
          <span>
            {t('matches.because', { reasons: listOf(match.reasons.map(pick).map(withinSentence), locale) })}
          </span>
        </p>
      </div>
      {state === 'confirmed' ? (
        <p className="match-done">
          <Icon of={BadgeCheck} small />
          {t('matches.confirmed')}
        </p>
      ) : confirm === 'here' ? (
        <ActionButton
          intent={{ name: 'confirmPolicy', policyCode: code }}
          kind="primary"
          testId={`confirm-${code}`}
          unavailable={!canFile}
          describedBy={reasonId}
          label={t(forEnterprise ? 'matches.enterprise.takeWhat' : 'matches.takeWhat', {
            policy: pick(match.everydayName),
          })}
        >
          {t(forEnterprise ? 'matches.enterprise.take' : 'matches.take')}
        </ActionButton>
      ) : (
        <p className="match-done">
          {forEnterprise
            ? t('matches.enterprise.elsewhere', { department: pick(match.department) })
            : t(`matches.${confirm}`)}
        </p>
      )}
    </li>
  );
};

/** What fits the person or the enterprise, and why; one touch takes it, with nothing to fill in. */
export const PolicyMatchesScreen = ({ visit, snapshot }: ScreenProps<'policyMatches'>) => {
  const { t, locale } = useWords();
  const { matches, canFile, enterprise } = visit;
  const fewer = [snapshot.seated, !canFile].filter(Boolean).length;
  const whose = enterprise !== null && (
    <p className="match-whose">
      <Icon of={Building2} small />
      <AsWritten text={enterprise} />
    </p>
  );
  const { room, shown, ...pages } = useFittingPages(
    matches ?? [],
    Math.max(1, matchesAPage[snapshot.elderMode ? 'elder' : 'normal'] - fewer),
    `${locale} ${snapshot.elderMode}`,
  );
  if (matches === null || matches.length === 0) {
    const words = matches === null ? 'asking' : 'none';
    return (
      <div className="screen calm" role="status">
        <span className="calm-mark">
          <Icon of={matches === null ? Hourglass : SearchX} />
        </span>
        <ScreenHeading
          title={t(matches !== null && enterprise !== null ? 'matches.enterprise.none' : `matches.${words}`)}
          lead={[t(`matches.${words}.lead`)]}
        >
          {matches !== null && whose}
        </ScreenHeading>
      </div>
    );
  }
  return (
    <div className={`screen policy-matches ${enterprise === null ? '' : 'for-enterprise'}`} ref={room}>
      <ScreenHeading
        title={t(enterprise === null ? 'matches.title' : 'matches.enterprise.title', {
          count: matches.length,
        })}
        lead={[t('matches.lead')]}
      >
        {whose}
      </ScreenHeading>
      <div className="screen-body shelf-body">
        {!canFile && <Caution title={t('matches.cannotFile.title')}>{t('matches.cannotFile.body')}</Caution>}
        <ul className="match-list">
          {shown.map((match) => (
            <MatchCard key={match.code} match={match} canFile={canFile} forEnterprise={enterprise !== null} />
          ))}
        </ul>
        <Pager {...pages} />
      </div>
    </div>
  );
};
