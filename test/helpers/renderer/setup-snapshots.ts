import type { PlaceView } from '../../../electron/contract/ports/port-views.ts';
import type { SetupBody, SetupView } from '../../../electron/contract/setup/setup-view.ts';
import { setupSteps } from '../../../electron/contract/setup/setup-words.ts';
import type { StaffPageView } from '../../../electron/contract/staff/staff-view.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { schemaFields } from '../../../electron/core/settings/editor/setting-fields.ts';
import { pathOf } from '../../../electron/core/settings/editor/settings-draft.ts';
import { snapshotOf } from './snapshot-of.ts';
import { panel } from './staff-snapshots.ts';

/** Pictures of the first-visit wizard, of the ports and of the settings. Nothing in them is of any resident. */

const at = (hour: number, minute: number): number => Date.UTC(2026, 10, 20, hour - 8, minute);

const wizard = (body: SetupBody, result: SetupView['result'] = null): ViewSnapshot => {
  const here = setupSteps.indexOf(body.step);
  return snapshotOf(
    {
      screen: 'setup',
      setup: {
        steps: setupSteps.map((name, index) => ({ name, done: index < here, possible: index <= here + 1 })),
        working: false,
        result,
        body,
      },
    },
    { timeLeft: { milliseconds: 590_000, warning: false }, line: 'unknown' },
  );
};

const places: readonly PlaceView[] = [
  { id: 'usb:0403:6001:A50285BI', kind: 'serial', detail: '/dev/ttyUSB0', usedBy: 'idCardReader' },
  { id: 'serial:/dev/ttyS0', kind: 'serial', detail: '/dev/ttyS0', usedBy: null },
  { id: 'hid:0c2e:0b8f', kind: 'hid', detail: 'HID 008c:0002', usedBy: null },
  { id: 'ipp://localhost:60000/ipp/print', kind: 'printer', detail: 'ipp-usb', usedBy: null },
];
const reader = {
  role: 'idCardReader',
  required: true,
  place: 'usb:0403:6001:A50285BI',
  probe: { place: 'usb:0403:6001:A50285BI', outcome: 'answers', detail: 'SDT-3.2' },
} as const;
const scanner = { role: 'qrScanner', required: false, place: null, probe: null } as const;
const printer = {
  role: 'printer',
  required: true,
  place: null,
  probe: { place: 'ipp://192.168.1.20/ipp/print', outcome: 'no-answer', detail: 'no-answer' },
} as const;

const centre = {
  step: 'centre',
  url: 'https://platform.qingxi.gov.example',
  rootCheck: '7K3M9-QXAB2-0H4TZ-W8NRC',
  stationCode: 'QX-0007',
  nameZh: '青石镇便民驿站',
  nameEn: '',
  phone: '',
  codeTyped: true,
  kioskId: null,
  asksCodeAgain: false,
  takesSlip: true,
  findings: [],
} as const satisfies SetupBody;
const devices = {
  step: 'devices',
  devices: [reader, scanner, printer],
  places: [...places],
  detection: null,
} as const satisfies SetupBody;

const settings = {
  name: 'settings',
  fields: schemaFields().map((field) => ({
    ...field,
    path: pathOf(field),
    options: [...field.options],
    value: field.default ?? (field.path[0] === 'station' ? '青石镇便民驿站' : ''),
    isSet: field.default === null,
  })),
  changes: [],
  problems: [],
  last: null,
} satisfies StaffPageView;
const ports = {
  name: 'ports',
  devices: [reader, scanner, { ...printer, place: 'ipp://192.168.1.20/ipp/print' }],
  places: [...places],
  detection: null,
} satisfies StaffPageView;
const technician = { role: 'technician' } as const;

