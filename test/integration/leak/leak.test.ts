import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { backUpDatabase } from '../../../db/backup/back-up-database.ts';
import { orderRecovery } from '../../../db/recovery/recovery-journal.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { loadCatalogue } from '../../../platform/seed/load-catalogue.ts';
import { readKiosk } from '../../crash/core/kiosk-rows.ts';
import { type PlannedVisit, planVisit } from '../../crash/core/planned-visit.ts';
import { type PlatformProcess, startPlatformProcess } from '../../crash/core/platform-process.ts';
import { type CoreRun, type CoreRunOptions, runCore } from '../../crash/core/run-core.ts';
import { openStation, type StationUnderTest } from '../../crash/core/station-under-test.ts';
import { bundleLoadedCore, type CrashBundle } from '../../helpers/crash-bundle.ts';
import { killDuring, killOnceMade } from '../db/storage-world.ts';
import { crashCore, dumpsAreFiles } from './crashed-core.ts';
import { personalValuesOf } from './personal-values.ts';
import { createLeakSearch, filesUnder, type LeakSearch } from './search-files.ts';

/** A real core files, is killed, is recovered and drains; nothing that was filed lies anywhere in plain. */
const seed = 20_261_122;
const temporaryVariables = ['TMPDIR', 'TEMP', 'TMP', 'SQLITE_TMPDIR'] as const;
const { applications: items } = loadCatalogue(certificateIssuers);

let folder: string;
/** Where the cores would leave what they write anywhere else: temporary files, and the dump of one that crashes. */
let elsewhere: string;
let bundle: CrashBundle;
let platform: PlatformProcess;
let station: StationUnderTest;
const outputs: string[] = [];
let nextVisit = 1;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-leak-'));
  elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  [bundle, platform] = await Promise.all([bundleLoadedCore(), startPlatformProcess()]);
  station = await openStation({ folder, number: 1, platform, earlierVersion: 5 });
}, 120_000);
afterAll(async () => {
  await station?.close();
  await platform?.stop();
  bundle?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Gives every process that `work` starts our folder for its temporary files. */
const withTemporaryFolder = async <Value>(work: () => Promise<Value>): Promise<Value> => {
  for (const name of temporaryVariables) vi.stubEnv(name, elsewhere);
  try {
    return await work();
  } finally {
    vi.unstubAllEnvs();
  }
};

const run = async (visits: number, kill: CoreRunOptions['order']['kill'] = null): Promise<CoreRun> => {
  const done = await withTemporaryFolder(() =>
    runCore({
      program: bundle.program,
      station,
      order: { seed, firstVisit: nextVisit, visits, kill },
      moment: null,
      atMost: 60_000,
    }),
  );
  outputs.push(done.output);
  for (const told of done.told) if (told.told === 'visit') nextVisit = told.number + 1;
  return done;
};

const visitsSoFar = (): readonly PlannedVisit[] =>
  Array.from({ length: nextVisit - 1 }, (_, index) => planVisit(seed, 1, index + 1, items));

const searchSoFar = (): LeakSearch => createLeakSearch(visitsSoFar().flatMap(personalValuesOf));

const expectNoLeak = (): void => {
  const search = searchSoFar();
  expect(search.folder(station.dataFolder)).toEqual([]);
  expect(search.folder(elsewhere)).toEqual([]);
  expect(search.bytes('output of the cores', Buffer.from(outputs.join('\n')))).toEqual([]);
};

const stateCounts = (): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { kind, state } of readKiosk(station.databaseFile).messages) {
    counts[`${kind} ${state}`] = (counts[`${kind} ${state}`] ?? 0) + 1;
  }
  return counts;
};

test('while applications wait and the core has just been killed, nothing filed lies there in plain', async () => {
  const filed = await run(1_000, { point: 'after commit application.filed', occurrence: 40 });
  expect(filed.end).toBe('killed-at-point');
  expect(statSync(`${station.databaseFile}-wal`).size).toBeGreaterThan(0);
  for (const suffix of ['-wal', '-shm']) expect(existsSync(`${station.databaseFile}${suffix}`)).toBe(true);
  expectNoLeak();
  // Named by what they are: a run without numbers, pictures or people would find nothing either.
  const sought = visitsSoFar()
    .flatMap(personalValuesOf)
    .map(({ name }) => name.split(' in ')[0]);
  expect(new Set(sought)).toEqual(
    new Set([
      'name',
      'id number',
      'answers as a whole',
      'phone',
      'account',
      'id-card-copy',
      'other-proof',
      'powerNumber',
      'waterNumber',
    ]),
  );
});

test('nor where a core is killed in the middle of filing', async () => {
  const killed = await run(1_000, { point: 'before commit application.filed', occurrence: 12 });
  expect(killed.end).toBe('killed-at-point');
  expectNoLeak();
});

