import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { requestEnrolmentCode } from '../../../platform/admin/enrolment-code-command.ts';
import { healthSchema, type PublicJwk, publicJwkSchema } from '../../../platform/contract/api.ts';
import { type PostgresqlServer, startPostgresql } from '../../helpers/postgresql.ts';

/** The reference platform as a process of its own on a PostgreSQL of its own; either can be killed and comes back. */
export interface PlatformProcess {
  /** The same for its whole life. */
  readonly url: string;
  readonly rootKey: PublicJwk;
  enrolmentCode(stationCode: string): Promise<string>;
  query(statement: string): Promise<readonly Record<string, unknown>[]>;
  /** SIGKILL, and started again at once; resolves when it serves. */
  crash(): Promise<void>;
  /** SIGKILL to the database server under it; resolves when that has recovered. */
  crashDatabase(): Promise<void>;
  /** What it has written to standard error: failures of requests and workers. */
  complaints(): string;
  stop(): Promise<void>;
}

const readySchema = z.object({ url: z.string(), rootKey: publicJwkSchema });
const program = join(import.meta.dirname, '../../../platform/main.ts');

/** A port that was free a moment ago. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
};

/** The platform answers `busy` until it has found out that its database is back. */
const untilItServes = async (url: string): Promise<void> => {
  for (;;) {
    const answer = await fetch(new URL('/v1/health', url));
    if (healthSchema.safeParse(await answer.json()).data?.status === 'ok') return;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
};

export const startPlatformProcess = async (): Promise<PlatformProcess> => {
  const postgresql: PostgresqlServer = await startPostgresql();
  const databaseUrl = await postgresql.createDatabase();
  const port = await freePort();
  const token = randomBytes(32).toString('base64url');
  let child: ChildProcess;
  let complaints = '';

  const start = async (): Promise<z.infer<typeof readySchema>> => {
    const started = spawn(process.execPath, [program, '--port', String(port)], {
      env: { ...process.env, DATABASE_URL: databaseUrl, YIZHAN_ADMIN_TOKEN: token },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    started.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints = `${complaints}${text}`.slice(-100_000);
    });
    for await (const line of createInterface(started.stdout)) return readySchema.parse(JSON.parse(line));
    throw new Error(`the platform did not start: ${complaints}`);
  };
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const killWithTests = (): void => void child?.kill('SIGKILL');
  process.once('exit', killWithTests);
  const { url, rootKey } = await start();

  return {
    url,
    rootKey,
    enrolmentCode: async (stationCode) => (await requestEnrolmentCode({ url, token, stationCode })).code,
    query: (statement) => postgresql.query(databaseUrl, statement),
    crash: async () => {
      await end();
      await start();
    },
    crashDatabase: async () => {
      await postgresql.crash();
      await untilItServes(url);
    },
    complaints: () => complaints,
    stop: async () => {
      process.off('exit', killWithTests);
      await end();
      await postgresql.stop();
    },
  };
};
