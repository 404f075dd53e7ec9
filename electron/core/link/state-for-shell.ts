import type { CoreState } from '../../contract/supervision.ts';
import type { ViewSnapshot } from '../../contract/view-snapshot.ts';
import { isAtRest } from '../../contract/at-rest.ts';

/** What the shell goes by, of what the screen shows; null where the kiosk does not serve. */
export const stateForShell = (snapshot: Pick<ViewSnapshot, 'visit' | 'camera'> | null): CoreState => ({
  atRest: snapshot !== null && isAtRest(snapshot.visit),
  // The core looks through it to judge its picture, at the face of a resident, or at a page.
  cameraWanted:
    typeof snapshot?.camera?.look === 'number' ||
    snapshot?.visit.screen === 'face' ||
    (snapshot?.visit.screen === 'capture' && snapshot.visit.step === 'live'),
});
