import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { createIdCardReaderDriver } from '../../../drivers/id-card-reader/id-card-reader-driver.ts';
import type { SimulatedReaderFault } from '../../../drivers/simulator/id-card-reader/reader-faults.ts';
import { linXiaolan, residents } from '../../../drivers/simulator/residents/residents.ts';
import { statusOf } from '../../helpers/serial-line.ts';
import {
  createReaderLine,
  documentOf,
  endCommands,
  type ReaderLine,
  runCommand,
  startCommand,
} from './command-line-world.ts';

let reader: ReaderLine;
beforeEach(async () => {
  reader = await createReaderLine();
});
afterEach(async () => {
  endCommands();
  await reader.close();
});

const onPort = (...args: string[]): string[] => ['device', ...args, '--port', reader.path];

/** What a card says, in every writing that could be printed. */
const personalValues = Object.entries(linXiaolan.card)
  .filter(([field]) => !['kind', 'sex', 'nationCode', 'validUntil'].includes(field))
  .map(([, value]) => String(value));

describe('read-card', () => {
  it('reads a card and prints nothing of the person', async () => {
    reader.simulator.layCard(linXiaolan);
    const { exitCode, stdout, stderr } = await runCommand(onPort('read-card'));
    expect(exitCode).toBe(0);
    expect(stdout).toContain('居民身份证');
    expect(stdout).toContain('有效');
    expect(stdout).toMatch(/photo +1024 bytes/);
    expect(stdout).toMatch(/name · 姓名 +\*\*\* {2}\(3 characters\)/);
    expect(stderr).toContain('Lay a card on the reader within 30 s');
    for (const value of personalValues) expect(stdout + stderr).not.toContain(value);
  });

  it('reads a card that is laid while it waits', async () => {
    const command = startCommand(onPort('read-card', '--json'));
    await command.until('stderr', /Lay a card/);
    await expect.poll(() => reader.simulator.commandsSeen(), { timeout: 20_000 }).toContain('findCard');
    reader.simulator.layCard(linXiaolan);
    const ended = await command.ended;
    expect(ended.exitCode).toBe(0);
    expect(documentOf(ended)).toEqual({
      command: 'read-card',
      ok: true,
      kind: 'resident',
      validity: 'valid',
      photoBytes: 1024,
      masked: true,
      fields: {
        name: { characters: 3 },
        sex: { characters: 1 },
        nationCode: { characters: 2 },
        birthDate: { characters: 10 },
        address: { characters: 17 },
        idNumber: { characters: 18 },
        issuer: { characters: 10 },
        validFrom: { characters: 10 },
        validUntil: { characters: 9 },
      },
    });
    for (const value of personalValues) expect(ended.stdout + ended.stderr).not.toContain(value);
  });

  it('prints what the card says only with --show, and says what that is', async () => {
    const cards = residents.filter(({ key }) => ['supplementary-character', 'lin-xiaolan'].includes(key));
    expect(cards).toHaveLength(2);
    for (const resident of cards) {
      reader.simulator.layCard(resident);
      const ended = await runCommand(onPort('read-card', '--show', '--json'));
      expect(ended.stderr).toContain('--show prints personal data');
      const { kind, ...fields } = resident.card;
      expect(documentOf(ended)).toMatchObject({ ok: true, masked: false, kind, fields });
    }
  });

  it('ends with 3 and no-card where none is laid in time', async () => {
    const ended = await runCommand(onPort('read-card', '--timeout', '0.8', '--json'));
    expect(ended.exitCode).toBe(3);
    expect(documentOf(ended)).toMatchObject({
      command: 'read-card',
      ok: false,
      fault: { device: 'idCardReader', code: 'no-card', actor: 'resident' },
    });
  });

  it('names the step where a card is lifted too early', async () => {
    reader.simulator.layCard(linXiaolan);
    reader.simulator.setFault({ fault: { kind: 'wrong-status', code: 0x41 }, commands: ['readCard'] });
    const ended = await runCommand(onPort('read-card'));
    expect(ended.exitCode).toBe(3);
    expect(ended.stdout).toContain('card-lost');
    expect(ended.stdout).toContain('SW3 41');
    expect(ended.stdout).toContain('办事人');
  });

  it('names the field that is not in order, and not what it says', async () => {
    const text = new Uint8Array(256).fill(0x20);
    reader.simulator.layCard(linXiaolan, { text });
    const ended = await runCommand(onPort('read-card', '--json'));
    expect(ended.exitCode).toBe(3);
    expect(documentOf(ended)).toMatchObject({ fault: { code: 'card-data-invalid', actor: 'staff' } });
  });

  it('tells that the cable was pulled in mid-read', async () => {
    await reader.close();
    reader = await createReaderLine({ read: 20_000 });
    reader.simulator.layCard(linXiaolan);
    const command = startCommand(onPort('read-card', '--json'));
    await command.until('stderr', /Reading/);
    await reader.line.unplug();
    const ended = await command.ended;
    expect(ended.exitCode).toBe(3);
    expect(documentOf(ended)).toMatchObject({ fault: { code: 'line-lost', actor: 'staff' } });
  });

  it('ends with 130 at Ctrl+C', async () => {
    const command = startCommand(onPort('read-card', '--json'));
    await command.until('stderr', /Lay a card/);
    command.signal('SIGINT');
    const ended = await command.ended;
    expect(ended.exitCode).toBe(130);
    expect(documentOf(ended)).toEqual({ command: 'read-card', ok: false, interrupted: true });
  });
});

