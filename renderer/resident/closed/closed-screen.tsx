import { DoorClosed } from 'lucide-react';
import { useNow } from '../../bridge/use-now.ts';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** Staff or the centre have closed the kiosk: by whom, why, until when, when somebody is there, and what to do instead. */
export const ClosedScreen = ({ visit, snapshot }: ScreenProps<'closed'>) => {
  const { t, pick, locale } = useWords();
  const now = useNow();
  const { closing } = visit;
  const { reopensAt } = closing;
  const { staffedHours, phone } = snapshot.station;
  const reopens =
    reopensAt !== null && reopensAt > now
      ? t('closed.reopens', { time: timeInWords(reopensAt, now, locale) })
      : t('closed.reopensUnknown');
  const why =
    closing.by === 'staff' ? [t(`closed.${closing.reason}`)] : [pick(closing.words), t('closed.byCentre')];
  return (
    <div className="screen calm" data-reason={closing.by === 'staff' ? closing.reason : closing.by}>
      <span className="calm-mark">
        <Icon of={DoorClosed} />
      </span>
      <ScreenHeading title={t('closed.title')} lead={[...why, reopens]} />
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
