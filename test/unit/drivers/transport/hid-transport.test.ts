import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LineLoss } from '../../../../drivers/transport/byte-transport.ts';
import type {
  HidDeviceInfo,
  HidHandle,
  HidSupportOutcome,
} from '../../../../drivers/transport/hid-support.ts';
import {
  createHidTransport,
  type HidTransportOptions,
  lacksHidSupport,
  type ReportTransport,
} from '../../../../drivers/transport/hid-transport.ts';
import { createPersistentLine, type LineFault } from '../../../../drivers/transport/persistent-line.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';

const scanner: HidDeviceInfo = {
  path: '/dev/hidraw3',
  vendorId: 0x0c2e,
  productId: 0x0b8f,
  serialNumber: '20260',
  usagePage: 0x8c,
  usage: 2,
};

/** A HID device in memory, with node-hid's habits. */
const createFakeDevice = () => {
  const dataListeners = new Set<(report: Uint8Array) => void>();
  const errorListeners = new Set<(error: unknown) => void>();
  const device = {
    plugged: true,
    acceptsFeatureReports: true,
    openings: 0,
    openNow: 0,
    written: [] as number[][],
    featureReports: [] as number[][],
    send(...report: number[]) {
      for (const listener of dataListeners) listener(Uint8Array.from(report));
    },
    fail(error: unknown) {
      for (const listener of errorListeners) listener(error);
    },
    listeners: () => dataListeners.size,
  };
  const handle: HidHandle = {
    on(event: 'data' | 'error', listener: (value: never) => void) {
      if (event === 'data') dataListeners.add(listener as (report: Uint8Array) => void);
      else errorListeners.add(listener as (error: unknown) => void);
    },
    off: (_event, listener) => dataListeners.delete(listener),
    async write(report) {
      if (!device.plugged) throw new Error('could not write to HID device');
      return device.written.push([...report]);
    },
    async sendFeatureReport(report) {
      if (!device.acceptsFeatureReports) throw new Error('could not send feature report to device');
      return device.featureReports.push([...report]);
    },
    async close() {
      expect(dataListeners.size).toBe(0);
      device.openNow -= 1;
      errorListeners.clear();
    },
  };
  const load = async (): Promise<HidSupportOutcome> => ({
    ok: true,
    support: {
      devices: async () => (device.plugged ? [scanner] : []),
      async open(path) {
        expect(path).toBe(scanner.path);
        device.openings += 1;
        device.openNow += 1;
        return handle;
      },
    },
  });
  return { device, load };
};

let fake: ReturnType<typeof createFakeDevice>;
const make = (options: Partial<HidTransportOptions> = {}): ReportTransport =>
  createHidTransport({ filter: { usagePage: 0x8c, usage: 2 }, loadSupport: fake.load, ...options });

beforeEach(() => {
  fake = createFakeDevice();
});

