import { CalendarX2 } from 'lucide-react';
import { dayAsSaid } from '../../../electron/contract/appointment-words.ts';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { AppointmentNotice } from './appointment-notice.tsx';

/** Two beside each other. */
const daysAPage = { normal: 6, elder: 4 } as const;

/** The days ahead on which the hall takes the item. */
export const AppointmentDaysScreen = ({ visit, snapshot }: ScreenProps<'appointmentDays'>) => {
  const { t, pick, locale } = useWords();
  const { item, days, notice, places } = visit;
  const { shown, ...pages } = usePages(
    days,
    daysAPage[snapshot.elderMode || snapshot.seated ? 'elder' : 'normal'],
  );
  const [first] = places;
  if (days.length === 0) {
    return (
      <div className="screen calm">
        <span className="calm-mark">
          <Icon of={CalendarX2} />
        </span>
        <ScreenHeading
          title={t('appointmentDays.none')}
          lead={[
            t('appointmentDays.none.lead', {
              hall: first ? pick(first.hall) : '',
              telephone: first?.telephone ?? '',
            }),
          ]}
        />
      </div>
    );
  }
  return (
    <div className="screen appointment-days">
      <ScreenHeading
        title={t('appointmentDays.title')}
        lead={[pick(item.name), ...(places.length === 1 && first ? [pick(first.hall)] : [])]}
      />
      <div className="screen-body shelf-body">
        {notice && <AppointmentNotice notice={notice} />}
        <ul className="hall-list" data-in-two="true">
          {shown.map(({ day, free }) => (
            <li key={day}>
              <ChoiceTile
                intent={{ name: 'chooseDay', day }}
                testId={`day-${day}`}
                className="hall-tile"
                unavailable={free === 0}
              >
                <span className="item-words">
                  <span className="item-name">{dayAsSaid(day, locale)}</span>
                  <span className="item-official">
                    {free === 0 ? t('appointmentDays.full') : t('appointmentDays.free', { count: free })}
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
