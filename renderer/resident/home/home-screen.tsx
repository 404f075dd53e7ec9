import {
  Building2,
  FilePenLine,
  FolderOpen,
  HandCoins,
  IdCard,
  ListChecks,
  type LucideIcon,
  Milestone,
  Search,
  Stamp,
  Star,
  Undo2,
} from 'lucide-react';
import type { StandingShelf } from '../../../electron/contract/hall.ts';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Caution, DeviceProblemCard } from '../../components/device-problem.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { DoorTile } from './door-tile.tsx';
import { MostUsed } from './most-used.tsx';

const icons: Readonly<Record<StandingShelf, LucideIcon>> = {
  certificates: Stamp,
  applications: FilePenLine,
  events: Milestone,
  departments: Building2,
  'most-used': Star,
  policies: HandCoins,
};

/** With 我的证照, search, progress and card they make seven choices, or five in elder mode; … */
const doors: Readonly<Record<'normal' | 'elder', readonly StandingShelf[]>> = {
  normal: ['certificates', 'applications', 'events'],
  elder: ['certificates'],
};

/** … and this one has a small door beneath. */
const smallDoor = { normal: 'departments', elder: 'applications' } as const;

/** The hall at a glance, for everybody: where to look, and that a card may be laid at any moment. */
export const HomeScreen = ({ visit, snapshot }: ScreenProps<'home'>) => {
  const { t } = useWords();
  const { identified, takesCards, hasApplications, hasPolicies = false, mostUsed = [], unavailable } = visit;
  const offline = snapshot.line === 'offline';
  const troubled = offline || !takesCards;
  const mode = snapshot.elderMode ? 'elder' : 'normal';
  const isOpen = (shelf: StandingShelf): boolean => shelf !== 'applications' || hasApplications;
  const shown = doors[mode].filter(isOpen);
  const small = smallDoor[mode];
  // Large letters, a low reach and what has to be said first take their room; the search begins with them then.
  const showsMostUsed = mostUsed.length > 0 && !snapshot.elderMode && !snapshot.seated && !troubled;
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
          hint={t(mostUsed.length > 0 && !showsMostUsed ? 'home.search.hintMostUsed' : 'home.search.hint')}
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
              unavailable={!identified && !takesCards}
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
            />
          </li>
        </ul>
        <div className="home-more">
          {isOpen(small) && (
            <ChoiceTile intent={{ name: 'openShelf', shelf: small }} testId={`door-${small}`}>
              {t(`home.${small}`)}
            </ChoiceTile>
          )}
          <ChoiceTile
            intent={{ name: 'openShelf', shelf: 'policies' }}
            testId="door-policies"
            unavailable={!hasPolicies}
          >
            {t('home.policies')}
          </ChoiceTile>
          <ChoiceTile
            intent={{ name: 'openVerification' }}
            testId="door-verify"
            unavailable={!visit.takesCertificates}
          >
            {t('home.verify')}
          </ChoiceTile>
          <ChoiceTile
            intent={{ name: 'openFeedback' }}
            testId="door-feedback"
            unavailable={visit.filing !== 'possible'}
          >
            {t('home.feedback')}
          </ChoiceTile>
        </div>
      </div>
      <div className="screen-actions">
        {showsMostUsed && <MostUsed entries={mostUsed} />}
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
