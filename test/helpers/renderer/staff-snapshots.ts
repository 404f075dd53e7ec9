import type { StaffPageView, StaffView } from '../../../electron/contract/staff/staff-view.ts';
import {
  misprintReasons,
  type StaffResult,
  staffPages,
  type StaffRoleName,
} from '../../../electron/contract/staff/staff-words.ts';
import { usualAmbience } from '../../../electron/contract/ambience/ambience.ts';
import { rightOfPage } from '../../../electron/core/staff-mode/pages/staff-pages.ts';
import { hasRight } from '../../../electron/core/staff/rights.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { snapshotOf } from './snapshot-of.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const at = (hour: number, minute: number): number => Date.UTC(2026, 10, 20, hour - 8, minute);
const timeLeft = { milliseconds: 280_000, warning: false } as const;

const around: Partial<ViewSnapshot> = {
  timeLeft,
  queue: { pending: 3, inFlight: 0, refused: 2, lastContactAt: at(9, 12) },
  devices: [
    { role: 'idCardReader', state: 'online', reasons: [] },
    {
      role: 'printer',
      state: 'online',
      reasons: [{ code: 'toner-low', severity: 'warning', actor: 'staff' }],
    },
    {
      role: 'qrScanner',
      state: 'noDevice',
      reasons: [{ code: 'port-not-found', severity: 'error', actor: 'technician' }],
    },
  ],
};

const signIn = {
  stage: 'signIn',
  step: 'card',
  refusal: null,
  nobodyEnrolled: false,
  readerProblem: null,
  takesSlip: true,
} as const satisfies StaffView;

/** A page of staff mode as somebody of this role sees it. */
export const panel = (
  page: StaffPageView,
  {
    role = 'supervisor',
    result,
    working = false,
  }: { readonly role?: StaffRoleName; readonly result?: StaffResult; readonly working?: boolean } = {},
): ViewSnapshot =>
  snapshotOf(
    {
      screen: 'maintenance',
      staff: {
        stage: 'panel',
        member: { label: 'W-003', role },
        pages: staffPages.filter((name) => hasRight(role, rightOfPage[name])),
        working,
        result:
          result === undefined
            ? null
            : {
                code: result,
                good:
                  (!result.startsWith('pin-') || result === 'pin-changed') &&
                  !['test-failed', 'backup-not-whole', 'stick-full'].includes(result),
              },
        page,
      },
    },
    around,
  );

const members = {
  name: 'members',
  members: [
    { label: 'W-001', role: 'staff', lockedUntil: at(10, 30), own: false, credential: null },
    {
      label: 'W-002',
      role: 'staff',
      lockedUntil: null,
      own: false,
      credential: { medium: 'slip', endsAt: at(9, 0) + 30 * 86_400_000 },
    },
    { label: 'W-003', role: 'supervisor', lockedUntil: null, own: true, credential: null },
    {
      label: 'T-011',
      role: 'technician',
      lockedUntil: null,
      own: false,
      credential: { medium: 'stick', endsAt: at(9, 0) + 7 * 86_400_000 },
    },
  ],
  adding: null,
  cardRefused: false,
  sticks: ['KINGSTON'],
} as const satisfies StaffPageView;

const keptBackup = (day: number) => ({
  name: `kiosk-0000${String(day).padStart(2, '0')}-202611${String(day).padStart(2, '0')}T190000Z-v19.db`,
  madeAt: at(3, 0) - (20 - day) * 86_400_000,
  bytes: 41_800_000 + day * 100_000,
  schema: 19,
});
const keptBackups = Array.from({ length: 9 }, (_, newer) => keptBackup(20 - newer));

const machine = {
  name: 'machine',
  version: '0.1.0',
  lastBackupAt: at(3, 0),
  freeBytes: 21_400_000_000,
  integrity: 'whole',
  mayBackUp: true,
  backups: keptBackups,
  sticks: ['KINGSTON'],
  stickBackups: [
    {
      stick: 'KINGSTON',
      file: 'yizhan-backup-K-0123456789-20261113T190000Z.yzb',
      madeAt: at(3, 0) - 7 * 86_400_000,
      bytes: 42_000_000,
    },
  ],
  restore: null,
} as const satisfies StaffPageView;
const restorable = {
  backup: keptBackup(13),
  whole: false,
  applications: 0,
  waiting: 0,
  auditEntries: 0,
};

