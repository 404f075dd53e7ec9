import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import { AttractScreen } from './attract/attract-screen.tsx';
import { ClosedScreen } from './closed/closed-screen.tsx';
import { OutOfServiceScreen } from './out-of-service/out-of-service-screen.tsx';

/** A screen that a kiosk may start with, which needs nothing that is loaded later; null for any other. */
export const firstScreenOf = (snapshot: ViewSnapshot) => {
  const { visit } = snapshot;
  switch (visit.screen) {
    case 'outOfService':
      return (
        <OutOfServiceScreen
          reason={visit.reason}
          detail={visit.detail}
          phone={snapshot.station.phone || null}
        />
      );
    case 'attract':
      return <AttractScreen visit={visit} snapshot={snapshot} />;
    case 'closed':
      return <ClosedScreen visit={visit} snapshot={snapshot} />;
    default:
      return null;
  }
};
