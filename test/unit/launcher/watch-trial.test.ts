import { beforeEach, describe, expect, it } from 'vitest';
import {
  servingForMilliseconds,
  silentForMilliseconds,
  waitsForVisitMilliseconds,
  watchTrial,
} from '../../../electron/launcher/watch-trial.ts';
import { freshLauncherState, type LauncherState } from '../../../electron/update/launcher-state.ts';
import type { UpdateRequest } from '../../../electron/update/update-request.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts';

const version = '0.2.0';
let clock: FakeClock;
let request: UpdateRequest | null;
let kept: LauncherState | null;
let ends: number;
beforeEach(() => {
  clock = createFakeClock();
  request = null;
  kept = null;
  ends = 0;
});

/** The launcher watches 0.2.0, which was started just now. */
const watch = (): void => {
  watchTrial(
    { ...freshLauncherState, trial: { version, starts: 1, working: [] } },
    {
      request: () => request,
      keep: (state) => {
        kept = state;
      },
      end: () => {
        ends += 1;
      },
      clock,
    },
  );
};
/** Lets time pass while a core says every ten seconds that somebody is served. */
const serveFor = async (milliseconds: number): Promise<void> => {
  const saysEvery = 10_000;
  for (let passed = 0; passed < milliseconds; passed += saysEvery) {
    request = { kind: 'serving', id: `serving-${clock.monotonic()}`, version };
    await clock.advance(saysEvery);
  }
};
const rolledBack = () => kept?.events.at(-1);

describe('the launcher, watching a version on trial', () => {
  it('ends one that says nothing, and will not start it again', async () => {
    watch();
    await clock.advance(silentForMilliseconds - 2_000);
    expect(ends).toBe(0);
    await clock.advance(3_000);
    expect(ends).toBe(1);
    expect(rolledBack()).toMatchObject({ kind: 'rolled-back', version, reason: 'no-verdict' });
    expect(kept?.bad).toEqual([version]);
  });

  it('ends nothing while a resident is served, and takes what the core says when they have gone', async () => {
    watch();
    await serveFor(2 * silentForMilliseconds);
    expect({ ends, kept }).toEqual({ ends: 0, kept: null });
    request = { kind: 'verdict', id: 'verdict', version, unhealthy: 'device-worse' };
    await clock.advance(2_000);
    expect(ends).toBe(0);
    expect(rolledBack()).toMatchObject({ kind: 'rolled-back', reason: 'device-worse' });
  });

  it('ends one that served somebody and has hung since', async () => {
    watch();
    await serveFor(silentForMilliseconds);
    await clock.advance(servingForMilliseconds - 12_000);
    expect(ends).toBe(0);
    await clock.advance(13_000);
    expect(ends).toBe(1);
    expect(rolledBack()).toMatchObject({ kind: 'rolled-back', reason: 'no-verdict' });
  });

  it('does not wait for ever for a visit to end', async () => {
    watch();
    await serveFor(waitsForVisitMilliseconds - 20_000);
    expect(ends).toBe(0);
    await serveFor(30_000);
    expect(ends).toBe(1);
  });
});
