import { beforeEach, expect, it } from 'vitest';
import { createVisitWorld, type VisitWorld } from '../../../helpers/visit.ts';

let world: VisitWorld;
beforeEach(() => {
  world = createVisitWorld();
});
const closing = { by: 'staff', reason: 'no-paper', since: 1, reopensAt: null } as const;

it('staff come in from the attract screen alone, and while they are in, nobody is served', () => {
  expect(world.code()).not.toBeNull();
  expect(world.act({ name: 'enterMaintenance' })).toEqual({ accepted: true });
  expect(world.view().visit.screen).toBe('maintenance');
  expect(world.code()).toBeNull();
  expect(world.card()).toBeNull();
  expect(world.act({ name: 'start' })).toEqual({ accepted: false, reason: 'not-now' });
  expect(world.act({ name: 'setElderMode', on: true })).toEqual({ accepted: false, reason: 'not-now' });
  world.leaveStaffMode();
  expect(world.view().visit.screen).toBe('attract');
  expect(world.calls).toEqual(['enter staff mode', 'leave staff mode']);
  expect(world.code()).not.toBeNull();
});

it('nobody comes in in the middle of a visit', () => {
  world.act({ name: 'start' });
  expect(world.act({ name: 'enterMaintenance' })).toEqual({ accepted: false, reason: 'not-now' });
});

it('the kiosk returns to the language that staff have set, after staff and after a resident', async () => {
  world.act({ name: 'enterMaintenance' });
  world.standing.locale = 'en';
  world.leaveStaffMode();
  expect(world.view().locale).toBe('en');
  world.act({ name: 'setLocale', locale: 'zh-CN' });
  await world.clock.advance(90_000);
  expect(world.view()).toMatchObject({ locale: 'en', visit: { screen: 'attract' } });
});

it('the language of staff is not left to the next resident', () => {
  world.act({ name: 'enterMaintenance' });
  world.act({ name: 'setLocale', locale: 'en' });
  world.leaveStaffMode();
  expect(world.view().locale).toBe('zh-CN');
});

it('a closed kiosk says so, starts no visit, and lets staff in', () => {
  world.around.closing = closing;
  expect(world.view().visit).toEqual({ screen: 'closed', closing });
  expect(world.act({ name: 'start' })).toEqual({ accepted: false, reason: 'not-now' });
  expect(world.act({ name: 'enterMaintenance' })).toEqual({ accepted: true });
});
