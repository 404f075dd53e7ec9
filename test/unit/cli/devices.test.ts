import { describe, expect, it } from 'vitest';
import type { Device } from '../../../drivers/device/device.ts';
import type { DeviceStatus } from '../../../drivers/device/device-status.ts';
import { awaitEvent } from '../../../electron/cli/devices/await-event.ts';
import { devicesOf } from '../../../electron/cli/devices/configured-devices.ts';
import { rateSearchTime } from '../../../electron/cli/devices/lasting-fault.ts';
import { leastPages } from '../../../electron/cli/devices/least-pages.ts';
import { readerTransport, scannerTransport } from '../../../electron/cli/devices/open-device.ts';
import { parsePortAddress } from '../../../electron/cli/devices/port-address.ts';
import { describeHolder, isKioskCommand } from '../../../electron/cli/devices/port-holder.ts';
import { settingsSchema } from '../../../electron/core/settings/settings-schema.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

/** A device whose status a test sets. */
const createTestDevice = () => {
  const listeners = new Set<(status: DeviceStatus) => void>();
  let status: DeviceStatus = { state: 'starting', reasons: [] };
  const device: Device = {
    role: 'idCardReader',
    status: () => status,
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {},
    stop: async () => {},
  };
  return {
    device,
    listeners,
    become(state: DeviceStatus['state'], code?: string): void {
      status = {
        state,
        reasons: code === undefined ? [] : [{ code, severity: 'error', actor: 'staff' }],
      };
      for (const listener of [...listeners]) listener(status);
    },
  };
};

const wait = (timeout = 30_000) => {
  const clock = createFakeClock();
  const interruption = new AbortController();
  const world = createTestDevice();
  let found: (value: string) => void = () => {};
  let subscribed = false;
  const waiting = awaitEvent<string, string>(
    world.device,
    { clock, interrupted: interruption.signal },
    timeout,
    (tell) => {
      found = tell;
      subscribed = true;
      return () => {
        subscribed = false;
      };
    },
  );
  /** Nothing may be left running, whatever the end. */
  const end = async () => {
    const ended = await waiting;
    expect([clock.pending(), world.listeners.size, subscribed]).toEqual([0, 0, false]);
    return ended;
  };
  return { ...world, clock, interruption, found: (value: string) => found(value), end };
};

describe('waiting for a device', () => {
  it('ends with what was found', async () => {
    const { found, end } = wait();
    found('card');
    expect(await end()).toEqual({ end: 'found', found: 'card' });
  });

  it('ends at once with a fault that nothing but a person mends', async () => {
    const { become, end } = wait();
    become('noDevice', 'port-not-found');
    expect(await end()).toMatchObject({ end: 'fault', reason: { code: 'port-not-found' } });
  });

  it('bears silence as long as other rates may be tried', async () => {
    const { become, clock, end } = wait();
    become('offline', 'no-answer');
    await clock.advance(rateSearchTime - 1);
    become('starting');
    become('offline', 'unintelligible-answer');
    await clock.advance(1);
    expect(await end()).toMatchObject({ end: 'fault', reason: { code: 'unintelligible-answer' } });
  });

  it('forgives silence when an answer comes', async () => {
    const { become, clock, found, end } = wait();
    become('offline', 'no-answer');
    await clock.advance(rateSearchTime - 1);
    become('online');
    await clock.advance(rateSearchTime);
    found('card');
    expect(await end()).toMatchObject({ end: 'found' });
  });

  it('ends when the time is over', async () => {
    const { become, clock, end } = wait(500);
    become('online');
    await clock.advance(500);
    expect(await end()).toEqual({ end: 'time-out' });
  });

  it('ends when interrupted', async () => {
    const { interruption, end } = wait();
    interruption.abort();
    expect(await end()).toEqual({ end: 'interrupted' });
  });
});

describe('the pages of a PDF', () => {
  const pdf = (text: string): Uint8Array => Buffer.from(`%PDF-1.7\n${text}`);

  it.each([
    ['two pages in one revision', '<< /Type /Pages >> << /Type /Page >> << /Type/Page >> %%EOF', 2],
    ['none that can be seen', '<< /Type /ObjStm >> %%EOF', 1],
    ['several revisions, of which old pages may be left', '<</Type/Page>> %%EOF <</Type/Page>> %%EOF', 1],
    ['nothing', '', 1],
  ])('%s', (_what, text, pages) => {
    expect(leastPages(pdf(text))).toBe(pages);
  });
});

