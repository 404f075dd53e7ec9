import { describe, expect, it } from 'vitest';
import { cameraReasonCodes, deviceReasonCodes } from '../../../drivers/device/reason-codes.ts';
import { printFailures } from '../../../drivers/printer/print-outcome.ts';
import { residents } from '../../../drivers/simulator/residents/residents.ts';
import {
  faultOfPrint,
  outcomeWhenLeft,
  printCommand,
  progressLine,
} from '../../../electron/cli/commands/print.ts';
import { resultOfCard } from '../../../electron/cli/commands/read-card.ts';
import { resultOfScan } from '../../../electron/cli/commands/scan.ts';
import {
  deviceDocument,
  isWorking,
  readingLines,
  readingOf,
} from '../../../electron/cli/devices/device-reading.ts';
import { faultLines } from '../../../electron/cli/fault.ts';
import { type CardField, cardFieldWords } from '../../../electron/cli/words/card-words.ts';
import { faultWords } from '../../../electron/cli/words/fault-words.ts';

const now = Date.UTC(2026, 10, 20);

describe('words', () => {
  it('exist for every reason that a device on the command line can give', () => {
    const camera: readonly string[] = cameraReasonCodes;
    const codes = deviceReasonCodes.filter((code) => !camera.includes(code) || code === 'no-answer');
    for (const code of [...codes, ...printFailures]) expect(faultWords).toHaveProperty(code);
  });

  it('are in both languages', () => {
    for (const { en, 'zh-CN': chinese } of Object.values(faultWords)) {
      expect(en).toMatch(/^[\x20-\x7e]+$/);
      expect(chinese).toMatch(/\p{sc=Han}/u);
    }
  });

  it('exist for every field of every kind of card', () => {
    const fields = new Set(
      residents.flatMap(({ card }) => Object.keys(card)).filter((field) => field !== 'kind'),
    );
    expect([...fields].sort()).toEqual((Object.keys(cardFieldWords) as CardField[]).sort());
  });
});

describe('a fault', () => {
  it('is told by literal code, in plain words, with who acts', () => {
    expect(
      faultLines({ device: 'idCardReader', code: 'port-busy', actor: 'technician', detail: 'x' }),
    ).toEqual([
      'ID-card reader · 读卡器: port-busy',
      '  what    Another program is using it. If the kiosk is running, it is the kiosk: stop it, then try again · 被别的程序占用了;如果自助终端正在运行,请先停止',
      '  who     a technician · 维修人员',
      '  detail  x',
    ]);
  });

  it('cannot write control characters to the terminal', () => {
    const lines = faultLines({
      device: 'printer',
      code: 'refused',
      actor: 'staff',
      detail: '\u001b[2J\u202e',
    });
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('a card', () => {
  it('that could not be read is a matter of whoever can mend it', () => {
    const fault = (reason: Parameters<typeof resultOfCard>[0]) => resultOfCard(reason, now);
    expect(fault({ type: 'readFailed', reason: 'card-lost', statusCode: 0x41 })).toEqual({
      outcome: 'fault',
      fault: { device: 'idCardReader', code: 'card-lost', actor: 'resident', detail: 'SW3 41' },
    });
    expect(fault({ type: 'readFailed', reason: 'card-data-invalid', field: 'idNumber' })).toMatchObject({
      fault: { actor: 'staff', detail: 'field idNumber' },
    });
  });

  it('is judged by the clock that was passed in', () => {
    const card = residents.find(({ card: { validUntil } }) => validUntil === '2039-06-01')?.card;
    if (!card) throw new Error('no such card');
    const event = { type: 'cardRead', record: card } as const;
    expect(resultOfCard(event, now)).toMatchObject({ outcome: 'read', validity: 'valid', photoBytes: 0 });
    expect(resultOfCard(event, Date.UTC(2039, 6, 1))).toMatchObject({ validity: 'expired' });
  });
});

describe('a scan', () => {
  it('keeps its text and kind', () => {
    expect(resultOfScan({ type: 'scanned', text: 'x' })).toEqual({
      outcome: 'scanned',
      text: 'x',
      symbology: null,
    });
  });

  it('that was refused says why', () => {
    expect(resultOfScan({ type: 'refused', reason: 'oversized' })).toEqual({
      outcome: 'fault',
      fault: { device: 'qrScanner', code: 'oversized', actor: 'resident' },
    });
  });
});

describe('a status', () => {
  it('that never came is no answer', () => {
    const reading = readingOf('printer', 'ipp://p/', { state: 'starting', reasons: [] });
    expect(reading).toMatchObject({ state: 'offline', reasons: [{ code: 'no-answer', actor: 'staff' }] });
    expect(isWorking(reading)).toBe(false);
  });

  it('with a warning still works', () => {
    const reading = readingOf('printer', 'ipp://p/', {
      state: 'online',
      reasons: [{ code: 'toner-low', severity: 'warning', actor: 'staff' }],
      supplies: [
        { name: 'Black', kind: 'toner', percent: 8, state: 'low' },
        { name: '青色', kind: 'toner', percent: null, state: 'unknown' },
      ],
    });
    expect(isWorking(reading)).toBe(true);
    expect(readingLines(reading)).toEqual([
      'printer · 打印机  ipp://p/',
      '  online: online · 正常',
      '  warning  toner-low',
      '  what     The printer is low on toner · 打印机的墨粉快用完了',
      '  who      the staff · 工作人员',
      '  supplies · 耗材',
      '    Black  8 %  low',
      '    青色   –    unknown',
    ]);
    expect(deviceDocument(reading).reasons).toEqual([
      { code: 'toner-low', severity: 'warning', actor: 'staff', words: faultWords['toner-low'] },
    ]);
  });
});

describe('a print', () => {
  it('that timed out is not called cancelled by somebody', () => {
    const print = { outcome: 'failed', reason: 'cancelled', detail: 'd' } as const;
    expect(faultOfPrint({ print, timedOut: true })).toMatchObject({ code: 'timed-out' });
    expect(faultOfPrint({ print, timedOut: false })).toMatchObject({ code: 'cancelled' });
    expect(faultOfPrint({ print: { outcome: 'completed', impressions: null }, timedOut: true })).toBeNull();
  });

  it('that was not awaited is unknown once the printer has its job, and only then', () => {
    expect(outcomeWhenLeft(null)).toMatchObject({ outcome: 'failed', reason: 'cancelled' });
    const job = { jobId: 7, jobUri: 'ipp://p/7', jobName: 'x' };
    expect(outcomeWhenLeft(job)).toMatchObject({
      outcome: 'unknown',
      detail: expect.stringContaining('job 7'),
    });
  });

  it('tells what holds it up and who acts', () => {
    expect(
      progressLine({ type: 'paused', reasons: [{ code: 'media-jam', severity: 'error', actor: 'staff' }] }),
    ).toBe('Held up. media-jam: Paper is jammed in the printer · 打印机卡纸了 → the staff · 工作人员');
  });

  it('wants a printer', () => {
    const options = { json: false, show: false };
    expect(printCommand.prepare(options, ['a.pdf'], {}, null, null)).toMatchObject({ ok: false });
    expect(printCommand.prepare(options, ['a.pdf'], { printer: 'ipp://p/' }, null, null)).toMatchObject({
      ok: true,
    });
  });
});
