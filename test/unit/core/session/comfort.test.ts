import { expect, it } from 'vitest';
import { speaksAt } from '../../../../electron/core/session/speech-hours.ts';
import { createVisitWorld } from '../../../helpers/visit.ts';

const comfort = { highContrast: true, seated: true, voice: true };
const plain = { highContrast: false, seated: false, voice: false };

const chooseAll = (world: ReturnType<typeof createVisitWorld>): void => {
  world.act({ name: 'setContrast', on: true });
  world.act({ name: 'setSeated', on: true });
  world.act({ name: 'setVoice', on: true });
};

it('keeps colours, reach and voice to the goodbye and leaves none of them to the next resident', async () => {
  const world = createVisitWorld();
  await world.walkTo('choose');
  chooseAll(world);
  expect(world.view()).toMatchObject(comfort);
  world.act({ name: 'endVisit' });
  expect(world.view()).toMatchObject({ ...comfort, visit: { screen: 'goodbye' } });
  await world.clock.advance(6_000);
  expect(world.view()).toMatchObject({ ...plain, visit: { screen: 'attract' } });
});

it('forgets what somebody chose who went away before starting', async () => {
  const world = createVisitWorld();
  chooseAll(world);
  expect(world.view()).toMatchObject(comfort);
  await world.clock.advance(61_000);
  expect(world.view()).toMatchObject(plain);
});

it('takes a choice as a sign that somebody is there', async () => {
  const world = createVisitWorld();
  await world.walkTo('choose');
  await world.clock.advance(31_000);
  expect(world.view().timeLeft?.warning).toBe(true);
  world.act({ name: 'setContrast', on: true });
  expect(world.view().timeLeft?.warning).toBe(false);
});

it('has one size and one reach for staff, who may choose the colours and leave them to nobody', () => {
  const world = createVisitWorld();
  chooseAll(world);
  world.act({ name: 'enterMaintenance' });
  expect(world.view()).toMatchObject({ ...plain, highContrast: true });
  for (const name of ['setSeated', 'setVoice'] as const) {
    expect(world.act({ name, on: true })).toEqual({ accepted: false, reason: 'not-now' });
  }
  expect(world.act({ name: 'setContrast', on: false })).toEqual({ accepted: true });
  expect(world.view()).toMatchObject(plain);
  world.act({ name: 'setContrast', on: true });
  world.leaveStaffMode();
  expect(world.view()).toMatchObject(plain);
});

it('speaks by day until somebody turns it off, and by night for whoever turns it on', () => {
  const world = createVisitWorld();
  const byDay = { ...world.around, speaksAtThisHour: true };
  expect(world.session.view(byDay).voice).toBe(true);
  expect(world.view().voice).toBe(false);
  world.act({ name: 'setVoice', on: false });
  expect(world.session.view(byDay).voice).toBe(false);
  world.act({ name: 'setVoice', on: true });
  expect(world.view().voice).toBe(true);
});

it.each([
  ['21:00', '07:00', '20:59', true],
  ['21:00', '07:00', '21:00', false],
  ['21:00', '07:00', '23:59', false],
  ['21:00', '07:00', '00:00', false],
  ['21:00', '07:00', '06:59', false],
  ['21:00', '07:00', '07:00', true],
  ['12:00', '14:00', '13:00', false],
  ['12:00', '14:00', '14:00', true],
  ['12:00', '14:00', '11:59', true],
  ['08:00', '08:00', '08:00', true],
])('quiet from %s to %s, speaks at %s: %s', (quietFrom, quietUntil, time, speaks) => {
  expect(speaksAt({ quietFrom, quietUntil }, Date.parse(`2026-11-22T${time}:00+08:00`))).toBe(speaks);
});