/** The wizard step by step, and the pages of ports and settings. */
export const setupSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  'setup-language': wizard({ step: 'language' }),
  'setup-checks': wizard(
    {
      step: 'checks',
      clock: at(9, 40),
      checked: true,
      findings: [{ check: 'platform', verdict: 'bad', code: 'address-missing', detail: '' }],
    },
    { code: 'checks-found-fault', good: false, detail: '' },
  ),
  'setup-centre': wizard(centre, { code: 'slip-read', good: true, detail: '' }),
  'setup-devices': wizard(devices),
  'setup-centre-typing': wizard(centre),
  'setup-port': wizard(devices, { code: 'device-silent', good: false, detail: 'port-not-found' }),
  'setup-centre-refused': wizard(
    {
      ...centre,
      nameEn: 'Qingshi Town Station',
      phone: '0730-5550123',
      findings: [
        { check: 'platform', verdict: 'good', code: 'address-given', detail: '192.168.1.7' },
        { check: 'platform', verdict: 'bad', code: 'line-refused', detail: 'platform.qingxi.gov.example' },
      ],
    },
    { code: 'platform-unreachable', good: false, detail: 'platform.qingxi.gov.example: ECONNREFUSED' },
  ),
  'setup-supervisor-card': wizard({ step: 'supervisor', stage: 'card', members: 0, readerProblem: null }),
  'setup-detect': wizard({
    ...devices,
    detection: { role: 'idCardReader', stage: 'plug', vanished: ['usb:0403:6001:A50285BI'], found: null },
  }),
  'setup-centre-done': wizard(
    { ...centre, kioskId: 'K-7K3M9QXAB2' },
    { code: 'enrolled', good: true, detail: '' },
  ),
  'setup-supervisor-label': wizard({ step: 'supervisor', stage: 'pin', members: 0, readerProblem: null }),
  'setup-centre-again': wizard({ ...centre, codeTyped: false, kioskId: 'K-7K3M9QXAB2', asksCodeAgain: true }),
  'setup-supervisor-pin': wizard({ step: 'supervisor', stage: 'pin', members: 0, readerProblem: null }),
  'setup-found': wizard({
    ...devices,
    detection: {
      role: 'idCardReader',
      stage: 'found',
      vanished: ['usb:0403:6001:A50285BI'],
      found: 'usb:0403:6001:A50285BI',
    },
  }),
  'setup-supervisor-done': wizard(
    { step: 'supervisor', stage: 'done', members: 1, readerProblem: null },
    { code: 'supervisor-added', good: true, detail: '' },
  ),
  'setup-trial': wizard({
    step: 'trial',
    testPage: 'passed',
    ready: false,
    findings: [
      { check: 'device', verdict: 'bad', code: 'device-faulty', detail: 'printer: media-empty' },
      { check: 'data-folder', verdict: 'warning', code: 'folder-open', detail: '/var/lib/yizhan' },
    ],
  }),
  'technician-ports': panel(ports, technician),
  'technician-settings': panel(
    {
      ...settings,
      changes: [
        { path: 'session.idleSeconds', before: '30', after: '45' },
        { path: 'station.staffedHours.zh-CN', before: '', after: '周一至周五 9:00–17:00' },
      ],
      problems: ['station.staffedHours.en: is missing'],
      last: {
        outcome: 'fell-back',
        end: 'not-in-service',
        at: at(8, 15),
        by: 'W-003',
        fields: ['station.code'],
      },
    },
    { ...technician, result: 'setting-noted' },
  ),
  'technician-port': panel(ports, { ...technician, result: 'port-silent' }),
  'technician-settings-group': panel(settings, technician),
  'technician-settings-devices': panel(settings, technician),
  'technician-setting-number': panel(settings, technician),
  'technician-setting-text': panel(settings, technician),
  'technician-setting-choice': panel(settings, technician),
};

/** What is touched of a fixture before it is looked at. */
export const touchesOfSetup: Readonly<Record<string, readonly string[]>> = {
  'setup-centre-typing': ['setup-edit-nameZh'],
  'setup-port': ['setup-open-idCardReader'],
  'setup-detect': ['setup-open-idCardReader'],
  'setup-found': ['setup-open-idCardReader'],
  'setup-supervisor-pin': ['typing-done'],
  'technician-port': ['open-port-idCardReader'],
  'technician-settings-group': ['settings-group-session'],
  'technician-settings-devices': ['settings-group-devices'],
  'technician-setting-number': ['settings-group-session', 'edit-session.idleSeconds'],
  'technician-setting-text': ['settings-group-station', 'edit-station.code'],
  'technician-setting-choice': ['settings-group-devices', 'edit-devices.idCardReader.baudRate'],
};
