import {
  Building2,
  FilePenLine,
  FolderOpen,
  HandCoins,
  IdCard,
  ListChecks,
  type LucideIcon,
  MessageSquareText,
  Milestone,
  ScanQrCode,
  Search,
  Stamp,
  Star,
  Undo2,
} from 'lucide-react';
import type { StandingShelf } from '../../../electron/contract/hall.ts';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Caution, DeviceProblemCard } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { DoorTile } from './door-tile.tsx';

const icons: Readonly<Record<StandingShelf, LucideIcon>> = {
  certificates: Stamp,
  applications: FilePenLine,
  events: Milestone,
  departments: Building2,
  'most-used': Star,
  policies: HandCoins,
};

/** With 我的证照 and progress they make six, or four in elder mode: whole rows of two. */
const doors: Readonly<Record<'normal' | 'elder', readonly StandingShelf[]>> = {
  normal: ['certificates', 'applications', 'events', 'departments'],
  elder: ['certificates', 'applications'],
};

/** The hall at a glance, for everybody: where to look, and that a card may be laid at any moment. */
export const HomeScreen = ({ visit, snapshot }: ScreenProps<'home'>) => {
  const { t } = useWords();
  const { identified, takesCards, hasApplications, hasPolicies = false, unavailable } = visit;
  // What was filed, and what somebody complains of, is their own affair.
  const actsForAnother = (snapshot.actingFor ?? null) !== null;
  const offline = snapshot.line === 'offline';
  // What has to be said takes the place of a choice.
  const troubled = offline || !takesCards;
  const shown = doors[snapshot.elderMode ? 'elder' : 'normal'].filter(
    (shelf) => (shelf !== 'applications' || hasApplications) && !(troubled && shelf === 'departments'),
  );
  return (
    <div className="screen home" data-troubled={troubled}>
      <ScreenHeading title={t('home.title')} lead={[t(identified ? 'home.leadIdentified' : 'home.lead')]} />
      <div className="screen-body home-body">
        {offline && <Caution title={t('home.offline.title')}>{t('home.offline.body')}</Caution>}
        {!takesCards &&
          unavailable.map((problem) => (
            <DeviceProblemCard key={`${problem.role}-${problem.code}`} problem={problem} effect />
          ))}
        <DoorTile
          intent={{ name: 'openSearch' }}
          testId="door-search"
          icon={Search}
          title={t('home.search')}
          hint={t('home.search.hint')}
          kind="search"
        />
        <ul className="home-doors">
          <li>
            <DoorTile
              intent={{ name: 'openMine' }}
              testId="door-mine"
              icon={FolderOpen}
              title={t('home.mine')}
              hint={t('home.mine.hint')}
              unavailable={actsForAnother || (!identified && !takesCards)}
            />
          </li>
          {shown.map((shelf) => (
            <li key={shelf}>
              <DoorTile
                intent={{ name: 'openShelf', shelf }}
                testId={`door-${shelf}`}
                icon={icons[shelf]}
                title={t(`home.${shelf}`)}
                hint={t(`home.${shelf}.hint`)}
              />
            </li>
          ))}
          <li>
            <DoorTile
              intent={{ name: 'openProgress' }}
              testId="door-progress"
              icon={ListChecks}
              title={t('home.progress')}
              hint={t('home.progress.hint')}
              unavailable={actsForAnother}
            />
          </li>
        </ul>
        <div className="home-more">
          <ChoiceTile
            intent={{ name: 'openShelf', shelf: 'policies' }}
            testId="door-policies"
            unavailable={!hasPolicies}
          >
            <Icon of={HandCoins} small />
            {t('home.policies')}
          </ChoiceTile>
          <ChoiceTile
            intent={{ name: 'openVerification' }}
            testId="door-verify"
            unavailable={!visit.takesCertificates}
          >
            <Icon of={ScanQrCode} small />
            {t('home.verify')}
          </ChoiceTile>
          <ChoiceTile
            intent={{ name: 'openFeedback' }}
            testId="door-feedback"
            unavailable={visit.filing !== 'possible' || actsForAnother}
          >
            <Icon of={MessageSquareText} small />
            {t('home.feedback')}
          </ChoiceTile>
        </div>
      </div>
      <div className="screen-actions">
        {identified ? (
          <DoorTile
            intent={{ name: 'home' }}
            testId="door-resume"
            icon={Undo2}
            title={t('home.resume')}
            hint={t('home.resume.hint')}
            kind="identify"
          />
        ) : (
          <DoorTile
            intent={{ name: 'identify' }}
            testId="intent-identify"
            icon={IdCard}
            title={t('home.identify')}
            hint={t(takesCards ? 'home.identify.hint' : 'home.identify.unavailable')}
            kind="identify"
            unavailable={!takesCards}
          />
        )}
      </div>
    </div>
  );
};