describe('a HID transport', () => {
  it('carries reports both ways', async () => {
    const transport = make();
    const reports: Uint8Array[] = [];
    transport.onData((report) => reports.push(report));
    expect(await transport.open()).toEqual({ ok: true });
    fake.device.send(2, 1, 7);
    transport.write(Uint8Array.of(0, 9));
    expect(reports).toEqual([Uint8Array.of(2, 1, 7)]);
    expect(fake.device.written).toEqual([[0, 9]]);
    await transport.close();
    await transport.close();
    expect(fake.device.openNow).toBe(0);
    fake.device.send(2);
    transport.write(Uint8Array.of(0));
    expect(reports).toHaveLength(1);
    expect(fake.device.written).toHaveLength(1);
  });

  it('sends the feature reports that the found device wants, before anything else', async () => {
    const transport = make({ featureReports: ({ vendorId }) => [Uint8Array.of(254, vendorId & 0xff)] });
    await transport.open();
    expect(fake.device.featureReports).toEqual([[254, 0x2e]]);
    await transport.close();
  });

  it('does not open a device that refuses its feature report', async () => {
    fake.device.acceptsFeatureReports = false;
    const transport = make({ featureReports: () => [Uint8Array.of(254, 1)] });
    expect(await transport.open()).toMatchObject({
      ok: false,
      detail: 'could not send feature report to device',
    });
    expect(fake.device.openNow).toBe(0);
  });

  it('names the device that is not there', async () => {
    fake.device.plugged = false;
    const filter = { vendorId: 0x0c2e, productId: 0x0b8f, usagePage: 0x8c, usage: 2 };
    expect(await make({ filter }).open()).toEqual({
      ok: false,
      reason: 'port-not-found',
      detail: 'vendor 0C2E, product 0B8F, usage 008C:0002',
    });
  });

  it('says literally that there is no HID support, and does not throw', async () => {
    const outcome = await make({ loadSupport: async () => ({ ok: false, detail: 'no libudev' }) }).open();
    expect(outcome).toMatchObject({ ok: false, reason: 'port-open-failed', detail: 'no libudev' });
    if (!outcome.ok) expect(lacksHidSupport(outcome)).toBe(true);
    expect(lacksHidSupport({ reason: 'port-closed', detail: '' })).toBe(false);
  });

  it.each(['could not read from HID device', new Error('could not read from HID device')])(
    'tells the loss of the device once, whatever node-hid hands over (%o)',
    async (error) => {
      const transport = make();
      const losses: LineLoss[] = [];
      transport.onClosed((loss) => losses.push(loss));
      await transport.open();
      fake.device.fail(error);
      fake.device.fail(error);
      expect(losses).toEqual([{ reason: 'port-closed', detail: 'could not read from HID device' }]);
      await transport.close();
      expect(fake.device.openNow).toBe(0);
    },
  );

  it('tells the loss of the device by a write that fails', async () => {
    const transport = make();
    await transport.open();
    fake.device.plugged = false;
    const lost = new Promise<LineLoss>((resolve) => transport.onClosed(resolve));
    transport.write(Uint8Array.of(0));
    expect((await lost).reason).toBe('port-closed');
  });

  it('closed while it opens stays closed, and leaves node-hid no listener to read for', async () => {
    const transport = make();
    const opening = transport.open();
    await transport.close();
    expect(await opening).toMatchObject({ ok: false, reason: 'port-open-failed' });
    expect(fake.device.openNow).toBe(0);
    expect(fake.device.listeners()).toBe(0);
  });

  it('tells why a device file cannot be opened', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yizhan-hid-'));
    const path = join(folder, 'hidraw0');
    const failing = (): Promise<HidSupportOutcome> =>
      Promise.resolve({
        ok: true,
        support: {
          devices: async () => [{ ...scanner, path }],
          open: async () => {
            throw new Error(`cannot open device with path ${path}`);
          },
        },
      });
    try {
      expect(await make({ loadSupport: failing }).open()).toMatchObject({ reason: 'port-not-found' });
      await writeFile(path, '');
      expect(await make({ loadSupport: failing }).open()).toMatchObject({ reason: 'port-open-failed' });
      await chmod(path, 0o000);
      // No permission binds root.
      const expected = process.getuid?.() === 0 ? 'port-open-failed' : 'port-access-denied';
      expect(await make({ loadSupport: failing }).open()).toMatchObject({ reason: expected });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is found and opened again after it was unplugged, by a persistent line', async () => {
    const clock = createFakeClock();
    const faults: LineFault[] = [];
    let opened = 0;
    const line = createPersistentLine({
      createTransport: () => make(),
      clock,
      onOpened: () => {
        opened += 1;
      },
      onData: () => {},
      onFault: (fault) => faults.push(fault),
    });
    line.start();
    await clock.advance(10);
    fake.device.plugged = false;
    fake.device.fail('could not read from HID device');
    await clock.advance(600);
    expect(faults.map(({ reason }) => reason)).toEqual(['port-closed', 'port-not-found', 'port-not-found']);
    fake.device.plugged = true;
    await clock.advance(250);
    expect(opened).toBe(2);
    expect(fake.device.openNow).toBe(1);
    await line.stop();
    expect(fake.device.openNow).toBe(0);
    expect(clock.pending()).toBe(0);
  });
});
