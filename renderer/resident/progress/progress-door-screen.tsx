import { IdCard, Keyboard, ScanQrCode } from 'lucide-react';
import { DeviceProblemCard } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { DoorTile } from '../home/door-tile.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** How the progress can be asked for: by card or code everything, by receipt state and light of that one. */
export const ProgressDoorScreen = ({ visit }: ScreenProps<'progressDoor'>) => {
  const { t } = useWords();
  const { takesCards, takesCodes, unavailable } = visit;
  return (
    <div className="screen progress-door">
      <ScreenHeading title={t('progressDoor.title')} lead={[t('progressDoor.lead')]} />
      <div className="screen-body progress-door-body">
        {unavailable.map((problem) => (
          <DeviceProblemCard key={`${problem.role}-${problem.code}`} problem={problem} effect />
        ))}
        <div className="card way-card" data-unavailable={!takesCards}>
          <span className="item-icon">
            <Icon of={IdCard} />
          </span>
          <span className="door-words">
            <span className="door-title">{t('progressDoor.card.title')}</span>
            <span className="door-hint">
              {t(
                takesCards
                  ? takesCodes
                    ? 'progressDoor.card.hint'
                    : 'progressDoor.cardOnly.hint'
                  : 'progressDoor.noCard',
              )}
            </span>
          </span>
        </div>
        <div className="card way-card" data-unavailable={!takesCodes}>
          <span className="item-icon">
            <Icon of={ScanQrCode} />
          </span>
          <span className="door-words">
            <span className="door-title">{t('progressDoor.scan.title')}</span>
            <span className="door-hint">
              {t(takesCodes ? 'progressDoor.scan.hint' : 'progressDoor.noScanner')}
            </span>
          </span>
        </div>
      </div>
      <div className="screen-actions">
        <DoorTile
          intent={{ name: 'typeReceipt' }}
          testId="intent-typeReceipt"
          icon={Keyboard}
          title={t('progressDoor.type.title')}
          hint={t('progressDoor.type.hint')}
        />
      </div>
    </div>
  );
};
