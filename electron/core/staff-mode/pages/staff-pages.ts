import type { StaffRole } from '../../../../db/stores/staff.ts';
import type { StaffPageView } from '../../../contract/staff/staff-view.ts';
import { type StaffPageName, staffPages } from '../../../contract/staff/staff-words.ts';
import { hasRight, type StaffRight } from '../../staff/rights.ts';

/** The right that each page asks for. */
export const rightOfPage: Readonly<Record<StaffPageName, StaffRight>> = {
  today: 'see-today',
  queue: 'see-queue',
  misprints: 'settle-print',
  supplies: 'see-supplies',
  opening: 'open-and-close',
  ambience: 'adjust-ambience',
  pin: 'change-own-pin',
  export: 'export-log',
  members: 'manage-staff',
  machine: 'see-machine',
  devices: 'diagnose',
  tests: 'diagnose',
  checks: 'diagnose',
  sync: 'diagnose',
  report: 'diagnose',
  ports: 'assign-ports',
  settings: 'change-settings',
  update: 'update-program',
};

/** How each page is put together; asked each time that it is drawn. */
export type PageViews = {
  readonly [Name in StaffPageName]: (role: StaffRole) => Extract<StaffPageView, { name: Name }>;
};

/** The pages of a technician (core/diagnostics). */
export type DiagnosticPageViews = Pick<PageViews, 'devices' | 'tests' | 'checks' | 'sync' | 'report'>;

/** Where devices hang, the settings, and the program itself (core/ports, core/settings, core/update). */
export type AdjustmentPageViews = Pick<PageViews, 'ports' | 'settings' | 'update'>;

export interface StaffPages {
  /** Those that a role may open, in their order. */
  of(role: StaffRole): readonly StaffPageName[];
  view(page: StaffPageName, role: StaffRole): StaffPageView;
}

export const createStaffPages = (views: PageViews): StaffPages => ({
  of: (role) => staffPages.filter((page) => hasRight(role, rightOfPage[page])),
  view: (page, role) => views[page](role),
});