const readerFaults: readonly [SimulatedReaderFault, string, string, string][] = [
  [{ kind: 'silent' }, 'offline', 'no-answer', 'staff'],
  [{ kind: 'garbage-only' }, 'hardwareError', 'unintelligible-answer', 'technician'],
  [{ kind: 'wrong-check-sum' }, 'hardwareError', 'unintelligible-answer', 'technician'],
  [{ kind: 'truncated' }, 'hardwareError', 'unintelligible-answer', 'technician'],
  [{ kind: 'wrong-status', code: 0x60 }, 'hardwareError', 'reader-self-test-failed', 'technician'],
  [{ kind: 'wrong-status', code: 0x66 }, 'hardwareError', 'reader-not-authorised', 'technician'],
];

describe('status of a card reader', () => {
  it('is online', async () => {
    const ended = await runCommand(onPort('status'));
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toBe(`ID-card reader · 读卡器  ${reader.path}\n  online: online · 正常\n`);
    expect(documentOf(await runCommand(onPort('status', '--json')))).toEqual({
      command: 'status',
      ok: true,
      devices: [{ device: 'idCardReader', address: reader.path, state: 'online', reasons: [] }],
    });
  });

  it.each(readerFaults)(
    'that answers with %j is %s for %s, a matter of the %s',
    async (fault, state, code, actor) => {
      reader.simulator.setFault({ fault });
      const ended = await runCommand(onPort('status', '--json', '--timeout', '3'));
      expect(ended.exitCode).toBe(3);
      expect(documentOf(ended)).toMatchObject({
        ok: false,
        devices: [
          {
            state,
            reasons: [
              { code, actor, severity: 'error', words: { 'zh-CN': expect.stringMatching(/\p{sc=Han}/u) } },
            ],
          },
        ],
      });
    },
  );

  it('that reports something unknown still works: a warning and exit code 0', async () => {
    reader.simulator.setFault({ fault: { kind: 'wrong-status', code: 0x77 } });
    const ended = await runCommand(onPort('status', '--json'));
    expect(ended.exitCode).toBe(0);
    expect(documentOf(ended)).toMatchObject({
      devices: [
        { state: 'online', reasons: [{ code: 'reader-reported-unknown-status', severity: 'warning' }] },
      ],
    });
  });

  it('is online through noise on the line', async () => {
    reader.simulator.setFault({ fault: { kind: 'garbage-before' } });
    expect((await runCommand(onPort('status'))).exitCode).toBe(0);
  });

  it('that is not there is for the staff', async () => {
    await reader.line.unplug();
    const ended = await runCommand(onPort('status'));
    expect(ended.exitCode).toBe(3);
    expect(ended.stdout).toMatch(/error +port-not-found/);
    expect(ended.stdout).toMatch(/who +the staff · 工作人员/);
  });

  it('that is held by another program says by which', async () => {
    const driver = createIdCardReaderDriver({
      transport: { kind: 'serial', path: reader.path, baudRate: 115200 },
      clock: systemClock,
    });
    driver.start();
    await statusOf(driver, ({ state }) => state === 'online');
    const ended = await runCommand(onPort('status'));
    const card = await runCommand(onPort('read-card', '--json'));
    await driver.stop();
    expect(ended.exitCode).toBe(3);
    expect(ended.stdout).toMatch(/error +port-busy/);
    expect(ended.stdout).toContain('If the kiosk is running, it is the kiosk');
    expect(ended.stdout).toContain(`held by process ${process.pid}`);
    expect(card.exitCode).toBe(3);
    expect(documentOf(card)).toMatchObject({
      fault: { code: 'port-busy', detail: expect.stringContaining(`process ${process.pid}`) },
    });
  });

  it('on a path that is a folder is told as no serial port', async () => {
    const ended = await runCommand(['device', 'status', '--port', tmpdir()]);
    expect(ended.exitCode).toBe(3);
    expect(ended.stdout).toContain('port-not-serial');
  });
});