const signingIn = (changes: Partial<Extract<StaffView, { stage: 'signIn' }>>): ViewSnapshot =>
  snapshotOf(
    { screen: 'maintenance', staff: { ...signIn, ...changes } },
    { timeLeft: { milliseconds: 55_000, warning: false } },
  );

const today = {
  name: 'today',
  visits: 18,
  completed: 15,
  applications: 4,
  receipts: 2,
  printed: [
    {
      code: 'housing-status',
      name: both('不动产登记信息查询证明', 'Certificate of Housing Registration'),
      count: 7,
    },
    { code: 'social-insurance', name: both('社会保险参保证明', 'Proof of Social Insurance'), count: 4 },
  ],
  refused: [{ state: 'refused', reason: 'unknown-person', count: 1 }],
  misprints: 1,
  unknownPrints: 0,
  cardsLeft: 0,
  sheetsLeft: 231,
  paperLow: false,
  closing: null,
  lastBackupAt: at(3, 0),
  recovery: null,
} as const satisfies StaffPageView;

const number = 'ZF20261120-7K3M9QXAB2';

const misprints = {
  name: 'misprints',
  unknown: [
    {
      job: '019a9c00-0000-7000-8000-000000000001',
      certificateNumber: number,
      pages: 2,
      at: at(9, 31),
      reason: 'line-lost',
    },
  ],
  completed: [
    {
      job: '019a9c00-0000-7000-8000-000000000002',
      certificateNumber: 'ZF20261120-2B6N8WYHC4',
      pages: 1,
      at: at(9, 2),
      reason: null,
    },
  ],
  reasons: [...misprintReasons],
} satisfies StaffPageView;

const letters = {
  name: 'queue',
  oldestPendingAt: at(8, 40),
  letters: [
    {
      key: '019a9c00-0000-7000-8000-000000000011',
      kind: 'application',
      receiptNumber: 'SL-QX-0007-20261120-7K3M9QXAB2',
      item: both('高龄津贴申请', 'Application for the Elderly Allowance'),
      reason: 'form-version-unsupported',
      code: 'form-version-unsupported',
      refusedAt: at(9, 5),
    },
    {
      key: '019a9c00-0000-7000-8000-000000000012',
      kind: 'rating',
      receiptNumber: null,
      item: null,
      reason: 'other',
      code: 'subject-archived',
      refusedAt: at(9, 6),
    },
  ],
  mayRetry: true,
  maySettle: true,
} satisfies StaffPageView;

const closedByCentre = {
  by: 'centre',
  words: both('全市平台升级，今晚暂停办理', 'The city’s platform is being updated tonight'),
  since: at(9, 0),
  reopensAt: Date.UTC(2099, 0, 1, 0),
  staffMayOpen: false,
} as const;
const closing = { by: 'staff', reason: 'no-paper', since: at(9, 0), reopensAt: at(11, 0) } as const;

