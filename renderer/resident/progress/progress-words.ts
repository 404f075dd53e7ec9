import type {
  DeadlineView,
  FiledEntry,
  ProgressSourceView,
} from '../../../electron/contract/progress-view.ts';
import { timeInWords } from '../../components/time-words.ts';
import type { Words } from '../../i18n/locale-context.tsx';

/** A day in words: 12月2日, 2 Dec. */
export const dayInWords = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** How much time is left, by when. */
export const timeLeftInWords = (
  { dueOn, daysLeft }: Pick<DeadlineView, 'dueOn' | 'daysLeft'>,
  { t, locale }: Pick<Words, 't' | 'locale'>,
  about = '',
): string => {
  const day = `${about}${dayInWords(dueOn, locale)}`;
  if (daysLeft === 0) return t('deadline.today');
  return daysLeft < 0
    ? t('deadline.overdue', { days: -daysLeft, day })
    : t('deadline.left', { days: daysLeft, day });
};

/** A deadline in words: how much time is left, by when, whose turn it is. */
export const deadlineInWords = (deadline: DeadlineView, words: Words): string => {
  const about = deadline.isEstimate ? `${words.t('deadline.estimate')} ` : '';
  return `${words.t(`deadline.waitsFor.${deadline.waitsFor}`)} · ${timeLeftInWords(deadline, words, about)}`;
};

/** Where and when it was filed. */
export const filedInWords = ({ filedElsewhere, filedAt }: FiledEntry, now: number, words: Words): string => {
  const { t, locale } = words;
  const where =
    filedElsewhere === null ? t('progress.here') : t('progress.elsewhere', { station: filedElsewhere });
  return `${timeInWords(filedAt, now, locale)} ${where}`;
};

/** What has to be said where the platform did not tell; null where it did. */
export const sourceInWords = (
  source: ProgressSourceView,
  now: number,
  { t, locale }: Words,
): { readonly title: string; readonly body: string } | null => {
  if (source.from === 'platform') return null;
  if (source.reason === 'refused') {
    return { title: t('progress.refused.title'), body: t('progress.refused.body') };
  }
  return {
    title: t('progress.kiosk.title'),
    body:
      source.lastContactAt === null
        ? t('progress.kiosk.never')
        : t('progress.kiosk.body', { time: timeInWords(source.lastContactAt, now, locale) }),
  };
};
