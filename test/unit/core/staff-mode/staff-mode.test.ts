import { beforeEach, describe, expect, it } from 'vitest';
import { createStaffModeWorld, type StaffModeWorld, stationMaster } from '../../../helpers/staff-mode.ts';

let world: StaffModeWorld;
beforeEach(() => {
  world = createStaffModeWorld();
});
const refusal = (
  reason: 'wrong-pin' | 'locked' | 'not-staff' | 'credential-revoked',
  lockedUntil: number | null = null,
) => ({ outcome: 'refused', refusal: { reason, lockedUntil } }) as const;
const signInView = () => {
  const view = world.mode.view();
  if (view.stage !== 'signIn') throw new Error('somebody has signed in');
  return view;
};
const panelView = () => {
  const view = world.mode.view();
  if (view.stage !== 'panel') throw new Error('nobody has signed in');
  return view;
};

describe('at the door', () => {
  it('a kiosk that is stopped in staff mode may be drawn once more', async () => {
    await world.walkIn();
    world.stop();
    expect(world.mode.isOn()).toBe(false);
    expect(signInView()).toMatchObject({ step: 'card', refusal: null });
  });

  it('a card and a PIN lead to the first page', async () => {
    expect(signInView()).toMatchObject({ step: 'card', refusal: null });
    world.card()?.reading();
    expect(signInView().step).toBe('reading');
    world.card()?.read({});
    expect(signInView().step).toBe('recognising');
    await world.recognised();
    expect(signInView().step).toBe('pin');
    expect(world.mode.act({ name: 'pin', pin: '482915' })).toEqual({ accepted: true });
    expect(signInView().step).toBe('checking');
    await world.signedIn();
    expect(panelView()).toMatchObject({ member: { label: 'W-003', role: 'supervisor' }, working: false });
    expect(world.calls).toEqual(['sign in with 482915', 'open today']);
  });

  it('a slip or a stick leads to the PIN as a card does; one that does not count is said', async () => {
    world.slip()?.('YZS1:former');
    expect(signInView().step).toBe('recognising');
    expect(world.slip()).toBeNull();
    await world.recognised(refusal('credential-revoked'));
    expect(signInView()).toMatchObject({ step: 'card', refusal: { reason: 'credential-revoked' } });
    expect(world.mode.act({ name: 'useStick' })).toEqual({ accepted: true });
    await world.recognised();
    expect(signInView()).toMatchObject({ step: 'pin', refusal: null });
    expect(world.mode.act({ name: 'useStick' })).toMatchObject({ accepted: false });
    expect(world.calls).toEqual(['look at YZS1:former', 'look at the stick']);
  });

  it('a card that was not read, or is nobody’s here, is said, and the next one is looked for', async () => {
    world.card()?.failed({ problem: 'card-read-failed', staffCode: 'x' });
    expect(signInView()).toMatchObject({ step: 'card', refusal: { reason: 'card-not-read' } });
    world.card()?.read({});
    await world.recognised(refusal('not-staff'));
    expect(signInView()).toMatchObject({ step: 'card', refusal: { reason: 'not-staff' } });
    expect(world.card()).not.toBeNull();
  });

  it('a wrong PIN may be typed again; a locked one sends back to the card', async () => {
    world.card()?.read({});
    await world.recognised();
    world.mode.act({ name: 'pin', pin: '000001' });
    await world.signedIn(refusal('wrong-pin'));
    expect(signInView()).toMatchObject({ step: 'pin', refusal: { reason: 'wrong-pin' } });
    world.mode.act({ name: 'pin', pin: '000001' });
    await world.signedIn(refusal('locked', 99));
    expect(signInView()).toMatchObject({ step: 'card', refusal: { reason: 'locked', lockedUntil: 99 } });
  });

  it('nothing of the panel can be done, whatever the page sends', () => {
    expect(world.mode.act({ name: 'openKiosk' })).toMatchObject({ accepted: false });
    expect(world.mode.act({ name: 'openPage', page: 'today' })).toMatchObject({ accepted: false });
    expect(world.mode.act({ name: 'pin', pin: '482915' })).toMatchObject({ accepted: false });
    expect(world.calls).toEqual([]);
  });

  it('one may leave without having signed in', () => {
    world.mode.act({ name: 'signOut' });
    expect(world.mode.isOn()).toBe(false);
    expect(world.calls).toEqual(['left']);
  });

  it('a resident who touched the button by mistake is let go after a minute and a warning', async () => {
    await world.clock.advance(60_000);
    expect(world.mode.timeLeft()).toEqual({ milliseconds: 30_000, warning: true });
    await world.clock.advance(30_000);
    expect(world.calls).toEqual(['left']);
  });

  it.each(['recognising', 'checking'])('a check that hangs in %s is given up', async (step) => {
    world.card()?.read({});
    if (step === 'checking') {
      await world.recognised();
      world.mode.act({ name: 'pin', pin: '482915' });
    }
    await world.clock.advance(30_000);
    expect(signInView()).toMatchObject({ step: 'card', refusal: { reason: 'check-never-ended' } });
    // Too late.
    await world.recognised();
    expect(signInView().step).toBe('card');
  });
});