test('nor where a recovery is killed, in what it has staged and half put together', async () => {
  const seen = new Set<string>();
  for (const moment of [30, 60, 90, 130, 180, 240, 320, 'half put together'] as const) {
    const copy = join(folder, `recovered-${moment}`);
    cpSync(station.dataFolder, copy, { recursive: true });
    const file = join(copy, 'kiosk.db');
    orderRecovery(file, 'ordered by the test', Date.now());
    await withTemporaryFolder(() =>
      typeof moment === 'number'
        ? killDuring(file, 'recover', moment)
        : killOnceMade(file, 'recover', `${file}.rebuilding`),
    );
    for (const name of readdirSync(copy)) seen.add(name);
    expect(searchSoFar().folder(copy)).toEqual([]);
    rmSync(copy, { recursive: true });
  }
  expect([...seen]).toContain('damaged');
  expect([...seen].some((name) => name.startsWith('kiosk.db.rebuilding'))).toBe(true);
  expect(searchSoFar().folder(elsewhere)).toEqual([]);
});

test('nor in backups, set-aside files and what a recovery brings back, with answered and refused messages', async () => {
  // Some keys are the platform's already, for other messages: what is handed in under them is refused.
  const lostSends = 3;
  for (let send = 0; send < lostSends; send += 1) station.line.next({ fault: 'drop-before' }, /submissions/);
  await run(1_000, { point: 'before send POST /v1/submissions', occurrence: lostSends + 1 });
  const waiting = readKiosk(station.databaseFile).messages.filter(
    ({ kind, state }) => kind === 'application' && state === 'pending',
  );
  expect(waiting.length).toBeGreaterThan(0);
  for (const { key } of waiting.slice(0, 3)) {
    await platform.query(
      `INSERT INTO submission_results VALUES ('${station.kioskId}', '${key}', decode(repeat('00', 32), 'hex'),
         'received', NULL, now()) ON CONFLICT DO NOTHING`,
    );
  }
  const backup = backUpDatabase({
    file: station.databaseFile,
    now: Date.now(),
    keptDays: 1,
    reserveBytes: 0,
  });
  expect(backup).toMatchObject({ ok: true });
  await run(1_000, { point: 'answer not read POST /v1/submissions', occurrence: 2 });
  orderRecovery(station.databaseFile, 'ordered by the test', Date.now());
  expect((await run(20)).end).toBe('ended');

  const counts = stateCounts();
  expect(counts['application acknowledged']).toBeGreaterThan(20);
  expect(counts['application refused']).toBeGreaterThan(0);
  expect(counts['rating refused']).toBeGreaterThan(0);
  expect(existsSync(join(station.dataFolder, 'damaged'))).toBe(true);
  const files = filesUnder(station.dataFolder).map((file) => file.slice(station.dataFolder.length + 1));
  for (const place of [/^backups\//, /^damaged\//, /^logs\//, /^identity\//, /^kiosk\.db$/]) {
    expect(
      files.filter((file) => place.test(file)),
      String(place),
    ).not.toEqual([]);
  }
  expectNoLeak();
});

test.skipIf(!dumpsAreFiles)(
  'nor in the dump of a core that crashes in the middle of filing, where the system writes dumps',
  async () => {
    const crashed = await crashCore({
      program: bundle.program,
      station,
      order: { seed, firstVisit: nextVisit },
      folder: elsewhere,
      filed: 15,
    });
    outputs.push(crashed.output);
    nextVisit = crashed.lastVisit + 1;
    expect(crashed.signal).toBe('SIGABRT');
    const dumps = readdirSync(elsewhere).filter((name) => name.startsWith('core'));
    expect(dumps).toHaveLength(1);
    expect(readFileSync(join(elsewhere, dumps[0] ?? '')).subarray(0, 4)).toEqual(Buffer.from('\x7fELF'));
    expectNoLeak();
  },
);

test('Electron is never told to write crash dumps', () => {
  // It writes none unless `crashReporter.start` is called (https://www.electronjs.org/docs/latest/api/crash-reporter).
  const root = join(import.meta.dirname, '../../..');
  const sources = ['electron', 'renderer'].flatMap((name) => filesUnder(join(root, name)));
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((file) => readFileSync(file, 'utf8').includes('crashReporter'))).toEqual([]);
});

test('one plain value in any of these places would be found', () => {
  const copy = join(folder, 'planted');
  cpSync(station.dataFolder, copy, { recursive: true });
  const search = searchSoFar();
  const [visit] = visitsSoFar();
  const { name = '' } = visit?.resident ?? {};
  expect(search.folder(copy)).toEqual([]);
  const places = filesUnder(copy).filter((file) => !file.endsWith('settings.json'));
  expect(places.length).toBeGreaterThan(5);
  for (const file of places) {
    const before = statSync(file).size;
    appendFileSync(file, `{"event":"application-filed","name":"${name}"}\n`);
    expect(search.bytes(file, readFileSync(file)).map(({ value }) => value)).toContain('name in visit 1');
    expect(statSync(file).size).toBeGreaterThan(before);
  }
});

test('the platform can read what the kiosk cannot: the search would find it there', async () => {
  const contents = await platform.query('SELECT content::text AS content FROM application_contents');
  const text = Buffer.from(contents.map(({ content }) => String(content)).join('\n'));
  const found = new Set(
    searchSoFar()
      .bytes('platform', text)
      .map(({ value }) => value),
  );
  expect(found.size).toBeGreaterThan(20);
});
