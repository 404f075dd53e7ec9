import type { AppointmentDirectory, Counter } from '../../platform/contract/appointments.ts';
import type { PlatformDatabase } from '../../platform/store/open-store.ts';

/** A counter that is open on working days from nine to ten, for one person each half hour. */
export const smallCounter: Counter = {
  code: 'small-counter',
  hall: { 'zh-CN': '清溪区政务服务中心', en: 'Qingxi District Service Centre' },
  window: { 'zh-CN': '二楼 8 号户政窗口', en: 'Window 8, second floor' },
  department: { 'zh-CN': '潇湘市公安局', en: 'Xiaoxiang Public Security Bureau' },
  address: { 'zh-CN': '潇湘市清溪区枫林路88号', en: '88 Fenglin Road, Qingxi District, Xiaoxiang' },
  telephone: '0731-00000108',
  hours: [{ days: 'working-days', from: '09:00', until: '10:00', capacity: 1 }],
  closedOn: [],
};

/** One item that takes appointments at one counter. */
export const smallDirectory = (changes: Partial<AppointmentDirectory> = {}): AppointmentDirectory => ({
  counters: [smallCounter],
  items: [
    {
      item: 'id-card-issue',
      name: { 'zh-CN': '居民身份证办理', en: 'Resident identity card' },
      counters: [smallCounter.code],
    },
  ],
  daysAhead: 14,
  mostOpen: 2,
  ...changes,
});

/** Puts a directory into a store as if it had been published. */
export const publishDirectory = async (
  database: PlatformDatabase,
  directory: AppointmentDirectory,
): Promise<void> => {
  await database
    .insertInto('feed_documents')
    .values({
      collection: 'appointments',
      id: 'directory',
      version: 1,
      sequence: 1,
      audience: 'all',
      issued_at: new Date(0),
      removed: false,
      content: JSON.stringify(directory),
      digest: new Uint8Array(32),
    })
    .execute();
};
