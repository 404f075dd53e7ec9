import { CalendarCheck2, ChevronRight } from 'lucide-react';
import { timeAsSaid } from '../../../electron/contract/appointment-words.ts';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { choicesFor } from '../choices-a-screen.ts';
import type { ScreenProps } from '../screen-props.ts';
import { AppointmentNotice } from './appointment-notice.tsx';

/** The appointments to come, the next first. */
export const MyAppointmentsScreen = ({ visit, snapshot }: ScreenProps<'myAppointments'>) => {
  const { t, pick, locale } = useWords();
  const { appointments, notice } = visit;
  // What has to be said takes the place of two.
  const { shown, ...pages } = usePages(appointments, Math.max(2, choicesFor(snapshot) - 3));
  if (appointments.length === 0) {
    return (
      <div className="screen calm">
        <span className="calm-mark">
          <Icon of={CalendarCheck2} />
        </span>
        {notice && <AppointmentNotice notice={notice} />}
        <ScreenHeading title={t('myAppointments.none')} lead={[t('myAppointments.none.lead')]} />
      </div>
    );
  }
  return (
    <div className="screen my-appointments">
      <ScreenHeading
        title={t('myAppointments.title')}
        lead={[t('myAppointments.lead', { count: appointments.length })]}
      />
      <div className="screen-body shelf-body">
        {notice && <AppointmentNotice notice={notice} />}
        <ul className="hall-list">
          {shown.map(({ number, itemName, startsAt, hall, window }) => (
            <li key={number}>
              <ChoiceTile
                intent={{ name: 'openAppointment', number }}
                testId={`appointment-${number}`}
                className="hall-tile"
              >
                <span className="item-words">
                  <span className="item-name">{timeAsSaid(startsAt, locale)}</span>
                  <span className="item-official">{pick(itemName)}</span>
                  <span className="item-official">
                    {pick(hall)} {pick(window)}
                  </span>
                </span>
                <Icon of={ChevronRight} small />
              </ChoiceTile>
            </li>
          ))}
        </ul>
        <Pager {...pages} />
      </div>
    </div>
  );
};
