import type { StaffPageView, StaffView } from '../../electron/contract/staff/staff-view.ts';
import type { StaffPageName } from '../../electron/contract/staff/staff-words.ts';
import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';

export type SignInView = Extract<StaffView, { stage: 'signIn' }>;
export type PanelView = Extract<StaffView, { stage: 'panel' }>;

/** What a page of staff mode is drawn from: its own part, and the whole snapshot for devices, queue and line. */
export interface StaffPageProps<Name extends StaffPageName> {
  readonly page: Extract<StaffPageView, { name: Name }>;
  readonly snapshot: ViewSnapshot;
}
