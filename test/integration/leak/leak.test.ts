import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
import { personalValuesOf } from './personal-values.ts';
import { createLeakSearch, filesUnder, type LeakSearch } from './search-files.ts';

/** A real core files, is killed, is recovered and drains; nothing that was filed lies anywhere in plain. */
const seed = 20_261_122;
const { applications: items } = loadCatalogue(certificateIssuers);

let folder: string;
let bundle: CrashBundle;
let platform: PlatformProcess;
let station: StationUnderTest;
const outputs: string[] = [];
let nextVisit = 1;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-leak-'));
  [bundle, platform] = await Promise.all([bundleLoadedCore(), startPlatformProcess()]);
  station = await openStation({ folder, number: 1, platform, earlierVersion: 5 });
}, 120_000);
afterAll(async () => {
  await station?.close();
  await platform?.stop();
  bundle?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const run = async (visits: number, kill: CoreRunOptions['order']['kill'] = null): Promise<CoreRun> => {
  const done = await runCore({
    program: bundle.program,
    station,
    order: { seed, firstVisit: nextVisit, visits, kill },
    moment: null,
    atMost: 60_000,
  });
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
  expectNoLeak();
  // Named by what they are: a run without numbers, pictures or people would find nothing either.
  const sought = visitsSoFar()
    .flatMap(personalValuesOf)
    .map(({ name }) => name.split(' in ')[0]);
  expect(new Set(sought)).toEqual(
    new Set(['name', 'id number', 'answers as a whole', 'phone', 'account', 'id-card-copy']),
  );
});

test('nor in backups, set-aside files and what a recovery brings back, with answered and refused messages', async () => {
  // Some keys are the platform's already, for other messages: what is handed in under them is refused.
  station.line.next({ fault: 'drop-before' }, /submissions/);
  await run(1_000, { point: 'before send POST /v1/submissions', occurrence: 4 });
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
    keptMilliseconds: 86_400_000,
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
