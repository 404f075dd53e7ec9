import { IdCard, ShieldCheck, UsersRound } from 'lucide-react';
import { DeviceProblemCard } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { DoorTile } from '../home/door-tile.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** By what somebody may act for another: the other's card is here, or it is registered. */
export const HelpWaysScreen = ({ visit, snapshot }: ScreenProps<'helpWays'>) => {
  const { t } = useWords();
  const noReader = visit.unavailable.length > 0;
  return (
    <div className="screen help-ways">
      <ScreenHeading title={t('helpWays.title')} lead={[t('helpWays.lead')]} />
      <div className="screen-body help-body">
        {visit.unavailable.map((problem) => (
          <DeviceProblemCard key={`${problem.role}-${problem.code}`} problem={problem} effect />
        ))}
        <DoorTile
          intent={{ name: 'helpByCard' }}
          testId="help-by-card"
          icon={IdCard}
          title={t('helpWays.card')}
          hint={t('helpWays.card.hint')}
          unavailable={noReader}
        />
        <DoorTile
          intent={{ name: 'helpByRegister' }}
          testId="help-by-register"
          icon={UsersRound}
          title={t('helpWays.register')}
          hint={t(snapshot.line === 'offline' ? 'helpWays.register.offline' : 'helpWays.register.hint')}
        />
      </div>
      <div className="screen-actions">
        <p className="reassurance">
          <Icon of={ShieldCheck} />
          <span>
            <Sentences text={t('helpWays.record')} />
          </span>
        </p>
      </div>
    </div>
  );
};
