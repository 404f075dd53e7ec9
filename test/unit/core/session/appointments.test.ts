import { describe, expect, it } from 'vitest';
import type { Appointment, DayOfSlots } from '../../../../platform/contract/appointments.ts';
import { loadAppointments } from '../../../../platform/seed/load-appointments.ts';
import { createVisitWorld, lin, type VisitWorld } from '../../../helpers/visit.ts';

const directory = loadAppointments();
const item = 'id-card-issue';
const counter = directory.counters[0]?.code ?? '';
const startsAt = Date.UTC(2026, 10, 23, 1);
const halfHour = 1_800_000;
const days: readonly DayOfSlots[] = [
  {
    day: '2026-11-23',
    slots: [
      { counter, startsAt, free: 1 },
      { counter, startsAt: startsAt + halfHour, free: 0 },
    ],
  },
  { day: '2026-11-24', slots: [{ counter, startsAt: startsAt + 86_400_000, free: 0 }] },
];
const booked: Appointment = {
  number: 'YY20261123-7K3M9QXAB2',
  item,
  itemName: { 'zh-CN': '居民身份证办理', en: 'Resident identity card' },
  counter: {
    hall: { 'zh-CN': '清溪区政务服务中心', en: 'Qingxi District Service Centre' },
    window: { 'zh-CN': '二楼 8 号户政窗口', en: 'Window 8, second floor' },
    department: { 'zh-CN': '潇湘市公安局', en: 'Xiaoxiang Public Security Bureau' },
    address: { 'zh-CN': '潇湘市清溪区枫林路88号', en: '88 Fenglin Road, Qingxi District, Xiaoxiang' },
    telephone: '0731-00000108',
  },
  startsAt,
};

const appointmentWorld = (): VisitWorld => {
  const world = createVisitWorld();
  world.around.appointments = directory;
  return world;
};
const toTimes = async (world: VisitWorld): Promise<void> => {
  await world.walkTo('home');
  world.act({ name: 'openGuide', itemCode: item });
  world.act({ name: 'findTimes', itemCode: item });
  await world.settleTimes({ outcome: 'answered', value: days });
  world.act({ name: 'chooseDay', day: '2026-11-23' });
};
const toReview = async (world: VisitWorld): Promise<void> => {
  await toTimes(world);
  world.act({ name: 'chooseTime', counter, startsAt });
  world.card()?.read({});
  await world.settleIdentify({ ok: true, person: lin, photo: null });
};
const toMine = async (world: VisitWorld, mine: readonly Appointment[]): Promise<void> => {
  await world.walkTo('choose');
  world.act({ name: 'openProgress' });
  await world.settleProgress({ ok: true, finding: { source: { from: 'platform' }, applications: [] } });
  world.act({ name: 'openAppointments' });
  await world.settleAppointments({ outcome: 'answered', value: mine });
};

