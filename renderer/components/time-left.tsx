import { useWords } from '../i18n/locale-context.tsx';

/** Words for the time left: whole minutes while there are several, seconds in the last stretch. */
export const TimeLeft = ({
  seconds,
  of,
}: {
  readonly seconds: number;
  /** Whose time it is: a resident's visit, or staff who are signed in. */
  readonly of: 'footer' | 'staff';
}) => {
  const { t } = useWords();
  return (
    <p className="footer-time" role="timer">
      {seconds > 90
        ? t(`${of}.minutesLeft`, { minutes: Math.round(seconds / 60) })
        : t(`${of}.secondsLeft`, { seconds })}
    </p>
  );
};
