import type { CoreState } from '../../contract/supervision.ts';
import type { ViewSnapshot } from '../../contract/view-snapshot.ts';

/** What the shell goes by, of what the screen shows; null where the kiosk does not serve. */
export const stateForShell = (snapshot: Pick<ViewSnapshot, 'visit' | 'camera'> | null): CoreState => ({
  atRest: snapshot?.visit.screen === 'attract',
  cameraWanted: typeof snapshot?.camera?.look === 'number',
});