describe('an appointment', () => {
  it('is offered in the guide of an item that takes them, and shows free times before anybody is identified', async () => {
    const world = appointmentWorld();
    await world.walkTo('home');
    world.act({ name: 'openGuide', itemCode: 'residence-permit' });
    expect(world.view().visit).toMatchObject({ screen: 'guide', canBook: false });
    expect(world.act({ name: 'findTimes', itemCode: 'residence-permit' })).toMatchObject({ accepted: false });
    world.act({ name: 'openGuide', itemCode: item });
    expect(world.view().visit).toMatchObject({ screen: 'guide', canBook: true });
    world.act({ name: 'findTimes', itemCode: item });
    expect(world.view().visit).toMatchObject({ screen: 'appointmentWorking', work: 'slots' });
    await world.settleTimes({ outcome: 'answered', value: days });
    expect(world.view().visit).toMatchObject({
      screen: 'appointmentDays',
      days: [
        { day: '2026-11-23', free: 1 },
        { day: '2026-11-24', free: 0 },
      ],
    });
    expect(world.act({ name: 'chooseDay', day: '2026-11-24' })).toMatchObject({ accepted: false });
    expect(world.act({ name: 'chooseDay', day: '2026-11-25' })).toMatchObject({ accepted: false });
    world.act({ name: 'back' });
    expect(world.view().visit).toMatchObject({ screen: 'guide', item: { code: item } });
    expect(world.calls).toEqual([`find times of ${item}`]);
  });

  it('is booked once, by who is identified, after everything was said once more', async () => {
    const world = appointmentWorld();
    await toTimes(world);
    const full = { name: 'chooseTime', counter, startsAt: startsAt + halfHour } as const;
    expect(world.act(full)).toMatchObject({ accepted: false });
    world.act({ name: 'chooseTime', counter, startsAt });
    expect(world.view().visit.screen).toBe('identify');
    world.card()?.read({});
    await world.settleIdentify({ ok: true, person: lin, photo: null });
    expect(world.view().visit).toMatchObject({
      screen: 'appointmentReview',
      startsAt,
      resident: { maskedName: '林**' },
      place: { telephone: '0731-00000108' },
    });
    expect(world.act({ name: 'confirmBooking' })).toEqual({ accepted: true });
    expect(world.act({ name: 'confirmBooking' })).toMatchObject({ accepted: false });
    await world.settleBooking({ outcome: 'answered', value: { outcome: 'booked', appointment: booked } });
    expect(world.view()).toMatchObject({
      canGoBack: false,
      visit: { screen: 'appointment', isNew: true, appointment: { number: booked.number } },
    });
    expect(world.calls.filter((call) => call.startsWith('book'))).toHaveLength(1);
    world.act({ name: 'printAppointment' });
    expect(world.view().visit).toMatchObject({ screen: 'printing', document: 'appointment' });
    await world.settlePrint({ outcome: 'failed', problem: 'print-failed', staffCode: 'x' });
    expect(world.view().visit).toMatchObject({ screen: 'appointment', print: 'failed' });
    world.act({ name: 'finish' });
    expect(world.view().visit).toMatchObject({ screen: 'goodbye', done: true });
    expect(JSON.stringify(world.view())).not.toContain(booked.number);
  });

  it('wants the card of who came with a code', async () => {
    const world = appointmentWorld();
    await toTimes(world);
    world.act({ name: 'chooseTime', counter, startsAt });
    world.code()?.read('a code');
    const byCode = { ...lin, assuranceLevel: 1, method: 'qr-identity' } as const;
    await world.settleIdentify({ ok: true, person: byCode, photo: null });
    expect(world.view().visit).toMatchObject({ screen: 'identify', raising: true });
  });

  it.each(['taken', 'closed'] as const)('that is %s leads to the times as they are now', async (outcome) => {
    const world = appointmentWorld();
    await toReview(world);
    world.act({ name: 'confirmBooking' });
    await world.settleBooking({ outcome: 'answered', value: { outcome } });
    expect(world.view().visit).toMatchObject({ screen: 'appointmentWorking', work: 'slots' });
    await world.settleTimes({ outcome: 'answered', value: days });
    expect(world.view().visit).toMatchObject({ screen: 'appointmentDays', notice: outcome });
    world.act({ name: 'chooseDay', day: '2026-11-23' });
    world.act({ name: 'chooseTime', counter, startsAt });
    expect(world.view().visit.screen).toBe('appointmentReview');
    world.act({ name: 'confirmBooking' });
    const ids = world.calls.filter((call) => call.startsWith('book')).map((call) => call.split(' as ')[1]);
    expect(new Set(ids).size).toBe(2);
  });

  it('too many leads to those that are held, of which one can be given back', async () => {
    const world = appointmentWorld();
    await toReview(world);
    world.act({ name: 'confirmBooking' });
    await world.settleBooking({ outcome: 'answered', value: { outcome: 'too-many', limit: 3 } });
    await world.settleAppointments({ outcome: 'answered', value: [booked] });
    expect(world.view().visit).toMatchObject({ screen: 'myAppointments', notice: 'too-many' });
  });

  it('whose booking nobody heard of is tried again as the same booking', async () => {
    const world = appointmentWorld();
    await toReview(world);
    world.act({ name: 'confirmBooking' });
    await world.settleBooking({ outcome: 'offline' });
    expect(world.view().visit).toMatchObject({
      screen: 'appointmentOffline',
      work: 'booking',
      places: [{ telephone: '0731-00000108' }],
    });
    world.act({ name: 'retry' });
    const [first, second, ...more] = world.calls.filter((call) => call.startsWith('book'));
    expect(first).toBe(second);
    expect(more).toEqual([]);
  });

  it('cannot be looked for without a line: the hall, its hours and its telephone are told', async () => {
    const world = appointmentWorld();
    await world.walkTo('home');
    world.act({ name: 'openGuide', itemCode: item });
    world.act({ name: 'findTimes', itemCode: item });
    await world.settleTimes({ outcome: 'offline' });
    expect(world.view()).toMatchObject({
      canGoBack: true,
      visit: {
        screen: 'appointmentOffline',
        work: 'slots',
        places: [{ telephone: '0731-00000108', hours: [{ from: '09:00' }, { from: '13:00' }] }],
      },
    });
    world.act({ name: 'back' });
    expect(world.view().visit.screen).toBe('guide');
  });

  it('that hangs is given up for no line', async () => {
    const world = appointmentWorld();
    await world.walkTo('home');
    world.act({ name: 'openGuide', itemCode: item });
    world.act({ name: 'findTimes', itemCode: item });
    await world.clock.advance(60_000);
    expect(world.view().visit).toMatchObject({ screen: 'appointmentOffline', work: 'slots' });
  });
});

