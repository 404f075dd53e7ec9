import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUpdateRecord } from '../../../../electron/core/update/update-record.ts';
import {
  createUpdateService,
  firstLookMilliseconds,
  lookAgainMilliseconds,
  lookEveryMilliseconds,
  restLookMilliseconds,
  restMilliseconds,
  type UpdateService,
  type UpdateServiceOptions,
} from '../../../../electron/core/update/update-service.ts';
import { updateHealth } from '../../../../electron/core/update/update-health.ts';
import { releaseFolders } from '../../../../electron/update/folders.ts';
import {
  freshLauncherState,
  type LauncherState,
  writeLauncherState,
} from '../../../../electron/update/launcher-state.ts';
import { createFolderSource } from '../../../../electron/update/receive/folder-source.ts';
import type { ReleaseSource, SourceProblem } from '../../../../electron/update/receive/release-source.ts';
import { readRequest } from '../../../../electron/update/update-request.ts';
import { healthReportSchema } from '../../../../platform/contract/kiosks.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { architecture, openWorkshop, type Workshop } from '../../../helpers/releases.ts';

const technician = { kind: 'technician', pseudonym: 'a'.repeat(64) } as const;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let workshop: Workshop;
let database: TestDatabase;
let ends: number;
let atRest: boolean;
let fetched: string[];
let fetchFails: string | null;
let whileFetching: () => void;
let opened: UpdateService[];
beforeEach(() => {
  workshop = openWorkshop();
  database = openTestDatabase();
  ends = 0;
  atRest = true;
  fetched = [];
  fetchFails = null;
  whileFetching = () => undefined;
  opened = [];
});
afterEach(async () => {
  for (const service of opened) await service.stop();
  database.dispose();
  workshop.remove();
});

const folders = () => releaseFolders(database.folder);
const entries = () =>
  database
    .read(({ audit }) => audit.after(0, 100))
    .filter(({ action }) => action.startsWith('update.'))
    .map(({ actorKind, action, subject, reason }) =>
      [actorKind, action, subject, reason].filter(Boolean).join(' '),
    );

