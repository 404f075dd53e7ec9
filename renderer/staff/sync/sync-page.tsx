import { useNow } from '../../bridge/use-now.ts';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { FactsCard } from '../facts-card.tsx';
import type { StaffPageProps } from '../staff-props.ts';

/** What queue and feed say of themselves. */
export const SyncPage = ({ page: { sync } }: StaffPageProps<'sync'>) => {
  const { t, locale } = useWords();
  const now = useNow();
  const time = (instant: number | null, otherwise: string): string =>
    instant === null ? otherwise : timeInWords(instant, now, locale);
  const never = t('staff.never');
  const none = t('staff.none');
  const { pending, inFlight, refused, clockOffset } = sync;
  return (
    <>
      <ScreenHeading title={t('sync.title')} />
      <FactsCard
        rows={[
          [t('sync.line'), t(`sync.line.${sync.line}`)],
          [t('sync.lastContact'), time(sync.lastContactAt, never)],
          [t('sync.lastReport'), time(sync.lastHealthReportAt, never)],
          [t('sync.clock'), clockOffset === null ? '–' : t('sync.milliseconds', { count: clockOffset })],
          [t('sync.keySince'), time(sync.keySince, never)],
        ]}
      />
      <FactsCard
        title={t('sync.queue')}
        rows={[
          [t('sync.queue'), t('sync.counts', { pending, inFlight, refused })],
          [t('sync.oldest'), time(sync.oldestPendingAt, none)],
          [t('sync.breaker'), sync.breaker],
          [t('sync.queueProblem'), sync.queueProblem ?? none],
          [t('sync.next'), time(sync.nextAttemptAt, none)],
          [t('sync.uploaded'), sync.uploaded ?? none],
        ]}
      />
      <FactsCard
        title={t('sync.feed')}
        rows={[
          [t('sync.cursor'), sync.cursor || none],
          [t('sync.nextCursor'), sync.nextCursor || none],
          [t('sync.gap'), sync.gap ?? none],
          [t('sync.staged'), String(sync.staged)],
          [t('sync.queueProblem'), sync.feedProblem ?? none],
          [t('sync.collections'), sync.collections.map(({ name, count }) => `${name} ${count}`).join(', ')],
        ]}
      />
    </>
  );
};
