import { CircleAlert, CircleCheck, Hourglass } from 'lucide-react';
import type { StaffView } from '../../electron/contract/staff/staff-view.ts';
import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import { Icon } from '../components/icon.tsx';
import { useWords } from '../i18n/locale-context.tsx';
import { AmbiencePage } from './ambience/ambience-page.tsx';
import { ChecksPage } from './checks/checks-page.tsx';
import { DevicesPage } from './devices/devices-page.tsx';
import { ExportPage } from './export/export-page.tsx';
import { MembersPage } from './members/members-page.tsx';
import { MachinePage } from './machine/machine-page.tsx';
import { MisprintsPage } from './misprints/misprints-page.tsx';
import { OpeningPage } from './opening/opening-page.tsx';
import { PinPage } from './pin/pin-page.tsx';
import { PortsPage } from './ports/ports-page.tsx';
import { QueuePage } from './queue/queue-page.tsx';
import { ReportPage } from './report/report-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';
import { StaffFrame } from './staff-frame.tsx';
import { StaffIdleWarning } from './staff-idle-warning.tsx';
import type { PanelView } from './staff-props.ts';
import { SuppliesPage } from './supplies/supplies-page.tsx';
import { SyncPage } from './sync/sync-page.tsx';
import { TestsPage } from './tests/tests-page.tsx';
import { TodayPage } from './today/today-page.tsx';
import { UpdatePage } from './update/update-page.tsx';

/** What came of the last action, above the page until another is opened. */
const ResultLine = ({ panel: { result, working } }: { readonly panel: PanelView }) => {
  const { t } = useWords();
  if (!working && result === null) return null;
  return (
    <p className="staff-result" role="status" data-good={result?.good ?? true} data-result={result?.code}>
      <Icon of={result === null ? Hourglass : result.good ? CircleCheck : CircleAlert} small />
      <span>{result === null ? t('staff.working') : t(`staff.result.${result.code}`)}</span>
    </p>
  );
};

const Page = ({ panel, snapshot }: { readonly panel: PanelView; readonly snapshot: ViewSnapshot }) => {
  const { page } = panel;
  switch (page.name) {
    case 'today':
      return <TodayPage page={page} snapshot={snapshot} />;
    case 'queue':
      return <QueuePage page={page} snapshot={snapshot} />;
    case 'misprints':
      return <MisprintsPage page={page} snapshot={snapshot} />;
    case 'supplies':
      return <SuppliesPage page={page} snapshot={snapshot} />;
    case 'opening':
      return <OpeningPage page={page} snapshot={snapshot} />;
    case 'ambience':
      return <AmbiencePage page={page} snapshot={snapshot} />;
    case 'pin':
      // What was typed is gone when an attempt has an outcome.
      return <PinPage key={String(panel.working)} page={page} snapshot={snapshot} />;
    case 'export':
      return <ExportPage page={page} snapshot={snapshot} />;
    case 'members':
      return <MembersPage page={page} snapshot={snapshot} working={panel.working} />;
    case 'machine':
      return <MachinePage page={page} snapshot={snapshot} working={panel.working} />;
    case 'devices':
      return <DevicesPage page={page} snapshot={snapshot} />;
    case 'tests':
      return <TestsPage page={page} snapshot={snapshot} working={panel.working} />;
    case 'checks':
      return <ChecksPage page={page} snapshot={snapshot} />;
    case 'sync':
      return <SyncPage page={page} snapshot={snapshot} />;
    case 'report':
      return <ReportPage page={page} snapshot={snapshot} />;
    case 'ports':
      return <PortsPage page={page} snapshot={snapshot} />;
    case 'settings':
      return <SettingsPage page={page} snapshot={snapshot} />;
    case 'update':
      return <UpdatePage page={page} snapshot={snapshot} />;
  }
};

/** The whole of staff mode, in its own frame. */
export const StaffScreen = ({
  staff,
  snapshot,
  secondsLeft,
}: {
  readonly staff: StaffView;
  readonly snapshot: ViewSnapshot;
  readonly secondsLeft: number | null;
}) => {
  const warned = snapshot.timeLeft?.warning === true && secondsLeft !== null;
  return (
    <>
      <div className="page staff-page" inert={warned}>
        <StaffFrame snapshot={snapshot} staff={staff} secondsLeft={secondsLeft}>
          {staff.stage === 'signIn' ? (
            // Digits that were typed for a refused PIN are not offered again.
            <SignInScreen key={staff.step} view={staff} />
          ) : (
            <div className="screen staff-panel" key={staff.page.name} data-page={staff.page.name}>
              <ResultLine panel={staff} />
              <Page panel={staff} snapshot={snapshot} />
            </div>
          )}
        </StaffFrame>
      </div>
      {warned && <StaffIdleWarning seconds={secondsLeft} />}
    </>
  );
};