/** A kiosk of version 0.1.0 whose usual place for releases is the workshop's folder. */
const openService = (changes: Partial<UpdateServiceOptions> = {}) => {
  const { clock } = database;
  const service = createUpdateService({
    word: { keys: [workshop.publicKey], version: '0.1.0', onTrial: false, program: '/opt/yizhan' },
    source: { address: 'http://releases.city/', ring: 'general' },
    taker: { kioskId: 'K-0123456789', platform: 'linux', architecture, databaseVersion: 19 },
    appVersion: '0.1.0',
    folders: folders(),
    dataFolder: database.folder,
    record: createUpdateRecord(database.current(), silent),
    openSource: (address) => createFolderSource(address.kind === 'folder' ? address.folder : workshop.output),
    receive: (order) => {
      const payload = JSON.parse(Buffer.from(order.text.split('.')[1] ?? '', 'base64url').toString('utf8'));
      fetched.push(payload.version);
      whileFetching();
      if (fetchFails === null) mkdirSync(folders().slotOf(payload.version), { recursive: true });
      return {
        ended: Promise.resolve(
          fetchFails === null
            ? ({ kind: 'received' } as const)
            : ({ kind: 'failed', reason: fetchFails, detail: '' } as const),
        ),
        stop: () => undefined,
        kill: () => undefined,
      };
    },
    now: clock.now,
    isAtRest: () => atRest,
    working: () => ['printer'],
    endKiosk: () => {
      ends += 1;
    },
    newId: () => 'request-1',
    changed: () => undefined,
    clock,
    log: silent,
    ...changes,
  });
  service.start();
  opened.push(service);
  return service;
};
/** Lets the first look happen, and what it has to read from the disk. */
const look = async (milliseconds = firstLookMilliseconds): Promise<void> => {
  await database.clock.advance(milliseconds);
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
const rest = () => database.clock.advance(restMilliseconds + 3 * restLookMilliseconds);
const left = (state: Partial<LauncherState>) => {
  mkdirSync(folders().root, { recursive: true });
  writeLauncherState(folders().launcherFile, { ...freshLauncherState, ...state });
};

describe('a kiosk that is offered a release', () => {
  it('fetches it while it serves, and asks for it to be tried when nobody has been served for a minute', async () => {
    await workshop.make({ 'yizhan*': 'new' });
    atRest = false;
    const service = openService();
    await look();
    await expect.poll(() => service.view().state).toBe('ready');
    await rest();
    expect(ends).toBe(0);
    atRest = true;
    await rest();
    expect(ends).toBe(1);
    expect(readRequest(folders().requestFile)).toEqual({
      kind: 'try',
      id: 'request-1',
      version: '0.2.0',
      working: ['printer'],
    });
    expect(entries()).toEqual([
      'kiosk update.offered 0.2.0',
      'kiosk update.downloaded 0.2.0',
      'kiosk update.applied 0.2.0',
    ]);
  });

  it('waits again from the beginning when somebody comes within the minute', async () => {
    await workshop.make({ 'yizhan*': 'new' });
    const service = openService();
    await look();
    await expect.poll(() => service.view().state).toBe('ready');
    await database.clock.advance(restMilliseconds - restLookMilliseconds);
    atRest = false;
    await database.clock.advance(2 * restLookMilliseconds);
    atRest = true;
    await database.clock.advance(restMilliseconds - restLookMilliseconds);
    expect(ends).toBe(0);
  });

  it.each([
    ['signed by another key', 'unknown-key', null],
    ['that has expired', 'expired', '0.2.0'],
    ['without a way back', 'not-reversible', '0.2.0'],
  ] as const)('refuses one %s, and writes that down once', async (_what, reason, version) => {
    await workshop.make(
      { 'yizhan*': 'new' },
      {
        ...(reason === 'expired' ? { expires: '2026-11-01T00:00:00.000Z' } : {}),
        ...(reason === 'not-reversible' ? { database: { version: 20, oldestReader: 20 } } : {}),
      },
    );
    const stranger = openWorkshop();
    const keys = reason === 'unknown-key' ? [stranger.publicKey] : [workshop.publicKey];
    stranger.remove();
    const service = openService({
      word: { keys, version: '0.1.0', onTrial: false, program: '/opt/yizhan' },
    });
    await look();
    await expect.poll(() => service.view().problem).toBe(reason);
    await look(lookEveryMilliseconds);
    await look(lookEveryMilliseconds);
    expect(fetched).toEqual([]);
    expect(entries()).toEqual([`kiosk update.refused ${version === null ? '' : `${version} `}${reason}`]);
  });

  it('says nothing in its log of one that is for others, or that it has', async () => {
    await workshop.make({ 'yizhan*': 'new' }, { stagingPercentage: 0 });
    const service = openService();
    await look();
    await expect.poll(() => service.view().problem).toBe('not-its-turn');
    expect(entries()).toEqual([]);
  });

  it('tells of one that came wrong, and fetches it again later', async () => {
    await workshop.make({ 'yizhan*': 'new' });
    fetchFails = 'digest-wrong';
    const service = openService();
    await look();
    await expect.poll(() => service.view().problem).toBe('digest-wrong');
    expect(entries()).toEqual(['kiosk update.offered 0.2.0', 'kiosk update.refused 0.2.0 digest-wrong']);
    fetchFails = null;
    await look(lookEveryMilliseconds);
    await expect.poll(() => service.view().state).toBe('ready');
    expect(fetched).toEqual(['0.2.0', '0.2.0']);
  });

  it('does not take one again that was rolled back, and fetches one anew whose slot was damaged', async () => {
    await workshop.make({ 'yizhan*': 'new' });
    left({ bad: ['0.2.0'] });
    const service = openService();
    await look();
    await expect.poll(() => service.view().problem).toBe('known-bad');
    await service.stop();
    mkdirSync(folders().slotOf('0.2.0'), { recursive: true });
    left({ events: [{ number: 1, at: 1, kind: 'slot-refused', version: '0.2.0', reason: 'file-altered' }] });
    const again = openService();
    await look();
    await expect.poll(() => again.view().state).toBe('ready');
    expect(fetched).toEqual(['0.2.0']);
  });
});

describe('what was fetched of a release', () => {
  /** What the usual place for releases answers, by turns; a reason is one for which nothing comes. */
  const answering = (answers: readonly ('as-usual' | SourceProblem | 'an-error-page')[]) => {
    const left = [...answers];
    const usual = createFolderSource(workshop.output);
    return {
      openSource: (): ReleaseSource => {
        const answer = left.shift() ?? 'as-usual';
        const readText: ReleaseSource['readText'] = async (...asked) => {
          if (answer === 'as-usual') return usual.readText(...asked);
          if (answer === 'an-error-page') return { ok: true, text: '<html>' };
          return { ok: false, reason: answer, detail: '' };
        };
        return { ...usual, readText };
      },
    };
  };
  const breakOff = (): void => {
    fetchFails = 'no-answer';
    whileFetching = () => {
      mkdirSync(folders().incomingOf('0.2.0'), { recursive: true });
    };
  };

  it.each([
    ['no-answer', 'no-answer'],
    ['nothing-there', 'nothing-there'],
    ['too-large', 'too-large'],
    ['an-error-page', 'not-a-release'],
  ] as const)('stays where the next look meets %s: that is no word of who signs', async (answer, problem) => {
    await workshop.make({ 'yizhan*': 'new' });
    breakOff();
    const service = openService(answering(['as-usual', answer]));
    await look();
    await expect.poll(() => service.view().problem).toBe('no-answer');
    await look(lookAgainMilliseconds);
    await expect.poll(() => service.view().problem).toBe(problem);
    expect(readdirSync(folders().incoming)).toEqual(['0.2.0']);
  });

  it('and is whole stays over a new start of the core while the line is down, and is taken without a second fetch', async () => {
    await workshop.make({ 'yizhan*': 'new' });
    mkdirSync(folders().slotOf('0.2.0'), { recursive: true });
    const service = openService(answering(['no-answer']));
    await look();
    await expect.poll(() => service.view().problem).toBe('no-answer');
    await look(lookAgainMilliseconds);
    await expect.poll(() => service.view()).toMatchObject({ state: 'ready', offered: '0.2.0' });
    expect(fetched).toEqual([]);
  });

  it('goes when a signed word takes it back', async () => {
    await workshop.make({ 'yizhan*': 'new' });
    breakOff();
    const service = openService();
    await look();
    await expect.poll(() => service.view().problem).toBe('no-answer');
    await workshop.make({ 'yizhan*': 'new' }, { stagingPercentage: 0 });
    await look(lookAgainMilliseconds);
    await expect.poll(() => service.view().problem).toBe('not-its-turn');
    expect(readdirSync(folders().incoming)).toEqual([]);
  });

  it('stays where one ring’s word came and the line was down before the next', async () => {
    await workshop.make(
      { 'yizhan*': 'new' },
      { ring: 'early', version: '0.3.0', expires: '2026-11-01T00:00:00.000Z' },
    );
    mkdirSync(folders().incomingOf('0.2.0'), { recursive: true });
    const usual = createFolderSource(workshop.output);
    const service = openService({
      source: { address: 'http://releases.city/', ring: 'early' },
      openSource: () => ({
        ...usual,
        readText: async (name, ...rest) =>
          name.startsWith('release-early-')
            ? usual.readText(name, ...rest)
            : { ok: false, reason: 'no-answer', detail: '' },
      }),
    });
    await look();
    await expect.poll(() => service.view().problem).toBe('no-answer');
    expect(readdirSync(folders().incoming)).toEqual(['0.2.0']);
  });
});

describe('a technician with a stick', () => {
  it('has a release of any ring put in place, in the technician’s name', async () => {
    await workshop.make({ 'yizhan*': 'new' }, { ring: 'pilot', stagingPercentage: 0 });
    const service = openService({ source: null });
    expect(service.view()).toMatchObject({ state: 'off', off: 'no-source' });
    service.installFromStick(workshop.output, technician);
    await expect.poll(() => service.view().state).toBe('ready');
    await rest();
    expect(ends).toBe(1);
    expect(entries()).toEqual([
      'technician update.offered 0.2.0',
      'technician update.downloaded 0.2.0',
      'kiosk update.applied 0.2.0',
    ]);
  });

  it('does not go back to an older version with it', async () => {
    await workshop.make({ 'yizhan*': 'old' }, { version: '0.0.9' });
    const service = openService();
    service.installFromStick(workshop.output, technician);
    await expect.poll(() => service.view().problem).toBe('not-newer');
    expect(entries()).toEqual(['technician update.refused 0.0.9 not-newer']);
  });

  it('is on record with each touch, also when nothing comes of it', async () => {
    const service = openService({ source: null });
    for (const touch of [1, 2]) {
      service.installFromStick(workshop.output, technician);
      await expect.poll(() => entries().length).toBe(touch);
    }
    expect(service.view().problem).toBe('nothing-there');
    expect(entries()).toEqual(Array(2).fill('technician update.refused nothing-there'));
  });

  it.each([
    ['breaks off', 'no-answer', () => undefined],
    [
      'is not there any more',
      'nothing-there',
      () => rmSync(workshop.output, { recursive: true, force: true }),
    ],
  ])(
    'that %s while it is fetched is told to plug it in again, and nothing of it stays',
    async (_what, fails, pullOut) => {
      await workshop.make({ 'yizhan*': 'new' });
      fetchFails = fails;
      whileFetching = () => {
        mkdirSync(folders().incomingOf('0.2.0'), { recursive: true });
        pullOut();
      };
      const service = openService();
      service.installFromStick(workshop.output, technician);
      await expect.poll(() => service.view()).toMatchObject({ state: 'waiting', problem: 'stick-gone' });
      expect(entries()).toEqual([
        'technician update.offered 0.2.0',
        'technician update.refused 0.2.0 stick-gone',
      ]);
      expect(readdirSync(folders().incoming)).toEqual([]);
    },
  );
});

describe('what the launcher has done', () => {
  it('is in the audit log once, whichever core comes up', async () => {
    const happened = { at: 1, version: '0.2.0', reason: null } as const;
    left({
      events: [
        { ...happened, number: 1, kind: 'tried' },
        { ...happened, number: 2, kind: 'rolled-back', reason: 'device-worse' },
      ],
    });
    for (let count = 0; count < 2; count += 1) await openService().stop();
    expect(entries()).toEqual(['kiosk update.tried 0.2.0', 'kiosk update.rolled-back 0.2.0 device-worse']);
  });

  it('keeps only slots that may be started again', async () => {
    await workshop.make({ 'yizhan*': 'new' });
    for (const version of ['0.0.5', '0.0.8', '0.0.9'])
      mkdirSync(folders().slotOf(version), { recursive: true });
    mkdirSync(folders().incomingOf('0.0.7'), { recursive: true });
    left({ confirmed: ['0.0.9', '0.0.8'] });
    const service = openService();
    await look();
    await expect.poll(() => service.view().state).toBe('ready');
    expect(readdirSync(folders().slots).sort()).toEqual(['0.0.8', '0.0.9', '0.2.0']);
    expect(readdirSync(folders().incoming)).toEqual([]);
  });
});

describe('updates', () => {
  it.each([
    ['not-launched', { word: null }],
    ['no-release-key', { word: { keys: [], version: '0.1.0', onTrial: false, program: '/opt/yizhan' } }],
  ] satisfies [string, Partial<UpdateServiceOptions>][])('are off (%s), and say so', async (off, changes) => {
    await workshop.make({ 'yizhan*': 'new' });
    const service = openService(changes);
    service.installFromStick(workshop.output, technician);
    await look();
    expect(service.view()).toMatchObject({ state: 'off', off });
    expect(fetched).toEqual([]);
  });
});

describe('what the centre is told', () => {
  it('is the state, what is offered, why nothing is taken, and what was rolled back last', async () => {
    await workshop.make({ 'yizhan*': 'new' }, { version: '0.4.0' });
    left({ bad: ['0.2.0', '0.3.0'] });
    const service = openService();
    expect(updateHealth(service.view())).toEqual({
      state: 'waiting',
      ring: 'general',
      offered: null,
      reason: null,
      rolledBack: '0.3.0',
    });
    await look();
    await expect.poll(() => updateHealth(service.view())).toMatchObject({ state: 'ready', offered: '0.4.0' });
    expect(healthReportSchema.shape.update.safeParse(updateHealth(service.view())).success).toBe(true);
  });
});
