import { DoorClosed } from 'lucide-react';
import { useNow } from '../../bridge/use-now.ts';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** Staff have closed the kiosk: why, until when, when somebody is there, and what to do instead. */
export const ClosedScreen = ({ visit, snapshot }: ScreenProps<'closed'>) => {
  const { t, pick, locale } = useWords();
  const now = useNow();
  const { reason, reopensAt } = visit.closing;
  const { staffedHours, phone } = snapshot.station;
  const reopens =
    reopensAt !== null && reopensAt > now
      ? t('closed.reopens', { time: timeInWords(reopensAt, now, locale) })
      : t('closed.reopensUnknown');
  return (
    <div className="screen calm" data-reason={reason}>
      <span className="calm-mark">
        <Icon of={DoorClosed} />
      </span>
      <ScreenHeading title={t('closed.title')} lead={[t(`closed.${reason}`), reopens]} />
      <p className="calm-todo">{t('closed.todo')}</p>
      {staffedHours && (
        <p className="calm-phone">
          {t('closed.hours')} <strong>{pick(staffedHours)}</strong>
        </p>
      )}
      {phone !== '' && (
        <p className="calm-phone">
          {t('closed.phone')} <strong>{phone}</strong>
        </p>
      )}
    </div>
  );
};
