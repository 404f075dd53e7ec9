import { describe, expect, it } from 'vitest';
import { mostReminders } from '../../../../electron/core/session/left-card-states.ts';
import { goodbyeMilliseconds, reminderMilliseconds } from '../../../../electron/core/session/visit-setup.ts';
import { createVisitWorld, type VisitWorld } from '../../../helpers/visit.ts';

/** A visit that was forgotten while its card lay on the reader, after the goodbye. */
const leftBehind = async (): Promise<VisitWorld> => {
  const world = createVisitWorld();
  await world.walkTo('choose');
  world.act({ name: 'setLocale', locale: 'en' });
  world.act({ name: 'endVisit' });
  world.leftCard()?.lies();
  await world.clock.advance(goodbyeMilliseconds);
  return world;
};

describe('a card that lies on the reader after the goodbye', () => {
  it('is told at the goodbye already', async () => {
    const world = createVisitWorld();
    await world.walkTo('goodbye');
    expect(world.view().visit).toMatchObject({ screen: 'goodbye', cardOnReader: false });
    world.leftCard()?.lies();
    expect(world.view().visit).toMatchObject({ screen: 'goodbye', cardOnReader: true });
    world.leftCard()?.gone();
    expect(world.view().visit).toMatchObject({ screen: 'goodbye', cardOnReader: false });
    await world.clock.advance(goodbyeMilliseconds);
    expect(world.view().visit.screen).toBe('attract');
    expect(world.calls).not.toContain('card left');
  });

  it('is asked for in the language of whoever left it, and with nothing else of them', async () => {
    const world = await leftBehind();
    expect(world.view()).toEqual({
      locale: 'en',
      elderMode: false,
      highContrast: false,
      seated: false,
      voice: false,
      timeLeft: null,
      canGoBack: false,
      actingFor: null,
      visit: { screen: 'cardLeft', reminder: 1, canStart: true },
    });
    expect(world.calls.at(-1)).toBe('card left');
  });

  it('is reminded of calmly, a few times; then it only stands there', async () => {
    const world = await leftBehind();
    const reminder = () => {
      const { visit } = world.view();
      return visit.screen === 'cardLeft' ? visit.reminder : null;
    };
    for (let told = 1; told < mostReminders; told += 1) {
      expect(reminder()).toBe(told);
      await world.clock.advance(reminderMilliseconds);
    }
    await world.clock.advance(3_600_000);
    expect(reminder()).toBe(mostReminders);
    expect(world.calls.filter((call) => call.startsWith('card'))).toEqual(['card left']);
  });

  it('ends it when it is lifted, and the next one finds the kiosk as it always is', async () => {
    const world = await leftBehind();
    await world.clock.advance(25_000);
    world.leftCard()?.gone();
    expect(world.view()).toMatchObject({ locale: 'zh-CN', visit: { screen: 'attract' } });
    expect(world.calls.at(-1)).toBe('card taken after 25000');
    expect(world.clock.pending()).toBe(1);
  });

  it('keeps nobody from looking around, and begins no visit by itself', async () => {
    const world = await leftBehind();
    expect(world.card()).toBeNull();
    world.act({ name: 'start' });
    expect(world.view()).toMatchObject({ locale: 'zh-CN', visit: { screen: 'home' } });
    expect(world.calls.filter((call) => call.startsWith('identify'))).toEqual([]);
  });

  it('keeps no staff out, who find it again when they leave', async () => {
    const world = await leftBehind();
    world.act({ name: 'enterMaintenance' });
    expect(world.view().visit.screen).toBe('maintenance');
  });

  it('does not open a kiosk that staff have closed', async () => {
    const world = await leftBehind();
    world.around.closing = { by: 'staff', reason: 'maintenance', since: 0, reopensAt: null };
    expect(world.view().visit).toMatchObject({ screen: 'cardLeft', canStart: false });
    expect(world.act({ name: 'start' })).toEqual({ accepted: false, reason: 'not-now' });
  });
});
