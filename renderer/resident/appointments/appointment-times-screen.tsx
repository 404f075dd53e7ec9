import { dayAsSaid, halfHourAsSaid } from '../../../electron/contract/appointment-words.ts';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** Two beside each other: the half hours of a morning or afternoon. */
const timesAPage = { normal: 6, elder: 4 } as const;

/** The half hours of the day. */
export const AppointmentTimesScreen = ({ visit, snapshot }: ScreenProps<'appointmentTimes'>) => {
  const { t, pick, locale } = useWords();
  const { day, slots, place } = visit;
  const { shown, ...pages } = usePages(
    slots,
    timesAPage[snapshot.elderMode || snapshot.seated ? 'elder' : 'normal'],
  );
  return (
    <div className="screen appointment-times">
      <ScreenHeading
        title={t('appointmentTimes.title')}
        lead={[dayAsSaid(day, locale), `${pick(place.hall)} ${pick(place.window)}`]}
      />
      <div className="screen-body shelf-body">
        <ul className="hall-list" data-in-two="true">
          {shown.map(({ counter, startsAt, free, window }) => (
            <li key={`${counter} ${startsAt}`}>
              <ChoiceTile
                intent={{ name: 'chooseTime', counter, startsAt }}
                testId={`time-${counter}-${startsAt}`}
                className="hall-tile"
                unavailable={free === 0}
              >
                <span className="item-words">
                  <span className="item-name">{halfHourAsSaid(startsAt)}</span>
                  <span className="item-official">
                    {[
                      free === 0 ? t('appointmentTimes.full') : t('appointmentTimes.free', { count: free }),
                      ...(window === null ? [] : [pick(window)]),
                    ].join(' · ')}
                  </span>
                </span>
              </ChoiceTile>
            </li>
          ))}
        </ul>
        <Pager {...pages} />
      </div>
    </div>
  );
};