/** Staff mode, from the card to each page, and what residents see of a kiosk that was closed there. */
export const staffSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  closed: snapshotOf(
    // Far enough off to lie ahead whenever the picture is taken.
    { screen: 'closed', closing: { ...closing, reopensAt: Date.UTC(2099, 0, 1, 0) } },
    {
      station: {
        name: both('青石镇便民驿站', 'Qingshi Town Station'),
        code: 'QS-001',
        phone: '0730-5550123',
        staffedHours: both('周一至周五 9:00–17:00', 'Monday to Friday, 9:00–17:00'),
      },
    },
  ),
  'closed-no-time': snapshotOf({
    screen: 'closed',
    closing: { ...closing, reason: 'station-closed', reopensAt: null },
  }),
  'closed-by-centre': snapshotOf({ screen: 'closed', closing: closedByCentre }),
  'staff-card': signingIn({}),
  'staff-reading': signingIn({ step: 'reading' }),
  'staff-nobody': signingIn({ nobodyEnrolled: true }),
  'staff-reader-broken': signingIn({
    readerProblem: { role: 'idCardReader', code: 'port-not-found', actor: 'technician' },
  }),
  'staff-locked': signingIn({ refusal: { reason: 'locked', lockedUntil: at(10, 30) } }),
  'staff-pin': signingIn({ step: 'pin', refusal: { reason: 'wrong-pin', lockedUntil: null } }),
  'staff-checking': signingIn({ step: 'checking' }),
  'staff-today': panel(today, { role: 'staff' }),
  'staff-today-trouble': panel({
    ...today,
    unknownPrints: 1,
    cardsLeft: 2,
    sheetsLeft: 31,
    paperLow: true,
    closing,
    recovery: {
      id: 1,
      wanted: false,
      lines: ['数据库恢复报告 Report of a database recovery', '原因 cause: power'],
      mayConfirm: true,
    },
  }),
  'staff-queue': panel(letters),
  'staff-queue-empty': panel(
    { ...letters, letters: [], oldestPendingAt: null },
    { result: 'letter-settled' },
  ),
  'staff-misprints': panel(misprints),
  'staff-misprints-none': panel(
    { ...misprints, unknown: [], completed: [] },
    { role: 'staff', result: 'print-settled' },
  ),
  'staff-supplies': panel({
    name: 'supplies',
    supplies: [
      { name: 'Tray 1', kind: 'media', percent: 60, state: 'ok' },
      { name: 'Black', kind: 'toner', percent: 8, state: 'low' },
      { name: 'Cyan', kind: 'toner', percent: 71, state: 'ok' },
      { name: 'Waste', kind: 'waste', percent: null, state: 'unknown' },
    ],
    paper: { sheetsLeft: 31, low: true, refilledAt: at(7, 50), printedSince: 219 },
    mayRefill: true,
  }),
  'staff-supplies-nothing': panel({
    name: 'supplies',
    supplies: [],
    paper: { sheetsLeft: null, low: false, refilledAt: null, printedSince: 0 },
    mayRefill: true,
  }),
  'staff-opening': panel({ name: 'opening', closing: null }),
  'staff-opening-closed': panel({ name: 'opening', closing }, { result: 'kiosk-closed' }),
  'staff-opening-by-centre': panel({ name: 'opening', closing: closedByCentre }),
  'staff-opening-may-open': panel({
    name: 'opening',
    closing: { ...closedByCentre, reopensAt: null, staffMayOpen: true },
  }),
  'staff-ambience': panel(
    { name: 'ambience', ambience: { ...usualAmbience, nightBrightness: 40 }, dimmer: 'page' },
    { result: 'ambience-kept' },
  ),
  'staff-pin-change': panel({ name: 'pin' }, { result: 'pin-of-the-card' }),
  'staff-export': panel({ name: 'export', sticks: [{ name: 'KINGSTON', freeBytes: 7_400_000_000 }] }),
  'staff-export-none': panel({ name: 'export', sticks: [] }, { result: 'log-exported' }),
  'staff-export-full': panel(
    { name: 'export', sticks: [{ name: 'KINGSTON', freeBytes: 1_000 }] },
    { result: 'stick-full' },
  ),
  'staff-no-credential': signingIn({ refusal: { reason: 'stick-without-credential', lockedUntil: null } }),
  'staff-slip-revoked': signingIn({ refusal: { reason: 'credential-revoked', lockedUntil: null } }),
  'staff-members': panel(members, { result: 'member-added' }),
  'staff-members-one': panel(members),
  'staff-members-credential': panel(members),
  'staff-members-no-stick': panel({ ...members, sticks: [] }),
  'staff-members-remove': panel(members),
  'staff-members-card': panel({ ...members, adding: 'card', cardRefused: true }),
  'staff-members-role': panel({ ...members, adding: 'pin' }),
  'staff-machine': panel(machine),
  'staff-restore': panel(
    { ...machine, restore: { ...restorable, whole: true, applications: 4, waiting: 3, auditEntries: 127 } },
    { result: 'backup-whole' },
  ),
  'staff-machine-backups': panel(machine),
  'staff-restore-pin': panel({
    ...machine,
    restore: { ...restorable, whole: true, applications: 4, waiting: 3, auditEntries: 127 },
  }),
  'staff-restore-damaged': panel({ ...machine, restore: restorable }, { result: 'backup-not-whole' }),
  'staff-idle': {
    ...panel(today),
    timeLeft: { milliseconds: 14_000, warning: true },
  },
};
