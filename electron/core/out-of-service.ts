import type { CoreStart } from '../contract/supervision.ts';
import type { OutOfServiceReason, ViewSnapshot } from '../contract/view-snapshot.ts';

/** What keeps the kiosk from serving at all; `detail` names a field, a file or a reason, for the staff. */
export interface OutOfService {
  readonly reason: OutOfServiceReason;
  readonly detail: string;
}

/** The snapshot of a kiosk that cannot serve: it may not even know its own name. */
export const outOfServiceSnapshot = (
  { reason, detail }: OutOfService,
  start: CoreStart,
): Omit<ViewSnapshot, 'revision'> => ({
  locale: 'zh-CN',
  elderMode: false,
  station: { name: { 'zh-CN': '驿站', en: 'Service station' }, code: '', phone: '' },
  line: 'unknown',
  notices: start.runtime.developmentRuntime ? ['development-runtime'] : [],
  devices: [],
  timeLeft: null,
  canGoBack: false,
  visit: { screen: 'outOfService', reason, detail },
});