describe('what the drivers are told', () => {
  const at = (text: string, baudRate: number | 'auto' = 'auto') => {
    const port = parsePortAddress(text);
    if (!port) throw new Error(text);
    return { port, baudRate };
  };

  it('of a card reader', () => {
    expect(readerTransport(at('/dev/ttyS1', 9600))).toEqual({
      kind: 'serial',
      path: '/dev/ttyS1',
      baudRate: 9600,
    });
    expect(readerTransport(at('usb:1a86:7523'))).toEqual({
      kind: 'serial',
      usb: { vendorId: 0x1a86, productId: 0x7523 },
      baudRate: 'auto',
    });
    expect(readerTransport(at('hid:0400:0001'))).toEqual({ kind: 'hid', vendorId: 0x400, productId: 1 });
    expect(readerTransport(at('hid'))).toBeNull();
  });

  it('of a scanner', () => {
    expect(scannerTransport(at('/dev/ttyS1'))).toEqual({
      kind: 'serial',
      path: '/dev/ttyS1',
      baudRate: 9600,
    });
    expect(scannerTransport(at('hid'))).toEqual({ kind: 'hid' });
    expect(scannerTransport(at('usb:1a86:7523', 115200))).toEqual({
      kind: 'serial',
      usb: { vendorId: 0x1a86, productId: 0x7523 },
      baudRate: 115200,
    });
  });

  it('of the settings', () => {
    /** Settings as the kiosk reads them. */
    const settingsWith = (idCardReader: object, qrScanner?: object) => ({
      devices: settingsSchema.shape.devices.parse({
        idCardReader,
        printer: { uri: 'ipp://p/' },
        ...(qrScanner ? { qrScanner } : {}),
      }),
    });
    const plainReader = { transport: 'serial', path: '/dev/ttyS0' };
    const usb = { vendorId: '1a86', productId: '7523', serialNumber: 'A1' };
    const numbers = { vendorId: 0x1a86, productId: 0x7523, serialNumber: 'A1' };
    expect(devicesOf(settingsWith(plainReader))).toEqual({
      idCardReader: { port: { kind: 'serial', path: '/dev/ttyS0' }, baudRate: 'auto' },
      printer: 'ipp://p/',
    });
    expect(devicesOf(settingsWith({ transport: 'serial', usb, baudRate: 9600 })).idCardReader).toEqual({
      port: { kind: 'usb', ...numbers },
      baudRate: 9600,
    });
    expect(devicesOf(settingsWith({ transport: 'hid', usb })).idCardReader?.port).toEqual({
      kind: 'hid',
      usb: numbers,
    });
    expect(devicesOf(settingsWith(plainReader, { transport: 'hid' })).qrScanner?.port).toEqual({
      kind: 'hid',
      usb: null,
    });
    const serialScanner = { transport: 'serial', path: '/dev/ttyACM0', baudRate: 115200 };
    expect(devicesOf(settingsWith(plainReader, serialScanner)).qrScanner).toEqual({
      port: { kind: 'serial', path: '/dev/ttyACM0' },
      baudRate: 115200,
    });
  });
});

describe('who holds a port', () => {
  it.each([
    ['/opt/yizhan/node_modules/node/bin/node\0/opt/yizhan/dist/core/core.mjs\0', true],
    ['/opt/驿站/yizhan\0--type=utility\0--utility-sub-type=node.mojom.NodeService\0', true],
    ['/usr/bin/node\0/opt/yizhan/electron/cli/yizhan.mjs\0device\0trace\0', false],
    ['socat\0-\0', false],
  ])('%j is the kiosk: %s', (commandLine, isKiosk) => {
    expect(isKioskCommand(commandLine)).toBe(isKiosk);
  });

  it('is told in words', () => {
    expect(describeHolder({ processId: 7, name: 'node', isKiosk: true })).toBe(
      'held by process 7 (node), which is the kiosk',
    );
    expect(describeHolder({ processId: 7, name: 'socat', isKiosk: false })).toBe('held by process 7 (socat)');
  });
});
