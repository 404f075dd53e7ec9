import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import type { VisitView } from '../../../electron/contract/visit-view.ts';

/** Synthetic, and masked as the core does it. */
export const resident = { maskedName: '张*', maskedIdNumber: '4****************4' };

/** A snapshot of a quiet station around `visit`. */
export const snapshotOf = (visit: VisitView, changes: Partial<ViewSnapshot> = {}): ViewSnapshot => ({
  revision: 1,
  locale: 'zh-CN',
  elderMode: false,
  highContrast: false,
  seated: false,
  voice: false,
  station: {
    name: { 'zh-CN': '青石镇便民驿站', en: 'Qingshi Town Station' },
    code: 'QS-001',
    phone: '0730-5550123',
  },
  line: 'online',
  notices: [],
  devices: [],
  timeLeft: null,
  canGoBack: false,
  visit,
  ...changes,
});

export const outOfPaper = { role: 'printer', code: 'media-empty', actor: 'staff' } as const;
export const counting = { timeLeft: { milliseconds: 75_000, warning: false }, canGoBack: true } as const;
