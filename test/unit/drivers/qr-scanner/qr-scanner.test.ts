import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../../drivers/device/clock.ts';
import type { DeviceStatus } from '../../../../drivers/device/device-status.ts';
import { HidPosParser } from '../../../../drivers/qr-scanner/hid-pos-parser.ts';
import { createQrScanner, type QrScanner } from '../../../../drivers/qr-scanner/qr-scanner.ts';
import type { ScanEvent } from '../../../../drivers/qr-scanner/scan-event.ts';
import { type ScanParser, scanGap } from '../../../../drivers/qr-scanner/scan-parser.ts';
import { garbledSuspicion } from '../../../../drivers/qr-scanner/scanner-status.ts';
import { SerialScanParser } from '../../../../drivers/qr-scanner/serial-scan-parser.ts';
import { encodeHidPosReports } from '../../../../drivers/simulator/qr-scanner/encode-hid-pos.ts';
import {
  createSimulatedQrScanner,
  encodeCode,
  type SimulatedQrScanner,
} from '../../../../drivers/simulator/qr-scanner/qr-scanner-simulator.ts';
import type { SimulatedScannerFault } from '../../../../drivers/simulator/qr-scanner/scanner-faults.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';
import { createFakePort, type FakePort } from '../../../helpers/fake-transport.ts';

let clock: FakeClock;
let port: FakePort;
let simulator: SimulatedQrScanner;
let driver: QrScanner;
let events: ScanEvent[];
let statuses: DeviceStatus[];

const build = (parser: ScanParser = new SerialScanParser(), driverClock: Clock = clock): void => {
  port = createFakePort();
  simulator = createSimulatedQrScanner({ stream: port.stream, clock });
  driver = createQrScanner({ createTransport: () => port.createTransport(9600), parser, clock: driverClock });
  events = [];
  statuses = [];
  driver.onScan((event) => events.push(event));
  driver.onStatus((status) => statuses.push(status));
};

const begin = async (): Promise<void> => {
  driver.enable();
  driver.start();
  await clock.advance(10);
};

beforeEach(() => {
  clock = createFakeClock();
  build();
});
afterEach(async () => {
  simulator.close();
  await driver.stop();
  expect(clock.pending()).toBe(0);
  expect(port.openNow()).toBe(0);
});

const scanned = (text: string) => ({ type: 'scanned', text, symbology: 'qr-code' });
const refused = (reason: string) => ({ type: 'refused', reason });
const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

describe('the way of a code', () => {
  it('is told with its symbology, in UTF-8 and GBK', async () => {
    await begin();
    simulator.show('证件码:YZ-01');
    simulator.show('驿站码', { encoding: 'gbk', aimId: null, terminator: '\r' });
    expect(events).toEqual([scanned('证件码:YZ-01'), { type: 'scanned', text: '驿站码' }]);
    expect(statuses.map(({ state }) => state)).toEqual(['starting', 'online']);
  });

  it('without a terminator is told after the gap, and not before', async () => {
    await begin();
    simulator.show('YZ-01', { terminator: '' });
    await clock.advance(scanGap - 1);
    expect(events).toEqual([]);
    await clock.advance(1);
    expect(events).toEqual([scanned('YZ-01')]);
  });

  it('is not cut by a jump of the wall clock', async () => {
    await begin();
    port.deliver(ascii('YZ-'));
    clock.jumpTo(clock.now() + 86_400_000);
    await clock.advance(scanGap - 1);
    port.deliver(ascii('01\r'));
    expect(events).toEqual([{ type: 'scanned', text: 'YZ-01' }]);
  });

  it('is not cut when this process, not the line, was silent', async () => {
    let lag = 0;
    build(new SerialScanParser(), { ...clock, monotonic: () => clock.monotonic() + lag });
    await begin();
    port.deliver(ascii('YZ-'));
    // The process stands still for a second: the gap timer fires late, then what has piled up is read.
    lag = 1000;
    await clock.advance(scanGap);
    port.deliver(ascii('01\r'));
    expect(events).toEqual([{ type: 'scanned', text: 'YZ-01' }]);
  });

  it('that never ends is over also on a machine that is always late', async () => {
    let calls = 0;
    build(new SerialScanParser(), { ...clock, monotonic: () => clock.monotonic() + 1000 * calls++ });
    await begin();
    port.deliver(ascii('YZ-01'));
    await clock.advance(1000);
    expect(events).toEqual([{ type: 'scanned', text: 'YZ-01' }]);
  });
});

describe('a scanner that nobody waits for', () => {
  it('is not listened to, and what it sent is not kept', async () => {
    driver.start();
    await clock.advance(10);
    simulator.show('YZ-01');
    simulator.show('YZ-02', { terminator: '' });
    await clock.advance(1000);
    driver.enable();
    await clock.advance(1000);
    expect(events).toEqual([]);
    simulator.show('YZ-03');
    expect(events).toEqual([scanned('YZ-03')]);
  });

  it('gives no code that began before it was enabled', async () => {
    driver.start();
    await clock.advance(10);
    port.deliver(ascii('YZ-'));
    driver.enable();
    port.deliver(ascii('01\rYZ-02\r'));
    expect(events).toEqual([{ type: 'scanned', text: 'YZ-02' }]);
  });

  it('gives no code that ended after it was disabled', async () => {
    await begin();
    port.deliver(ascii('YZ-'));
    driver.disable();
    driver.enable();
    port.deliver(ascii('01\rYZ-02\r'));
    expect(events).toEqual([{ type: 'scanned', text: 'YZ-02' }]);
  });

  it('gives nothing more once the first code was enough', async () => {
    await begin();
    driver.onScan(() => driver.disable());
    port.deliver(ascii('YZ-01\rYZ-02\rYZ-0'));
    driver.enable();
    port.deliver(ascii('3\r'));
    expect(events).toEqual([{ type: 'scanned', text: 'YZ-01' }]);
  });
});