describe('one’s own appointments', () => {
  it('are looked at beside the applications, and given back after one more question', async () => {
    const world = appointmentWorld();
    await toMine(world, [booked]);
    expect(world.view().visit).toMatchObject({ screen: 'myAppointments', appointments: [{ startsAt }] });
    expect(world.act({ name: 'openAppointment', number: 'YY20261123-0000000000' })).toMatchObject({
      accepted: false,
    });
    world.act({ name: 'openAppointment', number: booked.number });
    expect(world.view()).toMatchObject({ canGoBack: true, visit: { screen: 'appointment', isNew: false } });
    world.act({ name: 'cancelAppointment' });
    world.act({ name: 'back' });
    expect(world.view().visit.screen).toBe('appointment');
    world.act({ name: 'cancelAppointment' });
    world.act({ name: 'confirmCancelling' });
    await world.settleCancelling({ outcome: 'answered', value: 'cancelled' });
    await world.settleAppointments({ outcome: 'answered', value: [] });
    expect(world.view().visit).toMatchObject({
      screen: 'myAppointments',
      appointments: [],
      notice: 'cancelled',
    });
    expect(world.calls.filter((call) => call.startsWith('cancel'))).toEqual([`cancel ${booked.number}`]);
  });

  it.each([
    [{ outcome: 'offline' }, { screen: 'appointmentOffline', work: 'mine' }],
    [
      { outcome: 'failed', problem: 'person-unknown', staffCode: 'x' },
      { screen: 'problem', problem: 'person-unknown', canRetry: false },
    ],
  ] as const)('cannot be seen where the platform answers %j', async (outcome, screen) => {
    const world = appointmentWorld();
    await world.walkTo('choose');
    world.act({ name: 'openProgress' });
    await world.settleProgress({ ok: true, finding: { source: { from: 'platform' }, applications: [] } });
    world.act({ name: 'openAppointments' });
    await world.settleAppointments(outcome);
    expect(world.view().visit).toMatchObject(screen);
  });

  it('are forgotten at the goodbye', async () => {
    const world = appointmentWorld();
    await toMine(world, [booked]);
    world.act({ name: 'endVisit' });
    expect(JSON.stringify(world.view())).not.toContain(String(startsAt));
  });
});
