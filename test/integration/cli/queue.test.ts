import { execFileSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../../db/migrations/all.ts';
import {
  beginIdentifiedVisit,
  fileApplication,
  idOf,
  openTestDatabase,
  pseudonymOf,
  receiptNumberOf,
  residentIdNumber,
  sealedMaterial,
  type TestDatabase,
} from '../../helpers/database.ts';
import { documentOf, endCommands, runCommand } from './command-line-world.ts';

const refused = receiptNumberOf(7);
const waiting = receiptNumberOf(5);

/** A kiosk with two applications that wait, one of them with 3 chunks to go up, and two dead letters. */
let kiosk: TestDatabase;
beforeEach(() => {
  kiosk = openTestDatabase();
  kiosk.commit((unit) => {
    beginIdentifiedVisit(unit);
    fileApplication(unit, 5, { materials: [sealedMaterial(50, 3)] });
    fileApplication(unit, 6);
    fileApplication(unit, 7);
    unit.outbox.add({ key: idOf(8), kind: 'rating', groupId: idOf(8), priority: 1, body: '{}' });
    unit.outbox.refuse(idOf(7), 'form-version-unsupported');
    unit.applications.follow(idOf(7), 'refused');
    unit.outbox.refuse(idOf(8), 'unknown-subject');
    unit.syncState.keep({ name: 'last-contact', value: String(Date.UTC(2026, 10, 20, 9)) });
  });
});
afterEach(() => {
  endCommands();
  kiosk.dispose();
});

const stop = (): void => kiosk.current().close();

const queue = (args: readonly string[] = [], dataFolder = kiosk.folder) =>
  runCommand(['queue', ...args], { environment: { YIZHAN_DATA_FOLDER: dataFolder } });

const listed = {
  command: 'queue',
  ok: true,
  outcome: 'listed',
  pending: 2,
  uploads: { applications: 1, chunks: 3 },
  lastContactAt: '2026-11-20T09:00:00.000Z',
  deadLetters: [
    {
      key: idOf(7),
      kind: 'application',
      receiptNumber: refused,
      item: 'elderly-allowance',
      reason: 'form-version-unsupported',
    },
    { key: idOf(8), kind: 'rating', reason: 'unknown-subject' },
  ],
};

/**
 * What is in the data folder, by digest, without SQLite's shared memory. Read by a process of its own: closing a file
 * that this one has open as a database would drop its locks.
 */
const digestsOf = (folder: string): string[] => {
  const names = readdirSync(folder).filter((name) => !name.endsWith('-shm'));
  const read = names.length === 0 ? '' : execFileSync('sha256sum', ['--', ...names], { cwd: folder });
  return String(read).trimEnd().split('\n');
};

describe('yizhan queue', () => {
  it('looks beside the running kiosk, which goes on writing and keeps its lock', async () => {
    const before = digestsOf(kiosk.folder);
    expect(await queue(['--json']).then(documentOf)).toMatchObject(listed);
    expect(digestsOf(kiosk.folder)).toEqual(before);

    const looks = Promise.all([queue(['--json']), queue(['list', '--json'])]);
    let ended = false;
    void looks.then(() => {
      ended = true;
    });
    let written = 100;
    while (!ended) {
      written += 1;
      kiosk.commit((unit) => fileApplication(unit, written));
      await new Promise(setImmediate);
    }
    for (const look of await looks) {
      expect(look.exitCode).toBe(0);
      expect(documentOf(look)).toMatchObject({ ok: true, deadLetters: listed.deadLetters });
    }
    expect(kiosk.read(({ outbox }) => outbox.counts().pending)).toBe(2 + written - 100);
    expect((await queue(['retry', refused])).exitCode).toBe(5);
  });

  it('looks at a kiosk that is stopped, and changes nothing', async () => {
    stop();
    const database = readFileSync(kiosk.file);
    expect(await queue(['list', '--json']).then(documentOf)).toMatchObject(listed);
    expect(readFileSync(kiosk.file).equals(database)).toBe(true);
    kiosk.reopen();
  });

  it('looks at a kiosk that was killed', async () => {
    const killed = join(kiosk.folder, 'killed');
    for (const name of ['kiosk.db', 'kiosk.db-wal']) {
      cpSync(join(kiosk.folder, name), join(killed, name));
    }
    expect(await queue(['--json'], killed).then(documentOf)).toMatchObject(listed);
  });

  it('tells people in lines, in both languages, even where the settings are missing', async () => {
    const { exitCode, stdout, stderr } = await queue();
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^The settings are not used: settings\.json/);
    expect(stdout).toMatch(/^pending · 等待上报 +2$/m);
    expect(stdout).toMatch(/^chunks to go up · 待传材料分块 +3 \(applications · 申请: 1\)$/m);
    expect(stdout).toMatch(/^dead letters · 被退回 +2$/m);
    expect(stdout).toMatch(
      new RegExp(
        `^ {2}${refused} +application · 申请 +elderly-allowance .+ form-version-unsupported: .+ · 平台`,
        'm',
      ),
    );
    expect(stdout).toMatch(
      new RegExp(`^ {2}${idOf(8)} +rating · 好差评 +- .+ unknown-subject: .+ · 平台`, 'm'),
    );
  });

  it('prints nothing of the resident and nothing of what was sealed', async () => {
    const printed = [await queue(), await queue(['--json']), await queue(['retry', refused])];
    stop();
    printed.push(
      await queue(['retry', refused]),
      await queue(['settle', idOf(8), '--reason', 'other', '--json']),
    );
    const text = printed.map(({ stdout, stderr }) => stdout + stderr).join('\n');
    expect(text).toContain(refused);
    for (const secret of [pseudonymOf(residentIdNumber), residentIdNumber, idOf(1), 'eyJ', idOf(50)]) {
      expect(text).not.toContain(secret);
    }
    kiosk.reopen();
  });
});

