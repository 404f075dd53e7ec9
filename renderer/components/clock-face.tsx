import { useNow } from '../bridge/use-now.ts';
import { useWords } from '../i18n/locale-context.tsx';

/** As on the certificates: a kiosk stands in China, whatever zone the machine was set up with. */
const timeZone = 'Asia/Shanghai';

/** The time of day, hours and minutes. */
export const ClockFace = () => {
  const { locale } = useWords();
  const now = useNow();
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  return (
    <time className="clock-face" dateTime={new Date(now).toISOString()}>
      {time.format(now)}
    </time>
  );
};

/** Day of the month and of the week. */
export const DateLine = () => {
  const { locale, t } = useWords();
  const now = useNow();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone }).format(now);
  const day = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', timeZone }).format(now);
  return <span className="date-line">{t('attract.date', { day, weekday })}</span>;
};
