import { ScanSearch } from 'lucide-react';
import { useState } from 'react';
import type { Verdict } from '../../../electron/contract/diagnostics/diagnostic-checks.ts';
import type { Finding } from '../../../electron/contract/diagnostics/finding.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Pager } from '../../components/pager.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { BackButton } from '../back-button.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';
import { FindingRow } from './finding-row.tsx';

const findingsAPage = 7;
const urgency: Readonly<Record<Verdict, number>> = { bad: 0, warning: 1, good: 2 };

const Findings = ({ findings }: { readonly findings: readonly Finding[] }) => {
  const pages = usePages(
    [...findings].sort((one, other) => urgency[one.verdict] - urgency[other.verdict]),
    findingsAPage,
  );
  return (
    <div className="card">
      <ul className="staff-list findings">
        {pages.shown.map((finding) => (
          <FindingRow key={`${finding.check} ${finding.code} ${finding.detail}`} finding={finding} />
        ))}
      </ul>
      <Pager {...pages} />
    </div>
  );
};

/** What was started, when, and after what. */
const Starts = ({
  starts,
  onBack,
}: Pick<StaffPageProps<'checks'>['page'], 'starts'> & { readonly onBack: () => void }) => {
  const { t, locale } = useWords();
  const now = useNow();
  return (
    <>
      <ScreenHeading title={t('checks.starts')} />
      <div className="card">
        <ul className="staff-list">
          {starts.length === 0 && <li className="staff-note">{t('checks.noStarts')}</li>}
          {starts.map(({ at, part, reason }) => (
            <li key={`${at} ${part}`} className="diagnostic-change">
              <span className="staff-note">{timeInWords(at, now, locale)}</span>
              <span>
                {t(`startPart.${part}`)} · {reason}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <BackButton onBack={onBack} />
    </>
  );
};

/** Everything that `yizhan doctor` looks at, what is wrong first. */
export const ChecksPage = ({ page: { checkedAt, findings, starts } }: StaffPageProps<'checks'>) => {
  const { t, locale } = useWords();
  const now = useNow();
  const [looking, setLooking] = useState(false);
  if (looking) return <Starts starts={starts} onBack={() => setLooking(false)} />;
  const countOf = (verdict: Verdict): number => findings.filter((each) => each.verdict === verdict).length;
  const lead =
    checkedAt === null
      ? t('checks.never')
      : t('checks.at', {
          time: timeInWords(checkedAt, now, locale),
          bad: countOf('bad'),
          warnings: countOf('warning'),
        });
  return (
    <>
      <ScreenHeading title={t('checks.title')} lead={[lead]} />
      <div className="staff-actions">
        <StaffButton intent={{ name: 'runChecks' }} kind="primary" icon={ScanSearch}>
          {t('checks.run')}
        </StaffButton>
        {checkedAt !== null && (
          <Pressable
            className="button button-secondary"
            data-testid="show-starts"
            onPress={() => setLooking(true)}
          >
            {t('checks.starts')}
          </Pressable>
        )}
      </div>
      {checkedAt !== null && <Findings findings={findings} />}
    </>
  );
};
