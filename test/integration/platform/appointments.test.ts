import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addAppointmentRoutes } from '../../../platform/api/routes/appointments.ts';
import { loadWorkingCalendar } from '../../../platform/applications/working-days.ts';
import { openSlots } from '../../../platform/appointments/calendar.ts';
import { appointmentRetention, purgeAppointments } from '../../../platform/appointments/retention.ts';
import {
  appointmentReplySchema,
  bookingReplySchema,
  type BookingRequest,
  slotReplySchema,
} from '../../../platform/contract/appointments.ts';
import { loadAppointments } from '../../../platform/seed/load-appointments.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { registeredResidents } from '../../../scripts/station/station-cards.ts';
import { publishDirectory, smallCounter, smallDirectory } from '../../helpers/appointments.ts';
import { fillTestStore, serveRoutes } from '../../helpers/platform-services.ts';

/** Noon in China on Friday, 20 November 2026; the counter opens again on Monday at nine. */
const friday = Date.UTC(2026, 10, 20, 4);
const monday = Date.UTC(2026, 10, 23, 1);
const halfHour = 1_800_000;

const holderOf = (idNumber: string) => {
  const found = registeredResidents.find((resident) => resident.idNumber === idNumber);
  if (found === undefined) throw new Error(`nobody has ${idNumber}`);
  const { name, sex } = found;
  return { idNumber, name, sex };
};
const lin = holderOf('430199195803120429');
const tian = holderOf('430199194502281283');

let store: Store;
let now = friday;
beforeAll(async () => {
  store = await openStore('memory');
  await fillTestStore(store.database, { residents: registeredResidents });
  await publishDirectory(store.database, smallDirectory());
});
beforeEach(async () => {
  now = friday;
  await store.database.deleteFrom('appointments').execute();
});
afterAll(() => store.close());

const ask = async (url: string, payload: object) => {
  const server = serveRoutes((routes) =>
    addAppointmentRoutes(routes, { database: store.database, clock: { now: () => now } }),
  );
  const answer = await server.inject({ method: 'POST', url, payload });
  return { status: answer.statusCode, body: answer.json() };
};
const slots = async () =>
  slotReplySchema.parse((await ask('/v1/appointment-slots/query', { item: 'id-card-issue' })).body).days;
const request = (changes: Partial<BookingRequest> = {}): BookingRequest => ({
  requestId: randomUUID(),
  holder: lin,
  assuranceLevel: 2,
  item: 'id-card-issue',
  counter: smallCounter.code,
  startsAt: monday,
  consentedAt: now,
  ...changes,
});
const book = async (changes: Partial<BookingRequest> = {}) =>
  bookingReplySchema.parse((await ask('/v1/appointments', request(changes))).body);
const own = async (holder = lin) =>
  appointmentReplySchema.parse(
    (await ask('/v1/appointments/query', { holder, assuranceLevel: 2, askedAt: now })).body,
  ).appointments;
const cancel = (number: string, holder = lin) =>
  ask(`/v1/appointments/${number}/cancellation`, { holder, assuranceLevel: 2, askedAt: now });
const bookedNumber = (reply: Awaited<ReturnType<typeof book>>): string => {
  if (reply.outcome !== 'booked') throw new Error(reply.outcome);
  return reply.appointment.number;
};

describe('the half hours that may be booked', () => {
  test('are those of the days on which the counter is open, with what is free', async () => {
    await book();
    const [first, second] = await slots();
    expect(first).toEqual({
      day: '2026-11-23',
      slots: [
        { counter: smallCounter.code, startsAt: monday, free: 0 },
        { counter: smallCounter.code, startsAt: monday + halfHour, free: 1 },
      ],
    });
    expect(second?.day).toBe('2026-11-24');
  });

  test('begin late enough for whoever books to get there', async () => {
    now = monday - 45 * 60_000;
    expect((await slots())[0]?.slots.map(({ startsAt }) => startsAt)).toEqual([monday + halfHour]);
  });

  test('leave out holidays, take worked weekends, and the days on which the counter is closed', () => {
    const directory = smallDirectory({
      counters: [{ ...smallCounter, closedOn: ['2026-10-09'] }],
      daysAhead: 20,
    });
    // The National Day of 2026: 1 to 7 October free, Saturday the 10th and Sunday 20 September worked.
    const days = openSlots(directory, 'id-card-issue', {
      now: Date.UTC(2026, 8, 27, 16),
      calendar: loadWorkingCalendar(),
    }).map(({ startsAt }) => new Date(startsAt + 8 * 3_600_000).toISOString().slice(5, 10));
    expect([...new Set(days)]).toEqual([
      '09-28',
      '09-29',
      '09-30',
      '10-08',
      '10-10',
      '10-12',
      '10-13',
      '10-14',
      '10-15',
      '10-16',
    ]);
  });

  test('there are none of an item that takes no appointments', async () => {
    expect(await ask('/v1/appointment-slots/query', { item: 'marriage-registry' })).toMatchObject({
      status: 404,
    });
  });

  test('of the seed are there for each of its items on every day of the year', () => {
    const directory = loadAppointments();
    for (const { item } of directory.items) {
      const open = openSlots(directory, item, { now: friday, calendar: loadWorkingCalendar() });
      expect(open.length, item).toBeGreaterThan(50);
    }
  });
});

