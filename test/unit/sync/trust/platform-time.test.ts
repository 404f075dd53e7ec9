import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createPlatformTime,
  keptPlatformTimeSchema,
  longestSilence,
} from '../../../../electron/sync/trust/platform-time.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';

const start = Date.UTC(2026, 10, 20, 4);
const year = 365 * 86_400_000;

/** A kiosk whose wall clock is `error` off and whose crystal drifts against the platform's by `drift`, and the truth. */
const createWorld = (error: number, drift = 0) => {
  const clock = createFakeClock(start + error);
  const time = createPlatformTime({ clock, kept: null });
  const truth = (): number => start + clock.monotonic() * (1 - drift);
  return {
    clock,
    time,
    truth,
    /** One exchange with these delays. */
    async exchange(there: number, back: number) {
      const sentAt = clock.monotonic();
      await clock.advance(there);
      const created = Math.floor(truth() / 1000);
      await clock.advance(back);
      time.observed({ created, sentAt, receivedAt: clock.monotonic() });
    },
  };
};

describe('the platform’s time', () => {
  it('is the wall clock until an answer has told it', () => {
    const { time, clock } = createWorld(5_000);
    expect(time.now()).toBe(clock.now());
    expect(time.offset()).toBeNull();
    expect(time.kept()).toBeNull();
  });

  it('is within a second and the way of the answer, however wrong the wall clock is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -10 * year, max: 10 * year }),
        fc.array(fc.tuple(fc.nat(20_000), fc.nat(20_000), fc.nat(3_600_000)), { minLength: 1, maxLength: 8 }),
        async (error, exchanges) => {
          const { clock, time, truth, exchange } = createWorld(error);
          for (const [there, back, pause] of exchanges) {
            await exchange(there, back);
            // Half of the bounds of this one answer; earlier ones can only have made it sharper.
            expect(Math.abs(time.now() - truth())).toBeLessThanOrEqual((1_000 + there + back) / 2 + 1);
            const sharp = Math.abs(time.now() - truth());
            await clock.advance(pause);
            expect(Math.abs(time.now() - truth())).toBeLessThanOrEqual(sharp + 1);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('grows sharper than a second over several answers', async () => {
    const { clock, time, truth, exchange } = createWorld(-3 * year);
    for (let count = 0; count < 40; count += 1) {
      await exchange(15, 15);
      await clock.advance(1_037);
    }
    expect(Math.abs(time.now() - truth())).toBeLessThan(60);
  });

  it('is not moved by a jump of the wall clock', async () => {
    const { clock, time, truth, exchange } = createWorld(0);
    await exchange(10, 10);
    const before = time.now() - truth();
    for (const jump of [2 * year, -2 * year]) {
      clock.jumpTo(start + jump);
      expect(time.now() - truth()).toBe(before);
      await clock.advance(10_000);
      expect(time.now() - truth()).toBe(before);
    }
    expect(time.offset()).toBe(time.now() - clock.now());
  });

  it('is told anew when the platform’s clock was set', async () => {
    const { clock, time, exchange } = createWorld(0);
    await exchange(10, 10);
    await clock.advance(60_000);
    const sentAt = clock.monotonic();
    const created = start / 1000 - 3_600;
    time.observed({ created, sentAt, receivedAt: sentAt });
    expect(Math.abs(time.now() - created * 1000)).toBeLessThanOrEqual(1_000);
  });

  it('goes on after a restart where it was, also with a wall clock that has fallen back to 1970', async () => {
    const { clock, time, truth, exchange } = createWorld(40 * year);
    await exchange(10, 10);
    await clock.advance(5_000);
    const kept = keptPlatformTimeSchema.parse(time.kept());
    const same = createPlatformTime({ clock, kept });
    expect(Math.abs(same.now() - truth())).toBeLessThanOrEqual(1_000);
    const fallen = createFakeClock(0);
    const next = createPlatformTime({ clock: fallen, kept });
    expect(next.now()).toBe(kept.reached);
    await fallen.advance(7_000);
    expect(next.now()).toBe(kept.reached + 7_000);
    // Nothing was learned in this life: what the last one knew is kept on.
    expect(next.kept()).toEqual(kept);
  });

  it('does not believe a wall clock that is more than 400 days ahead of what it knows, until it hears the platform', async () => {
    const { clock, time, truth, exchange } = createWorld(0);
    await exchange(10, 10);
    const kept = keptPlatformTimeSchema.parse(time.kept());
    for (const [ahead, basis] of [
      [longestSilence - 60_000, 'local-clock'],
      [longestSilence + 60_000, 'local-clock-not-believed'],
      [20 * year, 'local-clock-not-believed'],
    ] as const) {
      const wrong = createFakeClock(start + ahead);
      const next = createPlatformTime({ clock: wrong, kept });
      expect(next.basis()).toBe(basis);
      if (basis === 'local-clock') continue;
      expect(next.now()).toBe(kept.reached);
      await wrong.advance(7_000);
      expect(next.now()).toBe(kept.reached + 7_000);
      next.observed({
        created: Math.floor(truth() / 1000),
        sentAt: wrong.monotonic(),
        receivedAt: wrong.monotonic(),
      });
      expect(next.basis()).toBe('platform');
      expect(Math.abs(next.now() - truth())).toBeLessThanOrEqual(1_000);
    }
    expect(clock.now()).toBe(start + 20);
  });

  it('is never earlier than the day on which the kiosk’s key was put in place, nor much later without a word', () => {
    const keySince = start - 30 * 86_400_000;
    const at = (wall: number) => createPlatformTime({ clock: createFakeClock(wall), kept: null, keySince });
    expect(at(0).now()).toBe(keySince);
    expect(at(start).now()).toBe(start);
    expect(at(start + 30 * year).now()).toBe(keySince);
    expect(at(start + 30 * year).basis()).toBe('local-clock-not-believed');
  });

  it('says what has certainly been reached, however the wall clock stands', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -50 * year, max: 50 * year }),
        fc.nat(86_400_000 * 30),
        async (error, pause) => {
          const { clock, time, truth, exchange } = createWorld(0);
          expect(time.reached()).toBe(0);
          await exchange(10, 10);
          await clock.advance(pause);
          expect(time.reached()).toBeLessThanOrEqual(truth());
          const kept = time.kept();
          const wrong = createFakeClock(truth() + error);
          const next = createPlatformTime({ clock: wrong, kept });
          expect(next.reached()).toBe(kept?.reached);
          await wrong.advance(pause);
          expect(next.reached()).toBeLessThanOrEqual(truth() + pause);
          expect(next.reached()).toBeGreaterThan(truth() + pause - 60_000 - pause / 1_000);
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each([150e-6, -150e-6])('follows a crystal that drifts by %d', async (drift) => {
    const { clock, time, truth, exchange } = createWorld(0, drift);
    for (let minutes = 0; minutes < 24 * 60; minutes += 10) {
      await exchange(20, 20);
      expect(time.kept()?.reached).toBeLessThanOrEqual(truth());
      expect(Math.abs(time.now() - truth())).toBeLessThanOrEqual(521);
      await clock.advance(599_337);
      expect(time.kept()?.reached).toBeLessThanOrEqual(truth());
    }
  });

  it('never keeps more than is certain', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(9_000), fc.nat(9_000), fc.nat(86_400_000), async (there, back, pause) => {
        const { clock, time, truth, exchange } = createWorld(year);
        await exchange(there, back);
        await clock.advance(pause);
        expect(time.kept()?.reached).toBeLessThanOrEqual(truth());
      }),
    );
  });
});
