import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardEvent } from '../../../../drivers/id-card-reader/card-event.ts';
import type { IdCardReader } from '../../../../drivers/id-card-reader/id-card-reader.ts';
import { createIdCardReaderDriver } from '../../../../drivers/id-card-reader/id-card-reader-driver.ts';
import {
  createSimulatedIdCardReader,
  type SimulatedIdCardReader,
} from '../../../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import { linXiaolan } from '../../../../drivers/simulator/residents/residents.ts';
import { encodeFrameReports, FrameReportReader } from '../../../../drivers/transport/hid-frame-reports.ts';
import type { HidHandle, HidSupportOutcome } from '../../../../drivers/transport/hid-support.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';
import { createFakePort } from '../../../helpers/fake-transport.ts';

const device = { vendorId: 0x0400, productId: 0xc35a };

/** A HID device in memory behind which the simulator sits; it can be pulled and comes back under another path. */
const createFakeHid = () => {
  const port = createFakePort();
  let path: string | null = '/dev/hidraw0';
  let lose: () => void = () => {};
  const opened: string[] = [];

  const open = async (at: string): Promise<HidHandle> => {
    if (at !== path) throw new Error('could not open');
    opened.push(at);
    const line = port.createTransport(0);
    const requests = new FrameReportReader();
    const events = new EventEmitter();
    lose = () => events.emit('error', 'could not read from HID device');
    // Answers come in reports of 64 bytes, without a report id.
    line.onData((frame) => {
      for (const report of encodeFrameReports(frame)) events.emit('data', report.subarray(1));
    });
    await line.open();
    return Object.assign(events, {
      async write(report: Uint8Array) {
        line.write(requests.push(report.subarray(1)));
        return report.length;
      },
      sendFeatureReport: async () => 0,
      close: () => line.close(),
    });
  };

  return {
    port,
    opened,
    load: async (): Promise<HidSupportOutcome> => ({
      ok: true,
      support: {
        devices: async () => (path === null ? [] : [{ path, ...device, serialNumber: 'R1' }]),
        open,
      },
    }),
    unplug() {
      path = null;
      lose();
    },
    plugAs(name: string) {
      path = name;
    },
  };
};

let clock: FakeClock;
let hid: ReturnType<typeof createFakeHid>;
let simulator: SimulatedIdCardReader;
let driver: IdCardReader;
let events: CardEvent[];

beforeEach(() => {
  clock = createFakeClock();
  hid = createFakeHid();
  simulator = createSimulatedIdCardReader({ stream: hid.port.stream, clock });
  driver = createIdCardReaderDriver({
    transport: { kind: 'hid', ...device, serialNumber: 'R1' },
    clock,
    loadHidSupport: hid.load,
  });
  events = [];
  driver.onCard((event) => events.push(event));
  driver.start();
  driver.enable();
});
afterEach(async () => {
  simulator.close();
  await driver.stop();
  expect(clock.pending()).toBe(0);
});

describe('a reader on HID reports', () => {
  it('reads a card with fingerprints: 2321 bytes in 37 reports', async () => {
    driver.enable({ fingerprints: true });
    simulator.layCard(linXiaolan, { fingerprints: new Uint8Array(1024).fill(0xaa) });
    await clock.advance(3000);
    expect(events.map(({ type }) => type)).toEqual(['cardReading', 'cardRead']);
    expect(events[1]).toMatchObject({
      record: linXiaolan.card,
      fingerprints: new Uint8Array(1024).fill(0xaa),
    });
    expect(driver.status()).toEqual({ state: 'online', reasons: [] });
    // Zeros behind the last byte of a frame are no junk.
    expect(driver.trace().filter(({ direction }) => direction === 'junk')).toEqual([]);
  });

  it('is found again under another path', async () => {
    await clock.advance(500);
    hid.unplug();
    await clock.advance(1000);
    expect(driver.status()).toMatchObject({ state: 'noDevice', reasons: [{ code: 'port-not-found' }] });
    hid.plugAs('/dev/hidraw3');
    await clock.advance(1000);
    expect(driver.status()).toEqual({ state: 'online', reasons: [] });
    expect(hid.opened).toEqual(['/dev/hidraw0', '/dev/hidraw3']);
  });

  it.each([
    ['select', 1400, 'selectCard', 'cardRead'],
    ['select', 3300, 'selectCard', 'readFailed'],
    ['read', 1900, 'readCard', 'cardRead'],
    ['read', 2300, 'readCard', 'readFailed'],
    ['find', 700, 'findCard', 'cardRead'],
  ] as const)('a %s that is %i ms late ends as it should', async (_, delay, command, end) => {
    await clock.advance(500);
    simulator.setFault({ fault: { kind: 'slow', delay }, commands: [command] });
    simulator.layCard(linXiaolan);
    await clock.advance(6000);
    expect(events.find(({ type }) => type === 'cardRead' || type === 'readFailed')?.type).toBe(end);
  });
});
