import { Languages, LogOut, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import type { StaffView } from '../../electron/contract/staff/staff-view.ts';
import { ActionButton } from '../components/action-button.tsx';
import { ClockFace } from '../components/clock-face.tsx';
import { Icon } from '../components/icon.tsx';
import { LineStatus } from '../components/line-status.tsx';
import { TimeLeft } from '../components/time-left.tsx';
import { useWords } from '../i18n/locale-context.tsx';
import { ContrastButton } from './contrast-button.tsx';
import { StaffButton } from './staff-button.tsx';

/** Which mode this is, who has signed in, the line and the time. */
const StaffHeader = ({ snapshot, staff }: { readonly snapshot: ViewSnapshot; readonly staff: StaffView }) => {
  const { t } = useWords();
  return (
    <header className="header staff-header">
      <Icon of={Wrench} />
      <p className="header-name">
        {t('staff.mode')}
        {staff.stage === 'panel' && (
          <span className="staff-member" data-testid="staff-member">
            {staff.member.label} · {t(`staff.role.${staff.member.role}`)}
          </span>
        )}
      </p>
      <LineStatus line={snapshot.line} queue={undefined} />
      <ClockFace />
    </header>
  );
};

/** The pages that this role may open, down here where they are reached. */
const PageKeys = ({ staff }: { readonly staff: Extract<StaffView, { stage: 'panel' }> }) => {
  const { t } = useWords();
  return (
    <nav className="staff-pages" aria-label={t('staff.pages')}>
      {staff.pages.map((page) => (
        <span key={page} data-open={page === staff.page.name}>
          <StaffButton intent={{ name: 'openPage', page }} kind="quiet" testId={`open-${page}`}>
            {t(`staff.page.${page}`)}
          </StaffButton>
        </span>
      ))}
    </nav>
  );
};

/** The dark frame of staff mode: nobody takes it for the residents' screen. */
export const StaffFrame = ({
  snapshot,
  staff,
  secondsLeft,
  children,
}: {
  readonly snapshot: ViewSnapshot;
  readonly staff: StaffView;
  readonly secondsLeft: number | null;
  readonly children: ReactNode;
}) => {
  const { t, locale } = useWords();
  const otherLocale = locale === 'zh-CN' ? 'en' : 'zh-CN';
  return (
    <>
      <StaffHeader snapshot={snapshot} staff={staff} />
      <main className="stage">{children}</main>
      <footer className="staff-footer">
        {staff.stage === 'panel' && <PageKeys staff={staff} />}
        <div className="staff-always">
          <StaffButton
            intent={{ name: 'signOut' }}
            kind="quiet"
            icon={LogOut}
            testId="staff-leave"
            unavailable={staff.stage === 'panel' && staff.working}
          >
            {t(staff.stage === 'panel' ? 'staff.signOut' : 'staff.cancel')}
          </StaffButton>
          {secondsLeft !== null && <TimeLeft seconds={secondsLeft} of="staff" />}
          <ContrastButton on={snapshot.highContrast} />
          <ActionButton
            intent={{ name: 'setLocale', locale: otherLocale }}
            kind="quiet"
            icon={Languages}
            testId={`set-locale-${otherLocale}`}
          >
            <span lang={otherLocale}>{otherLocale === 'en' ? 'English' : '中文'}</span>
          </ActionButton>
        </div>
      </footer>
    </>
  );
};
