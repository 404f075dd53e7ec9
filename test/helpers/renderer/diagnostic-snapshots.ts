import type {
  DiagnosedDevice,
  TestResultView,
} from '../../../electron/contract/diagnostics/diagnostic-pages.ts';
import { deviceTestNames } from '../../../electron/contract/diagnostics/device-test-words.ts';
import type { Finding } from '../../../electron/contract/diagnostics/finding.ts';
import type { StaffPageView } from '../../../electron/contract/staff/staff-view.ts';
import type { StaffResult } from '../../../electron/contract/staff/staff-words.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { panel } from './staff-snapshots.ts';

/** What a technician sees: a kiosk whose scanner is unplugged and whose line is cut. */

const at = (hour: number, minute: number, second = 0): number =>
  Date.UTC(2026, 10, 20, hour - 8, minute, second);
const seen = (page: StaffPageView, more: { result?: StaffResult; working?: boolean } = {}): ViewSnapshot =>
  panel(page, { role: 'technician', ...more });

const frames = Array.from({ length: 9 }, (_, index) => ({
  direction: (['sent', 'received'] as const)[index % 2] ?? 'sent',
  hex: index % 2 === 0 ? 'AAAAAA96690003200122' : 'AAAAAA9669000400008084',
  hiddenBytes: index === 3 ? 1_280 : 0,
  note: '',
  firstAt: at(9, 40, 50 - index),
  lastAt: at(9, 40, 55 - index),
  count: index === 0 ? 1 : 412,
}));

const reader: DiagnosedDevice = {
  role: 'idCardReader',
  state: 'online',
  reasons: [],
  address: 'serial /dev/ttyUSB0',
  model: null,
  firmware: null,
  counters: [
    { name: 'cards-read', count: 41 },
    { name: 'cards-failed', count: 2 },
    { name: 'faults', count: 1 },
    { name: 'restarts', count: 0 },
  ],
  changes: [
    { at: at(8, 2), state: 'online', codes: [] },
    { at: at(8, 1), state: 'noDevice', codes: ['port-not-found'] },
    { at: at(7, 50), state: 'online', codes: [] },
  ],
  trace: frames,
};
const devices: DiagnosedDevice[] = [
  reader,
  {
    role: 'printer',
    state: 'online',
    reasons: [{ code: 'toner-low', severity: 'warning', actor: 'staff', detail: '' }],
    address: 'ipp://127.0.0.1:8631/ipp/print',
    model: 'Pantum CP2250DN',
    firmware: '1.4.7',
    counters: [
      { name: 'faults', count: 0 },
      { name: 'restarts', count: 0 },
    ],
    changes: [],
    trace: null,
  },
  {
    role: 'qrScanner',
    state: 'noDevice',
    reasons: [
      {
        code: 'port-not-found',
        severity: 'error',
        actor: 'technician',
        detail: 'no serial port with USB 0403:6001',
      },
    ],
    address: 'serial usb 0403:6001',
    model: null,
    firmware: null,
    counters: [{ name: 'codes-read', count: 8 }],
    changes: [{ at: at(9, 31), state: 'noDevice', codes: ['port-not-found'] }],
    trace: [],
  },
  {
    role: 'camera',
    state: 'online',
    reasons: [],
    address: 'HD Pro Webcam',
    model: null,
    firmware: null,
    counters: [{ name: 'faults', count: 0 }],
    changes: [],
    trace: null,
  },
];

const passed = (detail: string): TestResultView => ({
  outcome: 'passed',
  detail,
  at: at(9, 12),
  by: 'W-003',
});
const results: Readonly<Record<string, readonly TestResultView[]>> = {
  'card-read': [passed('resident, photo, 1240 ms')],
  'test-page': [{ outcome: 'failed', detail: 'printer-unreachable', at: at(9, 15), by: 'W-003' }],
  'touch-grid': [passed('46 of 46')],
};
const tests = deviceTestNames.map((name) => ({
  name,
  fitted: name !== 'camera-picture',
  results: [...(results[name] ?? [])],
}));

const findings: Finding[] = [
  { check: 'settings', verdict: 'good', code: 'settings-read', detail: '' },
  { check: 'data-folder', verdict: 'good', code: 'folder-usable', detail: '/var/lib/yizhan, 21400 MB free' },
  { check: 'database', verdict: 'good', code: 'database-whole', detail: '12.4 MB' },
  {
    check: 'backup',
    verdict: 'warning',
    code: 'backup-old',
    detail: 'kiosk-20261117T190000Z.db, 62 h old, 3 kept',
  },
  { check: 'clock', verdict: 'good', code: 'clock-believed', detail: '2026-11-20T01:40:00.000Z' },
  { check: 'identity', verdict: 'good', code: 'identity-enrolled', detail: 'QS-001-A, station QS-001' },
  { check: 'device', verdict: 'good', code: 'device-answers', detail: 'idCardReader' },
  { check: 'device', verdict: 'warning', code: 'device-answers', detail: 'printer: toner-low' },
  {
    check: 'device',
    verdict: 'bad',
    code: 'device-faulty',
    detail: 'qrScanner: port-not-found (no serial port with USB 0403:6001)',
  },
  { check: 'platform', verdict: 'good', code: 'address-given', detail: '192.168.4.21' },
  { check: 'platform', verdict: 'bad', code: 'name-not-found', detail: 'platform.example.gov.cn: EAI_AGAIN' },
  { check: 'queue', verdict: 'good', code: 'queue-waits', detail: '3 waiting, 0 chunks, 0 refused' },
  {
    check: 'memory',
    verdict: 'good',
    code: 'memory-enough',
    detail: '5120 of 8192 MB free, on since 212.4 h',
  },
  { check: 'restarts', verdict: 'good', code: 'restarts-few', detail: 'none recorded' },
  {
    check: 'starts',
    verdict: 'warning',
    code: 'power-cuts-some',
    detail: '1 in 30 days, the newest before 2026-11-11T14:02:11.000Z',
  },
];

