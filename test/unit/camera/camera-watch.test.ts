import { describe, expect, it } from 'vitest';
import {
  type CameraEvent,
  type CameraWatch,
  firstRestMilliseconds,
  initialCameraWatch,
  longestRestMilliseconds,
  nextCameraWatch,
  timeOf,
  wantedLook,
} from '../../../electron/core/devices/camera-watch.ts';

const present: CameraEvent = { type: 'presence', presence: 'present', seen: ['Kiosk Camera'] };
const gone: CameraEvent = { type: 'presence', presence: 'not-found', seen: [] };
const begins: CameraEvent = { type: 'visit', going: true };
const ends: CameraEvent = { type: 'visit', going: false };
const timeUp: CameraEvent = { type: 'timeUp' };
const finding = (look: number, found: 'opened' | 'ok' | 'black' | 'unplugged'): CameraEvent => ({
  type: 'finding',
  look,
  finding: found,
});

const having = (...events: readonly CameraEvent[]): CameraWatch =>
  events.reduce(nextCameraWatch, initialCameraWatch);

describe('when the core looks through the camera', () => {
  it('is once after the camera is there, and not again while all is well', () => {
    expect(wantedLook(having(present))).toBe(1);
    const content = having(present, finding(1, 'opened'), finding(1, 'ok'));
    expect(wantedLook(content)).toBeNull();
    expect(timeOf(content)).toBeNull();
    expect(wantedLook(having(present, finding(1, 'ok'), begins, ends, present, timeUp))).toBeNull();
  });

  it('is once after each replug', () => {
    expect(wantedLook(having(present, finding(1, 'ok'), gone, present))).toBe(2);
  });

  it('is never in a visit: what is owed is made good after it', () => {
    expect(wantedLook(having(begins, present))).toBeNull();
    expect(wantedLook(having(begins, present, ends))).toBe(1);
  });

  it('is called off by a visit that begins, and done after it', () => {
    expect(wantedLook(having(present, finding(1, 'opened'), begins))).toBeNull();
    expect(wantedLook(having(present, finding(1, 'opened'), begins, ends))).toBe(2);
  });

  it('is again after a fault, later and later, but never in a visit', () => {
    let watch = having(present, finding(1, 'black'));
    const rests: (number | null)[] = [];
    for (let look = 2; look < 10; look += 1) {
      rests.push(timeOf(watch));
      watch = [timeUp, finding(look, 'black')].reduce(nextCameraWatch, watch);
    }
    expect(rests).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    expect(Math.max(...rests.map(Number))).toBe(longestRestMilliseconds);
    expect(wantedLook([begins, timeUp].reduce(nextCameraWatch, watch))).toBeNull();
    expect(wantedLook([begins, timeUp, ends].reduce(nextCameraWatch, watch))).toBe(10);
  });

  it('is soon again when something was plugged while a fault stands', () => {
    const watch = having(
      present,
      finding(1, 'black'),
      timeUp,
      finding(2, 'black'),
      timeUp,
      finding(3, 'black'),
    );
    expect(timeOf(watch)).toBe(4 * firstRestMilliseconds);
    expect(timeOf(nextCameraWatch(watch, present))).toBe(firstRestMilliseconds);
  });

  it('ends without an answer when the page says nothing in time', () => {
    expect(having(present, timeUp)).toMatchObject({ phase: 'resting', result: 'no-answer' });
    expect(having(present, finding(1, 'opened'), timeUp)).toMatchObject({
      phase: 'resting',
      result: 'no-answer',
    });
    expect(having(timeUp)).toMatchObject({ phase: 'unanswered' });
  });

  it('takes no finding for a look that is over', () => {
    const watch = having(present, finding(1, 'black'), timeUp);
    expect(nextCameraWatch(watch, finding(1, 'ok'))).toEqual(watch);
    expect(nextCameraWatch(having(present, finding(1, 'ok')), finding(1, 'unplugged'))).toMatchObject({
      result: 'ok',
    });
  });
});
