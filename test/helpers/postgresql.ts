import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';

/** A PostgreSQL server of one's own: Debian's, in a temporary folder, on a Unix socket that nobody else sees. */
export interface PostgresqlServer {
  /** Where its Unix socket is. */
  readonly folder: string;
  /** An empty database; its connection URI. */
  createDatabase(): Promise<string>;
  /** Runs one statement in a database. */
  query(databaseUrl: string, statement: string): Promise<readonly Record<string, unknown>[]>;
  /** Ends the server with SIGKILL and starts it again: it recovers from its WAL. */
  crash(): Promise<void>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

const debianFolder = '/usr/lib/postgresql';

/** Starts after a crash, each of which takes a moment to fail. */
const startAttempts = 50;

/** Folder of the newest server's programs: Debian keeps them off the PATH, other systems do not. */
const findPrograms = (): string => {
  const [newest] = existsSync(debianFolder)
    ? readdirSync(debianFolder)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  const candidates = [
    ...(newest === undefined ? [] : [join(debianFolder, String(newest), 'bin')]),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  const found = candidates.find((folder) => existsSync(join(folder, 'initdb')));
  if (found === undefined) {
    throw new Error('PostgreSQL is not installed: run "npm run setup", or install the package postgresql');
  }
  return found;
};

/** Port by which the socket's file is named. */
const port = '5432';

/**
 * The environment without libpq's variables (PostgreSQL, "Environment Variables"): with them programs and clients would
 * turn to a server that somebody else set up.
 */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
const ownerOfServer = (): Owner => {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('postgres:'));
  const [, , uid, gid] = entry?.split(':') ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Error('There is no user "postgres" to run the server as: install postgresql');
  }
  return { uid: Number(uid), gid: Number(gid) };
};

const initialise = (programs: string, folder: string, owner: Owner): void => {
  // C.UTF-8 sorts alike everywhere. Nothing is synchronised here: a folder that is half made is thrown away.
  const options = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  const made = spawnSync(join(programs, 'initdb'), ['-D', join(folder, 'data'), ...options], {
    ...owner,
    cwd: folder,
    env: ownEnvironment(),
    encoding: 'utf8',
  });
  if (made.status !== 0) {
    throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);
  }
};

/** Starts the server and waits until it says that it takes connections. */
const startServer = async (programs: string, folder: string, owner: Owner): Promise<ChildProcess> => {
  const settings = {
    listen_addresses: '',
    port,
    unix_socket_directories: folder,
    fsync: 'on',
    synchronous_commit: 'on',
    max_connections: '60',
    shared_buffers: '32MB',
    logging_collector: 'off',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(programs, 'postgres'), ['-D', join(folder, 'data'), ...options], {
    ...owner,
    cwd: folder,
    env: ownEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-10_000);
      if (said.includes('ready to accept connections')) {
        resolve();
      }
    });
  });
  return server;
};

/** The processes of a killed server end by themselves; until the last has, no new one starts. */
const startAfterCrash = async (programs: string, folder: string, owner: Owner): Promise<ChildProcess> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startServer(programs, folder, owner);
    } catch (error) {
      if (attempt === startAttempts) {
        throw error;
      }
    }
  }
};

/** Starts a server; takes about a second, so share it within a file. */
export const startPostgresql = async (): Promise<PostgresqlServer> => {
  const programs = findPrograms();
  const owner = ownerOfServer();
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-pg-'));
  if (owner.uid !== undefined && owner.gid !== undefined) {
    chownSync(folder, owner.uid, owner.gid);
  }
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  let server: ChildProcess;
  try {
    initialise(programs, folder, owner);
    server = await startServer(programs, folder, owner);
  } catch (error) {
    remove();
    throw error;
  }
  const killWithTests = (): void => {
    server.kill('SIGKILL');
    remove();
  };
  process.once('exit', killWithTests);

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };

  const urlOf = (database: string): string =>
    `postgresql://postgres@/${database}?host=${encodeURIComponent(folder)}&port=${port}`;

  const query = async (databaseUrl: string, statement: string) => {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  };

  return {
    folder,
    async createDatabase() {
      const name = `test_${randomBytes(6).toString('hex')}`;
      await query(urlOf('postgres'), `CREATE DATABASE ${name}`);
      return urlOf(name);
    },
    query,
    async crash() {
      await end('SIGKILL');
      server = await startAfterCrash(programs, folder, owner);
    },
    async stop() {
      process.off('exit', killWithTests);
      // Immediate shutdown: what it would still write is thrown away with the folder.
      await end('SIGQUIT');
      remove();
    },
  };
};
