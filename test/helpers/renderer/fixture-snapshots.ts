import {
  outOfServiceReasons,
  type ViewSnapshot,
  type VisitView,
  visitProblems,
} from '../../../electron/contract/view-snapshot.ts';
import { fixtureItems } from './fixture-items.ts';

const [housing] = fixtureItems;
if (!housing) throw new Error('no fixture items');

/** Synthetic, and masked as the core does it. */
const resident = { maskedName: '张*', maskedIdNumber: '4301**********1234' };
const certificateNumber = 'HS-20261121-000042';

/** A snapshot of a quiet station around `visit`. */
export const snapshotOf = (visit: VisitView, changes: Partial<ViewSnapshot> = {}): ViewSnapshot => ({
  revision: 1,
  locale: 'zh-CN',
  elderMode: false,
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

const outOfPaper = { role: 'printer', code: 'media-empty', actor: 'staff' } as const;
const noReader = { role: 'idCardReader', code: 'no-answer', actor: 'technician' } as const;
const counting = { timeLeft: { milliseconds: 75_000, warning: false }, canGoBack: true } as const;

const consent = { screen: 'consent', resident, item: housing, purposeCode: null } as const;
const preview = {
  screen: 'preview',
  item: housing,
  resident,
  certificateNumber,
  pages: 1,
  printerProblem: null,
} as const;

/** Every screen and each of its states, by a name that can be a file name. */
export const fixtureSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  attract: snapshotOf({ screen: 'attract', unavailable: [] }),
  'attract-notices': snapshotOf(
    { screen: 'attract', unavailable: [] },
    { notices: ['development-runtime', 'demo-identity-check'] },
  ),
  'attract-unavailable': snapshotOf(
    { screen: 'attract', unavailable: [outOfPaper] },
    { line: 'offline', notices: ['second-instance-refused'] },
  ),
  'identify-waiting': snapshotOf({ screen: 'identify', step: 'waiting', unavailable: [] }, counting),
  'identify-unavailable': snapshotOf(
    { screen: 'identify', step: 'waiting', unavailable: [noReader] },
    { ...counting, notices: ['development-runtime', 'demo-identity-check'] },
  ),
  'identify-reading': snapshotOf({ screen: 'identify', step: 'reading', unavailable: [] }, counting),
  'identify-checking': snapshotOf({ screen: 'identify', step: 'checking', unavailable: [] }, counting),
  'choose-one': snapshotOf(
    { screen: 'choose', resident, items: [housing], catalogueState: 'current' },
    counting,
  ),
  'choose-three': snapshotOf(
    { screen: 'choose', resident, items: fixtureItems.slice(0, 3), catalogueState: 'kept' },
    { ...counting, line: 'offline' },
  ),
  'choose-many': snapshotOf(
    { screen: 'choose', resident, items: [...fixtureItems], catalogueState: 'current' },
    counting,
  ),
  'choose-loading': snapshotOf(
    { screen: 'choose', resident, items: [], catalogueState: 'loading' },
    counting,
  ),
  'choose-unavailable': snapshotOf(
    { screen: 'choose', resident, items: [], catalogueState: 'unavailable' },
    { ...counting, line: 'offline' },
  ),
  consent: snapshotOf(consent, counting),
  'consent-chosen': snapshotOf({ ...consent, purposeCode: 'purpose-1' }, counting),
  'preparing-asking': snapshotOf({ screen: 'preparing', item: housing, step: 'asking' }),
  'preparing-verifying': snapshotOf({ screen: 'preparing', item: housing, step: 'verifying' }),
  preview: snapshotOf(preview, counting),
  'preview-printer': snapshotOf({ ...preview, printerProblem: outOfPaper }, counting),
  'printing-sending': snapshotOf({
    screen: 'printing',
    item: housing,
    step: 'sending',
    pagesPrinted: 0,
    pages: 1,
    printerProblem: null,
  }),
  'printing-paused': snapshotOf({
    screen: 'printing',
    item: housing,
    step: 'paused',
    pagesPrinted: 0,
    pages: 2,
    printerProblem: outOfPaper,
  }),
  'take-paper': snapshotOf(
    { screen: 'takePaper', item: housing, cardOnReader: true },
    { timeLeft: { milliseconds: 40_000, warning: false } },
  ),
  rate: snapshotOf({ screen: 'rate', item: housing }, { timeLeft: { milliseconds: 20_000, warning: false } }),
  goodbye: snapshotOf({ screen: 'goodbye', printed: true, cardOnReader: false }),
  'goodbye-ended': snapshotOf({ screen: 'goodbye', printed: false, cardOnReader: false }),
  'goodbye-card': snapshotOf({ screen: 'goodbye', printed: true, cardOnReader: true }),
  'idle-warning': snapshotOf(consent, { timeLeft: { milliseconds: 14_000, warning: true }, canGoBack: true }),
  ...Object.fromEntries(
    visitProblems.map((problem, index) => [
      `problem-${problem}`,
      snapshotOf(
        {
          screen: 'problem',
          problem,
          device: problem.startsWith('print') ? outOfPaper : null,
          staffCode: `P-${problem}`,
          canRetry: index % 2 === 0,
          certificateNumber: problem.startsWith('print-') ? certificateNumber : null,
        },
        { timeLeft: { milliseconds: 58_000, warning: false } },
      ),
    ]),
  ),
  ...Object.fromEntries(
    outOfServiceReasons.map((reason) => [
      `out-of-service-${reason}`,
      snapshotOf({
        screen: 'outOfService',
        reason,
        detail: reason === 'settings-invalid' ? 'printer.uri: must start with ipp:// or ipps://' : '',
      }),
    ]),
  ),
};
