import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  sayServingMilliseconds,
  watchUpdateTrial,
} from '../../../../electron/core/update/watch-update-trial.ts';
import { releaseFolders } from '../../../../electron/update/folders.ts';
import {
  type HealthLook,
  wellForMilliseconds,
  wellWithinMilliseconds,
} from '../../../../electron/update/judge-health.ts';
import { freshLauncherState, writeLauncherState } from '../../../../electron/update/launcher-state.ts';
import { readRequest } from '../../../../electron/update/update-request.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';
import { silentLog } from '../../../helpers/journal.ts';

let dataFolder: string;
let clock: FakeClock;
let look: HealthLook;
let atRest: boolean;
let ends: number;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'yizhan-trial-'));
  clock = createFakeClock();
  look = { serves: true, pageShown: true, working: ['printer'] };
  atRest = true;
  ends = 0;
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

const folders = () => releaseFolders(dataFolder);
/** A core of 0.2.0, started by the launcher, which has that version on trial or not. */
const watch = ({ onTrial = true } = {}): void => {
  mkdirSync(folders().root, { recursive: true });
  const trial = { version: '0.2.0', starts: 1, working: ['printer' as const] };
  writeLauncherState(folders().launcherFile, { ...freshLauncherState, trial: onTrial ? trial : null });
  watchUpdateTrial({
    word: { keys: [], version: '0.2.0', onTrial: true, program: '/opt/yizhan' },
    folders: folders(),
    look: () => look,
    isAtRest: () => atRest,
    endKiosk: () => {
      ends += 1;
    },
    newId: () => `word-${clock.monotonic()}`,
    clock,
    log: silentLog,
  });
};
const said = () => {
  const request = readRequest(folders().requestFile);
  return request?.kind === 'verdict' ? request.unhealthy : undefined;
};

describe('a core whose version is on trial', () => {
  it('says that it is well once it has been for a while, and goes on', async () => {
    watch();
    await clock.advance(wellForMilliseconds - 1_000);
    expect(said()).toBeUndefined();
    await clock.advance(5_000);
    expect(said()).toBeNull();
    expect({ ends, timers: clock.pending() }).toEqual({ ends: 0, timers: 0 });
  });

  it.each([
    ['not-in-service', { serves: false }],
    ['page-not-shown', { pageShown: false }],
    ['device-worse', { working: [] }],
  ] as const)('says %s when its time is over, and ends', async (reason, changes) => {
    look = { ...look, ...changes };
    watch();
    await clock.advance(wellWithinMilliseconds - 2_000);
    expect({ said: said(), ends }).toEqual({ said: undefined, ends: 0 });
    await clock.advance(5_000);
    expect({ said: said(), ends }).toEqual({ said: reason, ends: 1 });
  });

  it('lets a resident finish first, and changes its mind when all is well by then', async () => {
    look = { ...look, working: [] };
    atRest = false;
    watch();
    await clock.advance(2 * wellWithinMilliseconds);
    expect({ said: said(), ends }).toEqual({ said: undefined, ends: 0 });
    look = { ...look, working: ['printer', 'camera'] };
    await clock.advance(2 * wellForMilliseconds);
    expect({ said: said(), ends }).toEqual({ said: null, ends: 0 });
  });

  it('tells the launcher again and again that somebody is served, and no more when they have gone', async () => {
    look = { ...look, working: [] };
    atRest = false;
    watch();
    const told: string[] = [];
    for (let seconds = 0; seconds < 40; seconds += 1) {
      await clock.advance(1_000);
      const request = readRequest(folders().requestFile);
      if (request?.kind === 'serving' && request.id !== told.at(-1)) told.push(request.id);
    }
    expect(told).toHaveLength(4);
    atRest = true;
    await clock.advance(sayServingMilliseconds);
    expect(readRequest(folders().requestFile)).toMatchObject({ kind: 'serving', id: told.at(-1) });
    await clock.advance(wellWithinMilliseconds);
    expect({ said: said(), ends }).toEqual({ said: 'device-worse', ends: 1 });
  });

  it('says nothing once it was judged', async () => {
    watch({ onTrial: false });
    await clock.advance(2 * wellWithinMilliseconds);
    expect(said()).toBeUndefined();
  });
});
