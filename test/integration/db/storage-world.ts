import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import BetterSqlite3 from 'better-sqlite3';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { fileApplication, fillDatabase } from '../../unit/db/recovery/filed-messages.ts';

const program = join(import.meta.dirname, 'storage-process.ts');

/** Whether this account may mount in a namespace of its own. */
export const mountsWork =
  spawnSync('unshare', ['--mount', '--map-root-user', 'sh', '-c', 'mount -t tmpfs -o size=64k tmpfs /mnt'])
    .status === 0;

/** A `storage-process.ts` that was asked something. */
export interface StorageProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** The next line it prints. @throws when it has ended. */
  answer(): Promise<unknown>;
  ask(request: string): Promise<unknown>;
  /** Kills it and waits until it is gone. */
  kill(): Promise<void>;
}

const running: StorageProcess[] = [];

const started = (child: ChildProcessWithoutNullStreams): StorageProcess => {
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const storageProcess: StorageProcess = {
    child,
    answer: async () => {
      const line = await lines.next();
      if (line.done) throw new Error(`the process ended: ${errors}`);
      return JSON.parse(line.value);
    },
    ask: (request) => {
      child.stdin.write(`${request}\n`);
      return storageProcess.answer();
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
  running.push(storageProcess);
  return storageProcess;
};

export const startStorageProcess = async (file: string): Promise<StorageProcess> => {
  const storageProcess = started(spawn(process.execPath, [program, file]));
  await storageProcess.answer();
  return storageProcess;
};

/** Runs a shell script in mounts of its own, in which `"$0" "$1" FILE` starts a storage process. */
export const startInOwnMounts = (script: string): StorageProcess =>
  started(spawn('unshare', ['--mount', '--map-root-user', 'sh', '-ec', script, process.execPath, program]));

export const killAll = async (): Promise<void> => {
  for (const storageProcess of running.splice(0)) await storageProcess.kill();
};

/** A closed database of several megabytes. */
export const largeDatabase = (applications = 1_500): TestDatabase => {
  const database = openTestDatabase();
  fillDatabase(database, 8);
  database.commit((unit) => {
    for (let number = 9; number <= applications; number += 1) {
      fileApplication(unit, number, { characters: 1_500 });
    }
  });
  database.current().close();
  return database;
};

/** Keys and states of all messages, with their texts. */
export const messagesIn = (file: string): readonly unknown[] => {
  const connection = new BetterSqlite3(file, { readonly: true });
  const messages = connection
    .prepare('SELECT key, state, body FROM outbox JOIN outbox_body USING (sequence) ORDER BY sequence')
    .all();
  connection.close();
  return messages;
};

/** Asks for work and kills the process as soon as `moment` comes, or when it has answered; both may be at once. */
const killAt = async (
  file: string,
  request: string,
  moment: (kill: () => void) => NodeJS.Timeout,
): Promise<void> => {
  const storageProcess = await startStorageProcess(file);
  await storageProcess.ask(request);
  const answered = storageProcess.answer().catch(() => undefined);
  const timer = moment(() => void storageProcess.kill());
  await answered;
  clearInterval(timer);
  await storageProcess.kill();
};

/** Asks for work and kills the process after so many milliseconds of it, unless it was done before. */
export const killDuring = (file: string, request: string, milliseconds: number): Promise<void> =>
  killAt(file, request, (kill) => setTimeout(kill, milliseconds));

/** Asks for work and kills the process as soon as it has made the file `made`, however busy the machine is. */
export const killOnceMade = (file: string, request: string, made: string): Promise<void> =>
  killAt(file, request, (kill) => setInterval(() => existsSync(made) && kill(), 1));