describe('what is not a code', () => {
  const faults: readonly [SimulatedScannerFault, readonly object[]][] = [
    [{ kind: 'silent' }, []],
    [{ kind: 'slow', pause: 250 }, [scanned('驿站YZ-01')]],
    [{ kind: 'garbage-before' }, [refused('binary'), scanned('驿站YZ-01')]],
    [{ kind: 'garbage-inside' }, [refused('binary')]],
    [{ kind: 'garbage-after' }, [scanned('驿站YZ-01'), refused('binary')]],
    [{ kind: 'split-character' }, [scanned('驿站YZ-01')]],
    [{ kind: 'no-terminator' }, [scanned('驿站YZ-01')]],
    [{ kind: 'binary' }, [refused('binary')]],
    [{ kind: 'oversized' }, [refused('oversized')]],
  ];

  it.each(faults)('%j: is refused by name, and the next code is read', async (fault, expected) => {
    await begin();
    simulator.setFault(fault);
    simulator.show('驿站YZ-01');
    await clock.advance(10_000);
    expect(events).toEqual(expected);
    simulator.setFault(null);
    simulator.show('YZ-02');
    expect(events.at(-1)).toEqual(scanned('YZ-02'));
    expect(driver.status()).toEqual({ state: 'online', reasons: [] });
  });

  it('makes the line suspect when it comes again and again, until a code is read', async () => {
    await begin();
    simulator.setFault({ kind: 'binary' });
    for (let time = 1; time <= garbledSuspicion; time += 1) {
      expect(driver.status().reasons).toEqual([]);
      simulator.show('YZ-01');
    }
    expect(driver.status()).toEqual({
      state: 'online',
      reasons: [{ code: 'unintelligible-answer', severity: 'warning', actor: 'technician' }],
    });
    simulator.setFault(null);
    simulator.show('YZ-01');
    expect(driver.status()).toEqual({ state: 'online', reasons: [] });
  });
});

describe('a HID POS scanner', () => {
  it('may split a character between two reports', async () => {
    build(new HidPosParser());
    await begin();
    const text = `${'x'.repeat(55)}驿站`;
    const reports = encodeHidPosReports(encodeCode(text));
    expect(reports).toHaveLength(2);
    for (const report of reports) port.deliver(report);
    expect(events).toEqual([scanned(text)]);
  });

  it('whose code breaks off is refused after the gap', async () => {
    build(new HidPosParser());
    await begin();
    const [first] = encodeHidPosReports(new Uint8Array(100).fill(0x41));
    if (first) port.deliver(first);
    await clock.advance(scanGap);
    expect(events).toEqual([refused('incomplete')]);
  });
});

describe('the line', () => {
  it.each([
    ['port-not-found', 'noDevice', 'port-not-found', 'staff'],
    ['several-match', 'offline', 'several-match', 'technician'],
    ['port-access-denied', 'offline', 'port-access-denied', 'technician'],
    ['port-busy', 'offline', 'port-busy', 'technician'],
    ['port-not-serial', 'offline', 'port-not-serial', 'technician'],
    ['port-open-failed', 'offline', 'port-closed', 'technician'],
  ] as const)(
    'that cannot be opened (%s) gives %s, and is opened when the cause is gone',
    async (reason, state, code, actor) => {
      port.refuse(reason);
      await begin();
      expect(driver.status()).toEqual({
        state,
        reasons: [{ code, severity: 'error', actor, detail: 'refused' }],
      });
      port.refuse(null);
      await clock.advance(250);
      expect(driver.status()).toEqual({ state: 'online', reasons: [] });
      simulator.show('YZ-01');
      expect(events).toEqual([scanned('YZ-01')]);
    },
  );

  it('that is lost in the middle of a code takes it along', async () => {
    await begin();
    port.deliver(ascii('YZ-'));
    port.lose();
    expect(driver.status().reasons.map(({ code }) => code)).toEqual(['port-closed']);
    await clock.advance(250);
    expect(driver.status().state).toBe('online');
    port.deliver(ascii('02\r'));
    await clock.advance(1000);
    expect(events).toEqual([{ type: 'scanned', text: '02' }]);
  });

  it('can be stopped and started again, with what was asked for', async () => {
    await begin();
    await driver.stop();
    expect(driver.status()).toEqual({ state: 'offline', reasons: [] });
    driver.start();
    await clock.advance(10);
    simulator.show('YZ-01');
    expect(events).toEqual([scanned('YZ-01')]);
  });
});

describe('the trace', () => {
  it('tells kind and length of what came, never its contents', async () => {
    driver.start();
    await clock.advance(10);
    port.deliver(ascii('SECRET1\r'));
    driver.enable();
    simulator.show('SECRET2');
    simulator.setFault({ kind: 'binary' });
    simulator.show('');
    const entries = driver
      .trace()
      .map(({ direction, hex, hiddenBytes, note }) => [direction, hex, hiddenBytes, note]);
    expect(entries).toEqual([
      ['junk', '', 8, 'nobody waited for a code'],
      ['received', '', 7, ']Q1'],
      ['junk', '', 9, 'binary'],
    ]);
  });
});
