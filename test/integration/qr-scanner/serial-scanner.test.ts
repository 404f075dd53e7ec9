import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import type { DeviceStatus } from '../../../drivers/device/device-status.ts';
import type { QrScanner } from '../../../drivers/qr-scanner/qr-scanner.ts';
import { createQrScannerDriver } from '../../../drivers/qr-scanner/qr-scanner-driver.ts';
import type { ScanEvent } from '../../../drivers/qr-scanner/scan-event.ts';
import {
  createSimulatedQrScanner,
  type SimulatedQrScanner,
} from '../../../drivers/simulator/qr-scanner/qr-scanner-simulator.ts';
import type { SimulatedScannerFault } from '../../../drivers/simulator/qr-scanner/scanner-faults.ts';
import { createSerialLine, type SerialLine } from '../../../drivers/simulator/serial-line/serial-line.ts';
import { temporaryFolder } from '../../helpers/serial-line.ts';

/** A device is usable again within this time after its cause has gone away, milliseconds. */
const recoveryTime = 5000;
/** Longest wait for what takes well under a second on an idle machine. */
const patience = { timeout: 20_000, interval: 20 };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let line: SerialLine;
let simulator: SimulatedQrScanner;
let driver: QrScanner;
let events: ScanEvent[];

const status = async (condition: (status: DeviceStatus) => boolean): Promise<DeviceStatus> => {
  await expect.poll(() => condition(driver.status()), patience).toBe(true);
  return driver.status();
};
const online = () => status(({ state, reasons }) => state === 'online' && reasons.length === 0);
const scanned = (text: string) => ({ type: 'scanned', text, symbology: 'qr-code' });
const told = (expected: readonly object[]) => expect.poll(() => events, patience).toEqual(expected);

beforeEach(async () => {
  folder = await temporaryFolder();
  line = await createSerialLine(join(folder.path, 'scanner'));
  simulator = createSimulatedQrScanner({ stream: line.stream, clock: systemClock });
  driver = createQrScannerDriver({
    transport: { kind: 'serial', path: line.devicePath, baudRate: 9600 },
    clock: systemClock,
  });
  events = [];
  driver.onScan((event) => events.push(event));
  driver.enable();
  driver.start();
  await online();
});

afterEach(async () => {
  await driver.stop();
  simulator.close();
  await line.close();
  await folder.remove();
});

describe('a scanner on a real serial port', () => {
  it('gives codes in UTF-8 and GBK, with and without identifier and terminator', async () => {
    simulator.show('证件码:𠮷01');
    await told([scanned('证件码:𠮷01')]);
    simulator.show('驿站码', { encoding: 'gbk', aimId: null, terminator: '\r' });
    await told([scanned('证件码:𠮷01'), { type: 'scanned', text: '驿站码' }]);
    simulator.show('last', { aimId: ']C0', terminator: '' });
    await expect
      .poll(() => events.at(-1), patience)
      .toEqual({ type: 'scanned', text: 'last', symbology: 'code-128' });
  });

  it('gives a code as long as the kiosk’s own certificates in one piece', async () => {
    const text = 'A'.repeat(1061);
    simulator.show(text);
    await told([scanned(text)]);
  });

  const faults: readonly [SimulatedScannerFault, readonly object[]][] = [
    [{ kind: 'slow', pause: 40 }, [scanned('驿站YZ-01')]],
    [{ kind: 'garbage-before' }, [{ type: 'refused', reason: 'binary' }, scanned('驿站YZ-01')]],
    [{ kind: 'garbage-inside' }, [{ type: 'refused', reason: 'binary' }]],
    [{ kind: 'garbage-after' }, [scanned('驿站YZ-01'), { type: 'refused', reason: 'binary' }]],
    [{ kind: 'split-character' }, [scanned('驿站YZ-01')]],
    [{ kind: 'no-terminator' }, [scanned('驿站YZ-01')]],
    [{ kind: 'binary' }, [{ type: 'refused', reason: 'binary' }]],
    [{ kind: 'oversized' }, [{ type: 'refused', reason: 'oversized' }]],
  ];
  it.each(faults)('%j: is named, and the next code is read', async (fault, expected) => {
    simulator.setFault(fault);
    simulator.show('驿站YZ-01');
    await told(expected);
    simulator.setFault(null);
    simulator.show('YZ-02');
    await told([...expected, scanned('YZ-02')]);
    expect(driver.status()).toEqual({ state: 'online', reasons: [] });
  });

  it('is not listened to while nobody waits for a code', async () => {
    driver.disable();
    simulator.show('YZ-01');
    await expect
      .poll(() => driver.trace().map(({ note }) => note), patience)
      .toEqual(['nobody waited for a code']);
    driver.enable();
    simulator.show('YZ-02');
    await told([scanned('YZ-02')]);
  });
});

describe('the cable of the scanner', () => {
  it('pulled and put back is noticed both times', async () => {
    await line.unplug();
    const gone = await status(({ state }) => state === 'noDevice');
    expect(['port-closed', 'port-not-found']).toContain(gone.reasons[0]?.code);
    await status(({ reasons }) => reasons[0]?.code === 'port-not-found');
    const start = performance.now();
    await line.plug();
    await online();
    expect(performance.now() - start).toBeLessThan(recoveryTime);
    simulator.show('YZ-01');
    await told([scanned('YZ-01')]);
  });

  it('pulled in the middle of a code lets the next one begin anew', async () => {
    line.stream.write(']Q1YZ-');
    await line.unplug();
    await status(({ state }) => state === 'noDevice');
    await line.plug();
    await online();
    simulator.show('YZ-02');
    // A hang-up right after data may be noticed only after the gap that ends a code: then the piece is told as one.
    await expect.poll(() => events.at(-1), patience).toEqual(scanned('YZ-02'));
  });

  it('taken by another program is named, and used again when it is free', async () => {
    await line.occupy();
    await status(({ reasons }) => reasons[0]?.code === 'port-busy');
    await line.plug();
    await online();
    simulator.show('YZ-01');
    await told([scanned('YZ-01')]);
  });
});
