import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimLength } from '../../../platform/submissions/claim-applications.ts';
import {
  createSealingKey,
  createSubmissionWorld,
  fileApplication,
  type SubmissionWorld,
  submissionTestNow,
} from '../../helpers/platform-submissions.ts';
import { type PostgresqlServer, startPostgresql } from '../../helpers/postgresql.ts';

const sealingKey = createSealingKey();
let server: PostgresqlServer;
let databaseUrl: string;
let worlds: SubmissionWorld[];
let world: SubmissionWorld;

beforeAll(async () => {
  server = await startPostgresql();
  databaseUrl = await server.createDatabase();
  worlds = [];
  for (let instance = 0; instance < 3; instance += 1) {
    worlds.push(await createSubmissionWorld({ store: { databaseUrl, poolSize: 3 }, sealingKey }));
  }
  [world] = worlds as [SubmissionWorld];
});

afterAll(async () => {
  await Promise.all(worlds.map((instance) => instance.close()));
  await server.stop();
});

const handIn = async (count: number): Promise<void> => {
  const submissions = await Promise.all(Array.from({ length: count }, () => fileApplication(sealingKey)));
  const results = await world.submit(submissions);
  expect(results.filter(({ outcome }) => outcome === 'received')).toHaveLength(count);
};

/** Steps of each application by their names, and how many applications have such a course. */
const courses = async (): Promise<readonly Record<string, unknown>[]> =>
  server.query(
    databaseUrl,
    `SELECT course, count(*)::integer AS applications FROM (
       SELECT string_agg(step, ', ' ORDER BY position) AS course FROM application_steps GROUP BY receipt_number) c
     GROUP BY course ORDER BY course`,
  );

const accepted = 'received, accepted-for-review';

test('three workers share 500 applications: nothing twice, nothing left', async () => {
  await handIn(500);
  const counts = await Promise.all(worlds.map((instance) => instance.openWaiting()));
  expect(counts.reduce((sum, { opened }) => sum + opened, 0)).toBe(500);
  expect(counts.filter(({ opened }) => opened > 0).length).toBeGreaterThan(1);
  expect(await courses()).toEqual([{ course: accepted, applications: 500 }]);
  expect(
    await server.query(databaseUrl, 'SELECT count(*)::integer AS contents FROM application_contents'),
  ).toEqual([{ contents: 500 }]);
});

/** A worker in a process of its own that stands still in the middle of its first unit. */
const startStuckWorker = async (): Promise<ChildProcess> => {
  const script = fileURLToPath(new URL('./stuck-worker.ts', import.meta.url));
  const worker = spawn(process.execPath, [script, databaseUrl, `${submissionTestNow}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(worker.stdout, 'data');
  return worker;
};

test('what a worker had claimed when it was killed is opened by another, later', async () => {
  await handIn(60);
  const worker = await startStuckWorker();
  expect((await world.openWaiting()).opened).toBe(10);
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  expect((await world.openWaiting()).opened).toBe(0);
  for (const instance of worlds) {
    instance.advance(claimLength);
  }
  const counts = await Promise.all(worlds.map((instance) => instance.openWaiting()));
  expect(counts.reduce((sum, { opened }) => sum + opened, 0)).toBe(50);
  expect(await courses()).toEqual([{ course: accepted, applications: 560 }]);
  expect(await server.query(databaseUrl, 'SELECT FROM application_openings')).toEqual([]);
});
