import { describe, expect, it } from 'vitest';
import {
  createCameraGate,
  isCameraOfOwnPage,
  wishWithinMilliseconds,
} from '../../../electron/main/camera-permission.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

const own = {
  permission: 'media',
  origin: 'yizhan://kiosk/',
  isMainFrame: true,
  mediaTypes: ['video'],
} as const;

describe('the camera', () => {
  it('is for the page of the kiosk', () => {
    expect(isCameraOfOwnPage(own, 'yizhan://kiosk')).toBe(true);
    expect(isCameraOfOwnPage({ ...own, origin: 'yizhan://kiosk' }, 'yizhan://kiosk')).toBe(true);
  });

  it.each([
    ['another host', { origin: 'yizhan://kiosk.evil/' }],
    ['a longer host', { origin: 'yizhan://kioskx' }],
    ['another scheme', { origin: 'https://kiosk/' }],
    ['no origin', { origin: undefined }],
    ['an opaque origin', { origin: 'null' }],
    ['a frame within the page', { isMainFrame: false }],
    ['the microphone', { mediaTypes: ['audio'] }],
    ['camera and microphone', { mediaTypes: ['audio', 'video'] }],
    ['a screen', { mediaTypes: [] }],
    ['nobody knows what', { mediaTypes: undefined }],
    ['a place', { permission: 'geolocation' }],
    ['a screen by its name', { permission: 'display-capture' }],
  ])('is not for %s', (_what, difference) => {
    expect(isCameraOfOwnPage({ ...own, ...difference }, 'yizhan://kiosk')).toBe(false);
  });
});

describe('the gate before the camera', () => {
  const ask = (gate: ReturnType<typeof createCameraGate>): { answer: boolean | null } => {
    const asked: { answer: boolean | null } = { answer: null };
    void gate.mayOpen().then((open) => {
      asked.answer = open;
    });
    return asked;
  };

  it('opens while the core wants a look, and is shut again afterwards', async () => {
    const clock = createFakeClock();
    const gate = createCameraGate(clock);
    gate.setWanted(true);
    const during = ask(gate);
    await clock.advance(0);
    gate.setWanted(false);
    const after = ask(gate);
    await clock.advance(wishWithinMilliseconds);
    expect([during.answer, after.answer]).toEqual([true, false]);
  });

  it('waits a moment for a wish that the page heard of first', async () => {
    const clock = createFakeClock();
    const gate = createCameraGate(clock);
    const asked = ask(gate);
    await clock.advance(wishWithinMilliseconds - 1);
    expect(asked.answer).toBeNull();
    gate.setWanted(true);
    await clock.advance(0);
    expect(asked.answer).toBe(true);
    expect(clock.pending()).toBe(0);
  });
});
