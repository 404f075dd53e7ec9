import { Phone, RotateCw } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

const placesAPage = { normal: 3, elder: 1 } as const;

/** Nothing can be asked now: said plainly, with whom to call and when somebody answers. */
export const AppointmentOfflineScreen = ({ visit, snapshot }: ScreenProps<'appointmentOffline'>) => {
  const { t, pick } = useWords();
  const { work, places } = visit;
  const { shown, ...pages } = usePages(
    places,
    placesAPage[snapshot.elderMode || snapshot.seated ? 'elder' : 'normal'],
  );
  return (
    <div className="screen appointment">
      <ScreenHeading
        title={t(`appointmentOffline.${work}.title`)}
        lead={[t(`appointmentOffline.${work}.body`)]}
      />
      <div className="screen-body appointment-body">
        <ul className="appointment-places">
          {shown.map(({ hall, window, telephone, hours }) => (
            <li key={telephone} className="card appointment-place">
              <h2>
                {pick(hall)} {pick(window)}
              </h2>
              <p className="appointment-telephone" data-testid="hall-telephone">
                <Icon of={Phone} />
                {telephone}
              </p>
              {hours.map(({ days, from, until }) => (
                <p key={`${days} ${from}`} className="appointment-hours">
                  {t(`appointmentDaysOfWeek.${days}`)} {from}–{until}
                </p>
              ))}
            </li>
          ))}
        </ul>
        <Pager {...pages} />
      </div>
      <div className="screen-actions">
        <ActionButton intent={{ name: 'retry' }} kind="primary" icon={RotateCw}>
          {t('appointmentOffline.retry')}
        </ActionButton>
      </div>
    </div>
  );
};