/** The technician's pages. */
export const diagnosticSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  'technician-devices': seen({ name: 'devices', since: at(7, 49), devices }),
  'technician-device': seen({ name: 'devices', since: at(7, 49), devices }),
  'technician-tests': seen({ name: 'tests', tests, underWay: null }, { result: 'test-failed' }),
  'technician-tests-card': seen({ name: 'tests', tests, underWay: 'card-read' }, { working: true }),
  'technician-touch-grid': seen({ name: 'tests', tests, underWay: null }),
  'technician-trace': seen({ name: 'devices', since: at(7, 49), devices }),
  'technician-checks-never': seen({ name: 'checks', checkedAt: null, findings: [], starts: [] }),
  'technician-dead-pixels': seen({ name: 'tests', tests, underWay: null }),
  'technician-checks': seen(
    {
      name: 'checks',
      checkedAt: at(9, 40),
      findings,
      starts: [
        { at: at(7, 49), part: 'kiosk', reason: 'after-power-cut' },
        { at: at(3, 10), part: 'page', reason: 'page-hangs' },
      ],
    },
    { result: 'checks-done' },
  ),
  'technician-sync': seen({
    name: 'sync',
    sync: {
      line: 'offline',
      lastContactAt: at(9, 12),
      lastHealthReportAt: at(9, 12),
      clockOffset: -214,
      keySince: at(0, 0),
      pending: 3,
      inFlight: 0,
      refused: 0,
      oldestPendingAt: at(9, 20),
      breaker: 'open',
      queueProblem: 'unreachable',
      nextAttemptAt: at(9, 42),
      uploaded: '3/12',
      feedProblem: null,
      cursor: 'c1.4821',
      nextCursor: 'c1.4821',
      gap: null,
      staged: 0,
      collections: [
        { name: 'catalogue', count: 1 },
        { name: 'guide', count: 312 },
        { name: 'template', count: 6 },
        { name: 'revocations', count: 1 },
        { name: 'settings', count: 1 },
        { name: 'prepared-document', count: 18 },
      ],
    },
  }),
  'technician-report': seen({
    name: 'report',
    sticks: [{ name: 'KINGSTON', freeBytes: 7_400_000_000 }],
    checkedAt: at(9, 40),
    bad: 2,
    warnings: 3,
    passed: 2,
    tests: 5,
  }),
  'technician-report-no-stick': seen({
    name: 'report',
    sticks: [],
    checkedAt: at(9, 40),
    bad: 2,
    warnings: 3,
    passed: 2,
    tests: 5,
  }),
  'technician-update': seen({
    name: 'update',
    update: {
      state: 'fetching',
      off: null,
      version: '0.1.0',
      ring: 'early',
      offered: '0.2.1',
      percent: 62,
      problem: null,
      lookedAt: at(9, 40),
      bad: ['0.2.0'],
      events: [
        { at: at(8, 5), kind: 'rolled-back', version: '0.2.0', reason: 'device-worse' },
        { at: at(8, 2), kind: 'tried', version: '0.2.0', reason: null },
      ],
    },
    sticks: [{ name: 'KINGSTON', freeBytes: 7_400_000_000 }],
  }),
  'technician-update-pulled-out': seen({
    name: 'update',
    update: {
      state: 'waiting',
      off: null,
      version: '0.1.0',
      ring: 'early',
      offered: null,
      percent: null,
      problem: 'stick-gone',
      lookedAt: at(9, 40),
      bad: [],
      events: [],
    },
    sticks: [],
  }),
  'technician-update-off': seen({
    name: 'update',
    update: {
      state: 'off',
      off: 'no-source',
      version: '0.1.0',
      ring: null,
      offered: null,
      percent: null,
      problem: 'unknown-key',
      lookedAt: at(9, 40),
      bad: [],
      events: [],
    },
    sticks: [],
  }),
};

/** What is touched of a fixture before it is looked at. */
export const touchesOfDiagnostics: Readonly<Record<string, readonly string[]>> = {
  'technician-device': ['show-idCardReader'],
  'technician-trace': ['show-idCardReader', 'show-trace'],
  'technician-touch-grid': ['run-touch-grid'],
  'technician-dead-pixels': ['run-dead-pixels', 'pixels-next'],
};
