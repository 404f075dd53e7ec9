import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseStart, damagedSlots, startsOnTrial } from '../../../electron/update/choose-start.ts';
import { freshLauncherState, type LauncherState } from '../../../electron/update/launcher-state.ts';
import type { UpdateRequest } from '../../../electron/update/update-request.ts';

const now = 1_800_000_000_000;
const tryIt = (version: string, id = `try-${version}`): UpdateRequest => ({
  kind: 'try',
  id,
  version,
  working: ['printer'],
});
const verdict = (version: string, unhealthy: 'device-worse' | null, id = 'verdict'): UpdateRequest => ({
  kind: 'verdict',
  id,
  version,
  unhealthy,
});

/** A start of a kiosk that the package installed as 0.1.0; `damaged`: slots that are not whole. */
const start = (
  state: LauncherState,
  request: UpdateRequest | null,
  { damaged = [], packagedVersion = '0.1.0' }: { damaged?: readonly string[]; packagedVersion?: string } = {},
) =>
  chooseStart(state, {
    request,
    packagedVersion,
    now,
    findProblem: async (version) => (damaged.includes(version) ? 'file-altered' : null),
  });
const kinds = ({ events }: LauncherState) =>
  events.map(({ kind, version, reason }) => [kind, version, ...(reason === null ? [] : [reason])].join(' '));

describe('what the launcher starts', () => {
  it('is what the package installed, while there is nothing else', async () => {
    const { state, version, onTrial } = await start(freshLauncherState, null);
    expect({ state, version, onTrial }).toEqual({ state: freshLauncherState, version: null, onTrial: false });
  });

  it('is a version on trial, then that version for good', async () => {
    const tried = await start(freshLauncherState, tryIt('0.2.0'));
    expect(tried).toMatchObject({ version: '0.2.0', onTrial: true });
    expect(tried.state.trial).toEqual({ version: '0.2.0', starts: 1, working: ['printer'] });
    const kept = await start(tried.state, verdict('0.2.0', null));
    expect(kept).toMatchObject({ version: '0.2.0', onTrial: false });
    expect(kept.state).toMatchObject({ confirmed: ['0.2.0'], trial: null, bad: [] });
    expect(kinds(kept.state)).toEqual(['tried 0.2.0', 'confirmed 0.2.0']);
    expect(await start(kept.state, verdict('0.2.0', null))).toMatchObject({
      version: '0.2.0',
      state: kept.state,
    });
  });

  it('is the version before, once the one on trial says that it is not well, and never that one again', async () => {
    const first = await start(freshLauncherState, tryIt('0.2.0'));
    const confirmed = await start(first.state, verdict('0.2.0', null, 'a'));
    const second = await start(confirmed.state, tryIt('0.3.0'));
    const back = await start(second.state, verdict('0.3.0', 'device-worse', 'b'));
    expect(back).toMatchObject({ version: '0.2.0', onTrial: false, state: { bad: ['0.3.0'] } });
    expect(kinds(back.state).at(-1)).toBe('rolled-back 0.3.0 device-worse');
    const again = await start(back.state, tryIt('0.3.0', 'once more'));
    expect(again).toMatchObject({ version: '0.2.0', onTrial: false });
  });

  it('gives a version up that ends early too often', async () => {
    let { state } = await start(freshLauncherState, tryIt('0.2.0'));
    for (let count = 1; count < startsOnTrial; count += 1) {
      const next = await start(state, tryIt('0.2.0'));
      expect(next).toMatchObject({ version: '0.2.0', onTrial: true });
      ({ state } = next);
    }
    const back = await start(state, tryIt('0.2.0'));
    expect(back).toMatchObject({ version: null, onTrial: false, state: { bad: ['0.2.0'], trial: null } });
    expect(kinds(back.state).at(-1)).toBe('rolled-back 0.2.0 ended-early');
  });

  it('is never a slot that is damaged', async () => {
    const tried = await start(freshLauncherState, tryIt('0.2.0'), { damaged: ['0.2.0'] });
    expect(tried).toMatchObject({ version: null, onTrial: false, state: { bad: [], trial: null } });
    expect(kinds(tried.state).at(-1)).toBe('slot-refused 0.2.0 file-altered');
    const two = { ...freshLauncherState, confirmed: ['0.3.0', '0.2.0'] };
    const fallen = await start(two, null, { damaged: ['0.3.0'] });
    expect(fallen).toMatchObject({ version: '0.2.0', state: { confirmed: ['0.2.0'] } });
    const package_ = await start(two, null, { damaged: ['0.3.0', '0.2.0'] });
    expect(package_).toMatchObject({ version: null, state: { confirmed: [] } });
  });

  it('does not try a version for ever whose slot is damaged again and again', async () => {
    let state = freshLauncherState;
    for (let count = 0; count < damagedSlots; count += 1)
      ({ state } = await start(state, tryIt('0.2.0', String(count)), { damaged: ['0.2.0'] }));
    expect(state.bad).toEqual(['0.2.0']);
  });

  it('is the package again when a newer one was installed', async () => {
    const state = { ...freshLauncherState, confirmed: ['0.2.0'] };
    expect(await start(state, null, { packagedVersion: '0.2.0' })).toMatchObject({
      version: null,
      state: { confirmed: [] },
    });
  });

  it('is always something, and a version that was rolled back never, whatever is asked in whatever order', async () => {
    const version = fc.constantFrom('0.0.9', '0.2.0', '0.3.0', '0.4.0');
    const request: fc.Arbitrary<UpdateRequest | null> = fc.oneof(
      fc.constant(null),
      fc.tuple(version, fc.string({ minLength: 1, maxLength: 2 })).map(([v, id]) => tryIt(v, id)),
      fc
        .tuple(
          version,
          fc.constantFrom('device-worse' as const, null),
          fc.string({ minLength: 1, maxLength: 2 }),
        )
        .map(([v, unhealthy, id]) => verdict(v, unhealthy, id)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(request, fc.subarray(['0.2.0', '0.3.0', '0.4.0']))),
        async (starts) => {
          let state = freshLauncherState;
          for (const [asked, damaged] of starts) {
            const before = state;
            const choice = await start(state, asked, { damaged });
            ({ state } = choice);
            if (choice.version === null) continue;
            expect(damaged).not.toContain(choice.version);
            expect(before.bad).not.toContain(choice.version);
            expect(choice.version).not.toBe('0.0.9');
            if (!choice.onTrial) expect(state.confirmed).toContain(choice.version);
            else expect(state.trial?.starts).toBeLessThanOrEqual(startsOnTrial);
          }
          const numbers = state.events.map(({ number }) => number);
          expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
        },
      ),
    );
  });
});