describe('within', () => {
  beforeEach(() => world.walkIn());

  it('an action is under way once, and its result stands until another page is opened', async () => {
    expect(world.mode.act({ name: 'openKiosk' })).toEqual({ accepted: true });
    expect(panelView().working).toBe(true);
    expect(world.mode.act({ name: 'openKiosk' })).toMatchObject({ accepted: false });
    await world.performed({ code: 'kiosk-opened', good: true });
    expect(panelView()).toMatchObject({ working: false, result: { code: 'kiosk-opened', good: true } });
    world.mode.act({ name: 'openPage', page: 'pin' });
    expect(panelView()).toMatchObject({ result: null, page: { name: 'pin' } });
    expect(world.calls.filter((call) => call === 'W-003 does openKiosk')).toHaveLength(1);
  });

  it('a page that the role may not open stays shut', () => {
    expect(world.mode.act({ name: 'openPage', page: 'machine' })).toEqual({
      accepted: false,
      reason: 'unknown-choice',
    });
  });

  it('an action that never ends is said to have none, and its late word is not believed', async () => {
    world.mode.act({ name: 'backUp' });
    await world.clock.advance(300_000);
    expect(panelView()).toMatchObject({ working: false, result: { code: 'never-ended', good: false } });
    await world.performed({ code: 'backed-up', good: true });
    expect(panelView().result?.code).toBe('never-ended');
  });

  it('time does not run out while something is under way', async () => {
    world.mode.act({ name: 'backUp' });
    expect(world.mode.timeLeft()).toBeNull();
    await world.clock.advance(200_000);
    expect(world.mode.isOn()).toBe(true);
  });

  it('five minutes without a touch warn, then the residents have their kiosk back', async () => {
    await world.clock.advance(299_000);
    expect(world.mode.timeLeft()).toMatchObject({ warning: false });
    await world.clock.advance(1_000);
    expect(world.mode.timeLeft()).toEqual({ milliseconds: 30_000, warning: true });
    world.mode.act({ name: 'stillHere' });
    expect(world.mode.timeLeft()).toEqual({ milliseconds: 300_000, warning: false });
    await world.clock.advance(330_000);
    expect(world.calls.slice(-2)).toEqual(['W-003 leaves timed-out', 'left']);
    expect(world.mode.isOn()).toBe(false);
    expect(world.clock.pending()).toBe(0);
  });

  it('signing out leaves at once, and nobody is known any more', () => {
    world.mode.act({ name: 'signOut' });
    expect(world.calls.slice(-2)).toEqual(['W-003 leaves by-hand', 'left']);
    expect(world.mode.act({ name: 'openKiosk' })).toEqual({ accepted: false, reason: 'not-now' });
    world.mode.enter(() => undefined);
    expect(world.mode.view()).toMatchObject({ stage: 'signIn', step: 'card' });
    expect(JSON.stringify(world.mode.view())).not.toContain(stationMaster.label);
  });
});

it('a kiosk that stops ends staff mode without a word to the residents’ chart', () => {
  world.stop();
  expect(world.mode.isOn()).toBe(false);
  expect(world.calls).toEqual([]);
  expect(world.clock.pending()).toBe(0);
});