describe('yizhan queue retry and settle', () => {
  const stateOf = (number: number) =>
    kiosk.read(({ outbox, applications, audit }) => ({
      message: outbox.find(idOf(number)),
      application: applications.find(idOf(number)),
      audit: audit.find(audit.head().sequence),
      chain: audit.verify().ok,
    }));

  it('send a dead letter of a stopped kiosk again, by its receipt number', async () => {
    stop();
    const ended = await queue(['retry', refused.toLowerCase(), '--json']);
    expect([ended.exitCode, documentOf(ended)]).toEqual([
      0,
      expect.objectContaining({ ok: true, outcome: 'retried', key: idOf(7), receiptNumber: refused }),
    ]);
    kiosk.reopen();
    expect(stateOf(7)).toMatchObject({
      message: { state: 'pending', reason: null },
      application: { state: 'filed' },
      audit: { actorKind: 'staff', action: 'queue.retried', subject: idOf(7) },
      chain: true,
    });
    stop();
    const again = await queue(['retry', refused, '--json']);
    expect([again.exitCode, documentOf(again)]).toEqual([
      7,
      expect.objectContaining({ ok: false, outcome: 'not-a-dead-letter', state: 'pending' }),
    ]);
    kiosk.reopen();
  });

  it('settle one with a reason, by its key', async () => {
    stop();
    const ended = await queue(['settle', idOf(7), '--reason', 'handed-over-on-paper']);
    expect([ended.exitCode, ended.stdout]).toEqual([
      0,
      expect.stringMatching(
        /^settled: .+\n(.+\n)+ {2}reason · 原因 +handed-over-on-paper: .+ · 已转交纸质材料\n$/,
      ),
    ]);
    kiosk.reopen();
    expect(stateOf(7)).toMatchObject({
      message: { state: 'settled', reason: 'handed-over-on-paper' },
      application: { state: 'settled' },
      audit: {
        actorKind: 'staff',
        action: 'queue.settled',
        subject: idOf(7),
        reason: 'handed-over-on-paper',
        details: '{"kind":"application","refusal":"form-version-unsupported"}',
      },
      chain: true,
    });
  });

  it('ask for the kiosk to be stopped first', async () => {
    const before = stateOf(7);
    const ended = await queue(['settle', refused, '--reason', 'other', '--json']);
    expect([ended.exitCode, documentOf(ended)]).toEqual([
      5,
      expect.objectContaining({
        ok: false,
        outcome: 'kiosk-running',
        words: {
          en: expect.stringMatching(/^stop the kiosk first/),
          'zh-CN': expect.stringMatching(/^请先停止/),
        },
      }),
    ]);
    expect(stateOf(7)).toEqual(before);
  });

  it.each([
    ['what still waits', waiting, 'not-a-dead-letter'],
    ['what was never here', receiptNumberOf(99), 'not-found'],
  ])('leave %s alone', async (_what, key, outcome) => {
    stop();
    const ended = await queue(['settle', key, '--reason', 'other', '--json']);
    expect([ended.exitCode, documentOf(ended)]).toEqual([7, expect.objectContaining({ ok: false, outcome })]);
    kiosk.reopen();
    expect(stateOf(5).message?.state).toBe('pending');
    expect(stateOf(5).audit).toBeUndefined();
  });

  it.skipIf(process.geteuid?.() !== 0)('leave a kiosk of another account alone', async () => {
    stop();
    chownSync(kiosk.folder, 12_345, 12_345);
    const ended = await queue(['retry', refused, '--json']);
    chownSync(kiosk.folder, 0, 0);
    expect([ended.exitCode, documentOf(ended)]).toEqual([
      6,
      expect.objectContaining({ ok: false, outcome: 'wrong-account', detail: kiosk.folder }),
    ]);
    kiosk.reopen();
  });

  it.each([
    [['retry'], 'KEY is missing'],
    [['retry', '../kiosk.db'], 'is no receipt number and no key'],
    [['settle', refused], '--reason is missing'],
    [['settle', refused, '--reason', 'lost'], 'give one of handed-over-on-paper'],
    [['purge'], 'there are list, retry, settle'],
  ])('%j is refused with 2', async (args, problem) => {
    const ended = await queue(args);
    expect([ended.exitCode, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toContain(problem);
  });
});

describe('a database that cannot be used', () => {
  const edit = (sql: string) => (): void => {
    const connection = new BetterSqlite3(kiosk.file);
    connection.pragma(sql);
    connection.close();
  };
  const cases: Record<string, [change: () => void, outcome: string]> = {
    'of a newer kiosk': [edit(`user_version = ${migrations.length + 1}`), 'database-from-the-future'],
    'of an older kiosk': [edit(`user_version = ${migrations.length - 1}`), 'database-too-old'],
    'that is damaged': [() => writeFileSync(kiosk.file, 'x'.repeat(10_000)), 'database-damaged'],
    'that is not there': [() => rmSync(kiosk.file), 'database-missing'],
    'whose folder is not there': [() => rmSync(kiosk.folder, { recursive: true }), 'database-missing'],
  };

  it.each(Object.entries(cases))(
    '%s is refused with 6 and its reason, and left alone',
    async (_what, [change, outcome]) => {
      stop();
      change();
      const before = existsSync(kiosk.folder) ? digestsOf(kiosk.folder) : null;
      for (const args of [['list'], ['retry', refused]]) {
        const ended = await queue([...args, '--json']);
        expect([ended.exitCode, documentOf(ended)]).toEqual([
          6,
          expect.objectContaining({ ok: false, outcome, detail: expect.stringContaining(kiosk.file) }),
        ]);
      }
      const after = existsSync(kiosk.folder) ? digestsOf(kiosk.folder) : null;
      expect(after?.filter((line) => !line.endsWith('-wal')) ?? null).toEqual(before);
    },
  );
});

it('without a data folder yizhan queue asks which kiosk is meant', async () => {
  const ended = await runCommand(['queue']);
  expect([ended.exitCode, ended.stdout]).toEqual([2, '']);
  expect(ended.stderr).toContain('which kiosk? Give its data folder in YIZHAN_DATA_FOLDER');
});
