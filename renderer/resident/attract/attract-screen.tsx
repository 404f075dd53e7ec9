import { ArrowRight, Megaphone } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { ClockFace, DateLine } from '../../components/clock-face.tsx';
import { Caution, DeviceProblemCard } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { StationScene } from '../../components/drawings/station-scene.tsx';
import { LineStatus } from '../../components/line-status.tsx';
import { StationMark } from '../../components/station-mark.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** Invites the next resident: where this is, what can be had here, how long it takes, and what cannot be had now. */
export const AttractScreen = ({ visit, snapshot }: ScreenProps<'attract'>) => {
  const { t, pick } = useWords();
  const offline = snapshot.line === 'offline';
  const troubled = offline || visit.unavailable.length > 0;
  const { centreNotice } = snapshot;
  return (
    <div className="attract" data-troubled={troubled || centreNotice !== undefined}>
      <div className="attract-sky">
        <div className="attract-station">
          <StationMark />
          <div>
            <h1>{pick(snapshot.station.name)}</h1>
            <p className="attract-hours">{t('attract.hours')}</p>
          </div>
        </div>
        <div className="attract-time">
          <ClockFace />
          <div className="attract-day">
            <DateLine />
            <LineStatus line={snapshot.line} queue={snapshot.queue} />
          </div>
        </div>
      </div>
      <StationScene />
      <div className="attract-ground">
        {centreNotice && (
          <section className="attract-notice" aria-label={t('attract.notice')} data-testid="centre-notice">
            <Icon of={Megaphone} />
            <p>{pick(centreNotice)}</p>
          </section>
        )}
        {troubled && (
          <section className="attract-unavailable" aria-label={t('attract.unavailable')}>
            {offline && (
              <Caution title={t('attract.offline')}>
                {t(visit.takesApplications ? 'attract.offlineButFiling' : 'attract.offlineWhy')}
              </Caution>
            )}
            {visit.unavailable.map((problem) => (
              <DeviceProblemCard key={`${problem.role}-${problem.code}`} problem={problem} effect />
            ))}
          </section>
        )}
        <div className="attract-offer">
          <p className="attract-what">
            {t(visit.takesApplications ? 'attract.offerWithFiling' : 'attract.offer')}
          </p>
          <p className="attract-need">{t('attract.need')}</p>
          {visit.takesCertificates && <p className="attract-need">{t('attract.verify')}</p>}
        </div>
        <div className="attract-action">
          <ActionButton intent={{ name: 'start' }} kind="primary" icon={ArrowRight}>
            {t('attract.start')}
          </ActionButton>
        </div>
      </div>
    </div>
  );
};
