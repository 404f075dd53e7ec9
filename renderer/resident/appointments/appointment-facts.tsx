import type { AppointmentPlaceView } from '../../../electron/contract/appointment-view.ts';
import { timeAsSaid } from '../../../electron/contract/appointment-words.ts';
import type { GuideTextView } from '../../../electron/contract/hall.ts';
import { listOf } from '../../i18n/list-of.ts';
import { useWords } from '../../i18n/locale-context.tsx';

/** When, where and with what one comes, as the quiet table. */
export const AppointmentFacts = ({
  startsAt,
  place,
  bring,
  who,
}: {
  readonly startsAt: number;
  readonly place: AppointmentPlaceView;
  readonly bring?: readonly GuideTextView[];
  /** Masked. */
  readonly who?: string;
}) => {
  const { t, pick, locale } = useWords();
  return (
    <dl className="card facts appointment-facts">
      <div>
        <dt>{t('appointment.time')}</dt>
        <dd className="appointment-time" data-testid="appointment-time" data-starts={startsAt}>
          {timeAsSaid(startsAt, locale)}
        </dd>
      </div>
      <div>
        <dt>{t('appointment.place')}</dt>
        <dd>
          {pick(place.hall)} {pick(place.window)}
          <span className="appointment-address">{pick(place.address)}</span>
        </dd>
      </div>
      {bring && (
        <div>
          <dt>{t('appointment.bring')}</dt>
          <dd>
            {listOf(
              bring.map((one) => (typeof one === 'string' ? one : pick(one))),
              locale,
            )}
          </dd>
        </div>
      )}
      <div>
        <dt>{t('appointment.telephone')}</dt>
        <dd>{place.telephone}</dd>
      </div>
      {who !== undefined && (
        <div>
          <dt>{t('appointment.who')}</dt>
          <dd>{who}</dd>
        </div>
      )}
    </dl>
  );
};
