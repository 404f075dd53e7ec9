import type { CoreStart } from '../contract/supervision.ts';
import type { OutOfServiceReason } from '../contract/problems.ts';
import type { ViewSnapshot } from '../contract/view-snapshot.ts';
import type { VisitView } from '../contract/visit-view.ts';

/** What keeps the kiosk from serving at all; `detail` names a field, a file or a reason, for the staff. */
export interface OutOfService {
  readonly reason: OutOfServiceReason;
  readonly detail: string;
}

/** The database is open and residents are served, or somebody has closed the kiosk; `snapshot`: null where none serves. */
export const isInService = (snapshot: Pick<ViewSnapshot, 'visit'> | null): boolean =>
  snapshot !== null && snapshot.visit.screen !== 'outOfService';

/**
 * What a kiosk shows that the platform does not know. It goes on asking and serves again as soon as it is known; the
 * detail tells the technician what to do otherwise.
 */
export const unknownKioskView = (kioskId: string): VisitView => ({
  screen: 'outOfService',
  reason: 'kiosk-unknown',
  detail: `${kioskId}, npx yizhan enrol --anew --code …`,
});

/** The snapshot of a kiosk that cannot serve: it may not even know its own name. */
export const outOfServiceSnapshot = (
  { reason, detail }: OutOfService,
  start: CoreStart,
): Omit<ViewSnapshot, 'revision'> => ({
  locale: 'zh-CN',
  elderMode: false,
  highContrast: false,
  seated: false,
  voice: false,
  station: { name: { 'zh-CN': '驿站', en: 'Service station' }, code: '', phone: '' },
  line: 'unknown',
  notices: start.runtime.developmentRuntime ? ['development-runtime'] : [],
  devices: [],
  timeLeft: null,
  canGoBack: false,
  visit: { screen: 'outOfService', reason, detail },
});