describe('a booking', () => {
  test('tells when and where, and is the only one of its request', async () => {
    const asked = request();
    const first = await ask('/v1/appointments', asked);
    expect(first.body).toMatchObject({
      outcome: 'booked',
      appointment: {
        startsAt: monday,
        itemName: { 'zh-CN': '居民身份证办理' },
        counter: { hall: smallCounter.hall, telephone: '0731-00000108' },
      },
    });
    expect((await ask('/v1/appointments', asked)).body).toEqual(first.body);
    expect(await own()).toHaveLength(1);
    expect(await ask('/v1/appointments', { ...asked, startsAt: monday + halfHour })).toMatchObject({
      status: 422,
      body: { reason: 'request-id-reused' },
    });
  });

  test('of the last place is one person’s, until it is given back', async () => {
    const number = bookedNumber(await book());
    expect(await book({ holder: tian })).toEqual({ outcome: 'taken' });
    expect(await cancel(number, tian)).toMatchObject({ status: 404 });
    expect(await cancel(number)).toMatchObject({ body: { outcome: 'cancelled' } });
    expect(await cancel(number)).toMatchObject({ body: { outcome: 'cancelled' } });
    expect(await own()).toEqual([]);
    expect(await book({ holder: tian })).toMatchObject({ outcome: 'booked' });
  });

  test.each([
    ['on a Sunday', { startsAt: monday - 86_400_000 }],
    ['between two half hours', { startsAt: monday + 60_000 }],
    ['in the past', { startsAt: friday - 3 * 3_600_000 }],
    ['further ahead than one may', { startsAt: monday + 21 * 86_400_000 }],
    ['at a counter that does not do it', { counter: 'another-counter' }],
    ['for an item that takes none', { item: 'marriage-registry' }],
  ])('%s finds the counter closed', async (_when, changes) => {
    expect(await book(changes)).toEqual({ outcome: 'closed' });
  });

  test('is one too many for who holds as many as one may; what is over does not count', async () => {
    await book();
    await book({ startsAt: monday + halfHour });
    expect(await book({ startsAt: monday + 86_400_000 })).toEqual({ outcome: 'too-many', limit: 2 });
    now = monday + 1;
    expect(await own()).toHaveLength(1);
    expect(await book({ startsAt: monday + 86_400_000 })).toMatchObject({ outcome: 'booked' });
  });

  test('is not made for who came with a QR code, is not known, or differs', async () => {
    expect(await ask('/v1/appointments', request({ assuranceLevel: 1 }))).toMatchObject({ status: 403 });
    const nobody = { ...lin, idNumber: '990000190001010007' };
    expect(await ask('/v1/appointments', request({ holder: nobody }))).toMatchObject({ status: 422 });
    const other = { ...lin, name: '林某' };
    expect(await ask('/v1/appointments', request({ holder: other }))).toMatchObject({ status: 422 });
    expect(await own()).toEqual([]);
  });

  test('is too late to be given back once it has begun, and deleted a month later', async () => {
    const number = bookedNumber(await book());
    now = monday;
    expect(await cancel(number)).toMatchObject({ body: { outcome: 'too-late' } });
    expect(await purgeAppointments(store.database, monday + appointmentRetention)).toBe(0);
    expect(await purgeAppointments(store.database, monday + appointmentRetention + 1)).toBe(1);
  });
});
