import type { ScreenName, VisitView } from '../../electron/contract/visit-view.ts';
import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';

/** What a screen is drawn from: its own part of the snapshot, and the whole for what surrounds it. */
export interface ScreenProps<Name extends ScreenName> {
  readonly visit: Extract<VisitView, { screen: Name }>;
  readonly snapshot: ViewSnapshot;
}
