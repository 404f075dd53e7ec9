import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../db/connection.ts';
import { temporaryFolder } from '../../helpers/database.ts';

const station = join(import.meta.dirname, 'station-process.ts');

let folder: string;
let file: string;
const children: ChildProcessWithoutNullStreams[] = [];
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'kiosk.db');
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a program and reads its answers line by line. */
const start = (command: string, commandArguments: readonly string[]) => {
  const child = spawn(command, commandArguments);
  children.push(child);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    answer: async (): Promise<unknown> => {
      const line = await lines.next();
      if (line.done) throw new Error(`the process ended: ${errors}`);
      return JSON.parse(line.value);
    },
    ask(request: string): Promise<unknown> {
      child.stdin.write(`${request}\n`);
      return this.answer();
    },
  };
};

const startStation = (path = file) => start(process.execPath, [station, path]);

/** Runs a shell script with a station in it, in a mount namespace of its own that ends with it. */
const startInOwnMounts = (script: string) =>
  start('unshare', ['--mount', '--map-root-user', 'sh', '-ec', script, process.execPath, station]);

const mountsWork =
  spawnSync('unshare', [
    '--mount',
    '--map-root-user',
    'sh',
    '-c',
    'mount -t tmpfs -o size=64k tmpfs /mnt && mount -o remount,ro /mnt',
  ]).status === 0;

describe('two processes', () => {
  test('never own one database: the second is told, and goes on when the first has gone', async () => {
    const first = startStation();
    expect(await first.answer()).toEqual({ ok: true });
    const second = startStation();
    expect(await second.answer()).toMatchObject({ ok: false, reason: 'locked-by-another-process' });
    expect(await first.ask('append 3')).toBe(3);
    expect(await first.ask('close')).toBe('closed');
    const third = startStation();
    expect(await third.answer()).toEqual({ ok: true });
    expect(await third.ask('append 1')).toBe(4);
  });

  test('the lock goes with a process that is killed, at once', async () => {
    const first = startStation();
    expect(await first.answer()).toEqual({ ok: true });
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(existsSync(`${file}.lock`)).toBe(true);
    const second = startStation();
    expect(await second.answer()).toEqual({ ok: true });
  });

  test('what one has committed is there for the other, without closing', async () => {
    const first = startStation();
    await first.answer();
    expect(await first.ask('append 50')).toBe(50);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const opened = openDatabase({ file, now: Date.now });
    if (!opened.ok) throw new Error(opened.detail);
    expect(opened.database.read((unit) => unit.audit.verify())).toMatchObject({
      ok: true,
      value: { ok: true, entries: 50 },
    });
    opened.database.close();
  });
});

describe.skipIf(!mountsWork)('a disk (needs the right to mount in an own namespace)', () => {
  beforeEach(() => {
    mkdirSync(join(folder, 'disk'));
  });
  const disk = () => join(folder, 'disk');
  const onDisk = () => join(disk(), 'kiosk.db');

  test('that is mounted read-only is told before anything is taken', async () => {
    const running = startInOwnMounts(`
      mount -t tmpfs -o size=4m tmpfs ${disk()}
      echo close | "$0" "$1" ${onDisk()}
      mount -o remount,ro ${disk()}
      exec "$0" "$1" ${onDisk()}`);
    expect(await running.answer()).toEqual({ ok: true });
    expect(await running.answer()).toBe('closed');
    expect(await running.answer()).toMatchObject({
      ok: false,
      reason: 'folder-not-writable',
      detail: expect.stringContaining('EROFS'),
    });
  });

  test('that is full is told when opening, and nothing of the database is harmed', async () => {
    const running = startInOwnMounts(`
      mount -t tmpfs -o size=4m tmpfs ${disk()}
      { echo append 5; echo close; } | "$0" "$1" ${onDisk()}
      dd if=/dev/zero of=${disk()}/ballast bs=4k 2>/dev/null || true
      : | "$0" "$1" ${onDisk()}
      rm ${disk()}/ballast
      exec "$0" "$1" ${onDisk()}`);
    expect([await running.answer(), await running.answer(), await running.answer()]).toEqual([
      { ok: true },
      5,
      'closed',
    ]);
    expect(await running.answer()).toMatchObject({ ok: false, reason: 'disk-full' });
    expect(await running.answer()).toEqual({ ok: true });
    expect(await running.ask('append 1')).toBe(6);
  });

  test('that fills up in service refuses what it cannot keep, and takes more when there is room', async () => {
    const running = startInOwnMounts(`
      mount -t tmpfs -o size=4m tmpfs ${disk()}
      dd if=/dev/zero of=${disk()}/ballast bs=1k count=512 2>/dev/null
      exec "$0" "$1" ${onDisk()}`);
    expect(await running.answer()).toEqual({ ok: true });
    const filled = await running.ask('fill');
    expect(filled).toEqual({ kept: expect.any(Number), refused: 'disk-full' });
    const { kept } = filled as { kept: number };
    expect(kept).toBeGreaterThan(0);
    expect(await running.ask(`free ${disk()}/ballast`)).toBe('freed');
    // The next number: what was refused has left no entry behind.
    expect(await running.ask('append 1')).toBe(kept + 1);
  });
});

const straceWorks = spawnSync('strace', ['-e', 'trace=none', 'true']).status === 0;

test.skipIf(!straceWorks)(
  'each commit is synced to the disk before it is acknowledged (needs strace)',
  async () => {
    const trace = join(folder, 'trace');
    const running = start('strace', [
      ...['-f', '-y', '-o', trace, '-e', 'trace=pwrite64,fdatasync,fsync,write'],
      ...[process.execPath, station, file],
    ]);
    expect(await running.answer()).toEqual({ ok: true });
    for (let count = 1; count <= 5; count += 1) expect(await running.ask('append 1')).toBe(count);
    running.child.stdin.end();
    await once(running.child, 'exit');

    const calls = readFileSync(trace, 'utf8').split('\n');
    let pending = false;
    let acknowledged = 0;
    for (const call of calls) {
      if (call.includes('pwrite64(') && call.includes('kiosk.db-wal>')) pending = true;
      if (/f(data)?sync\(/.test(call) && call.includes('kiosk.db-wal>')) pending = false;
      if (/write\(1<[^>]*>, "\d+\\n"/.test(call)) {
        acknowledged += 1;
        expect(pending).toBe(false);
      }
    }
    expect(acknowledged).toBe(5);
    expect(calls.filter((call) => /sync\(.*kiosk\.db-wal>/.test(call)).length).toBeGreaterThanOrEqual(5);
  },
);
