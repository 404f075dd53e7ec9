import type { AppointmentFace } from '../../../electron/contract/appointment-view.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { counting, outOfPaper, resident, snapshotOf } from './snapshot-of.ts';

const item = { code: 'id-card-issue', name: { 'zh-CN': '居民身份证办理', en: 'Resident identity card' } };
const place = {
  hall: { 'zh-CN': '清溪区政务服务中心', en: 'Qingxi District Service Centre' },
  window: { 'zh-CN': '二楼 8 号户政窗口', en: 'Window 8, second floor' },
  department: { 'zh-CN': '潇湘市公安局', en: 'Xiaoxiang Public Security Bureau' },
  address: { 'zh-CN': '潇湘市清溪区枫林路88号', en: '88 Fenglin Road, Qingxi District, Xiaoxiang' },
  telephone: '0731-00000108',
};
const hours = [
  { days: 'working-days', from: '09:00', until: '12:00' },
  { days: 'working-days', from: '13:00', until: '17:00' },
] as const;

/** Nine in the morning in China on Monday, 23 November 2026. */
const monday = Date.UTC(2026, 10, 23, 1);
const dayLength = 86_400_000;
const halfHour = 1_800_000;

const days = [0, 1, 2, 3, 4, 7, 8, 9, 10].map((ahead) => ({
  day: new Date(monday + ahead * dayLength).toISOString().slice(0, 10),
  free: ahead === 1 ? 0 : 14 - ahead,
}));
const slots = [0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15].map((half) => ({
  counter: 'qingxi-household',
  startsAt: monday + half * halfHour,
  free: half % 3,
  window: null,
}));

const booked: AppointmentFace = {
  number: 'YY20261123-7K3M9QXAB2',
  itemName: item.name,
  ...place,
  startsAt: monday,
};
const later: AppointmentFace = {
  ...booked,
  number: 'YY20261201-9F2HJ6KX4B',
  itemName: { 'zh-CN': '内地居民婚姻登记', en: 'Registration of a marriage' },
  window: { 'zh-CN': '一楼 婚姻登记处', en: 'Marriage registry, first floor' },
  startsAt: monday + 8 * dayLength,
};
const bring = [{ 'zh-CN': '居民身份证', en: 'ID card' }, '申请表', '居民户口簿'];
const takeAway = {
  'zh-CN': '预约号：YY20261123-7K3M9QXAB2\n居民身份证办理\n时间：11月23日 星期一 9:00–9:30',
  en: 'Appointment: YY20261123-7K3M9QXAB2\nResident identity card\nTime: Monday 23 November, 9:00–9:30',
};
const shown = {
  screen: 'appointment',
  appointment: booked,
  isNew: true,
  bring,
  takeAway,
  print: 'not-asked',
  printerProblem: null,
} as const;

/** Appointments at a service hall. */
export const appointmentSnapshots: Readonly<Record<string, ViewSnapshot>> = {
  'appointment-days': snapshotOf(
    { screen: 'appointmentDays', item, days, notice: null, places: [place] },
    counting,
  ),
  'appointment-days-taken': snapshotOf(
    { screen: 'appointmentDays', item, days, notice: 'taken', places: [place] },
    counting,
  ),
  'appointment-days-none': snapshotOf(
    { screen: 'appointmentDays', item, days: [], notice: null, places: [place] },
    counting,
  ),
  'appointment-times': snapshotOf(
    { screen: 'appointmentTimes', item, day: '2026-11-23', slots, place },
    counting,
  ),
  'appointment-review': snapshotOf(
    { screen: 'appointmentReview', item, resident, startsAt: monday, place, bring },
    counting,
  ),
  'appointment-working': snapshotOf({ screen: 'appointmentWorking', work: 'slots' }),
  'appointment-offline': snapshotOf(
    { screen: 'appointmentOffline', work: 'slots', places: [{ ...place, hours: [...hours] }] },
    { ...counting, line: 'offline' },
  ),
  'appointment-offline-booking': snapshotOf(
    {
      screen: 'appointmentOffline',
      work: 'booking',
      places: [
        { ...place, hours: [...hours] },
        { ...place, window: later.window, telephone: '0731-00000109', hours: [...hours] },
      ],
    },
    { ...counting, line: 'offline' },
  ),
  'appointment-booked': snapshotOf({ ...shown, bring: [...bring] }, { ...counting, canGoBack: false }),
  'appointment-no-printer': snapshotOf(
    { ...shown, bring: [...bring], isNew: false, printerProblem: outOfPaper },
    {
      ...counting,
      devices: [
        {
          role: 'printer',
          state: 'userError',
          reasons: [{ code: 'media-empty', severity: 'error', actor: 'staff' }],
        },
      ],
    },
  ),
  'appointment-printed': snapshotOf({ ...shown, bring: [...bring], print: 'printed' }, counting),
  'appointment-not-printed': snapshotOf({ ...shown, bring: [...bring], print: 'failed' }, counting),
  'my-appointments': snapshotOf(
    { screen: 'myAppointments', appointments: [booked, later], notice: null },
    counting,
  ),
  'my-appointments-too-many': snapshotOf(
    { screen: 'myAppointments', appointments: [booked, later], notice: 'too-many' },
    counting,
  ),
  'my-appointments-none': snapshotOf(
    { screen: 'myAppointments', appointments: [], notice: 'cancelled' },
    counting,
  ),
  'appointment-cancel': snapshotOf({ screen: 'appointmentCancel', appointment: booked }, counting),
};
