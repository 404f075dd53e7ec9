import { pause, systemClock } from '../../drivers/device/clock.ts';
import {
  createQrScannerDriver,
  type QrScannerDriverOptions,
} from '../../drivers/qr-scanner/qr-scanner-driver.ts';
import type { ScanEvent } from '../../drivers/qr-scanner/scan-event.ts';
import {
  plugHidPosScanner,
  type SimulatedHidPosScanner,
} from '../../drivers/simulator/hid-guest/hid-pos-scanner.ts';
import { expectSame, type GuestCheck, waitFor } from './checks.ts';

/** A scanner of a maker whose scanners want to be asked first, and one of a maker whose do not. */
const wantsToBeAsked = { vendorId: 0x0c2e, productId: 0x0b8f, serialNumber: 'SIM-1' };
const sendsAtOnce = { vendorId: 0x05e0, productId: 0x1300, serialNumber: 'SIM-2' };

/** Longer than one report, and with a character across its end. */
const longText = `${'x'.repeat(55)}驿站${'长码'.repeat(100)}`;

/** A device is usable again within this time after its cause has gone away, milliseconds. */
const recoveryTime = 5000;

/** Opening takes less than this in the guest, milliseconds. */
const longestOpening = 60;

/** The real driver over the real node-hid, with what it told. */
const startDriver = (device: Omit<Extract<QrScannerDriverOptions['transport'], { kind: 'hid' }>, 'kind'>) => {
  const driver = createQrScannerDriver({ transport: { kind: 'hid', ...device }, clock: systemClock });
  const events: ScanEvent[] = [];
  driver.onScan((event) => events.push(event));
  driver.enable();
  driver.start();
  const status = (code: string | undefined) =>
    waitFor(
      () => (driver.status().reasons[0]?.code === code && driver.status().state !== 'starting') || undefined,
      () => `no status ${code ?? 'online'}, but ${JSON.stringify(driver.status())}`,
    );
  return {
    driver,
    status,
    online: () => status(undefined),
    /** The next event after those already taken. */
    next: async (): Promise<ScanEvent> => {
      await waitFor(
        () => events.length > 0 || undefined,
        () => 'no code came',
      );
      const event = events.shift();
      if (!event) throw new Error('no event');
      return event;
    },
  };
};

const qrCode = (text: string): ScanEvent => ({ type: 'scanned', text, symbology: 'qr-code' });

/** Shows a code and expects it to be read; resolves with the milliseconds between. */
const readOne = async (
  scanner: SimulatedHidPosScanner,
  kiosk: ReturnType<typeof startDriver>,
  text: string,
  format: Parameters<SimulatedHidPosScanner['show']>[1] = {},
): Promise<number> => {
  const start = systemClock.monotonic();
  scanner.show(text, format);
  expectSame(await kiosk.next(), qrCode(text));
  return Math.round(systemClock.monotonic() - start);
};

export const scannerChecks: readonly GuestCheck[] = [
  {
    name: 'a scanner that is plugged in later is found, asked with its feature report, and read',
    async run() {
      const kiosk = startDriver(wantsToBeAsked);
      await kiosk.status('port-not-found');
      const scanner = plugHidPosScanner(wantsToBeAsked);
      await kiosk.online();
      expectSame(scanner.ready(), true);
      const short = await readOne(scanner, kiosk, 'YZ-01');
      await readOne(scanner, kiosk, '驿站', { encoding: 'gbk' });
      await kiosk.driver.stop();
      await scanner.unplug();
      return `read after ${short} ms`;
    },
  },
  {
    name: 'a code of several reports is joined before it is decoded, other reports are passed over',
    async run() {
      const scanner = plugHidPosScanner(sendsAtOnce);
      const kiosk = startDriver({});
      await kiosk.online();
      scanner.pressButton();
      const long = await readOne(scanner, kiosk, longText);
      await readOne(scanner, kiosk, 'A'.repeat(1061));
      scanner.show('A'.repeat(3072));
      expectSame(await kiosk.next(), { type: 'refused', reason: 'oversized' });
      await readOne(scanner, kiosk, 'YZ-02');
      await kiosk.driver.stop();
      await scanner.unplug();
      return `${Buffer.byteLength(longText)} bytes after ${long} ms`;
    },
  },
  {
    name: 'a scanner that is unplugged is missed, and read again when it is back under another name',
    async run() {
      const before = plugHidPosScanner(wantsToBeAsked);
      const kiosk = startDriver(wantsToBeAsked);
      await kiosk.online();
      const pulledAt = systemClock.monotonic();
      const unplugged = before.unplug();
      await kiosk.status('port-closed');
      const missedAfter = Math.round(systemClock.monotonic() - pulledAt);
      await unplugged;
      await kiosk.status('port-not-found');
      // Takes the name that was free.
      const other = plugHidPosScanner(sendsAtOnce);
      const pluggedAt = systemClock.monotonic();
      const after = plugHidPosScanner(wantsToBeAsked);
      await kiosk.online();
      await readOne(after, kiosk, 'YZ-03');
      const usableAfter = Math.round(systemClock.monotonic() - pluggedAt);
      if (usableAfter > recoveryTime) throw new Error(`usable only after ${usableAfter} ms`);
      await kiosk.driver.stop();
      await Promise.all([other.unplug(), after.unplug()]);
      return `missed after ${missedAfter} ms, read again after ${usableAfter} ms`;
    },
  },
  {
    name: 'a driver that is stopped while it opens the device lets go of it, whenever that is',
    async run() {
      const scanner = plugHidPosScanner(sendsAtOnce);
      for (let wait = 0; wait <= longestOpening; wait += 1) {
        const driver = createQrScannerDriver({
          transport: { kind: 'hid', ...sendsAtOnce },
          clock: systemClock,
        });
        driver.start();
        await pause(systemClock, wait);
        await driver.stop();
      }
      await waitFor(
        () => !scanner.openNow() || undefined,
        () => 'the device is still open',
      );
      await scanner.unplug();
      return '';
    },
  },
  {
    name: 'of two scanners the one with the serial number is taken, and neither without',
    async run() {
      const first = plugHidPosScanner(wantsToBeAsked);
      const second = plugHidPosScanner({ ...wantsToBeAsked, serialNumber: 'SIM-3' });
      const undecided = startDriver({ vendorId: wantsToBeAsked.vendorId });
      await undecided.status('several-match');
      const kiosk = startDriver({ ...wantsToBeAsked, serialNumber: 'SIM-3' });
      await kiosk.online();
      await readOne(second, kiosk, 'YZ-04');
      await first.unplug();
      await undecided.online();
      await Promise.all([undecided.driver.stop(), kiosk.driver.stop()]);
      await second.unplug();
      return '';
    },
  },
  {
    name: 'a scanner whose reports are shifted by one is read',
    async run() {
      const scanner = plugHidPosScanner({ ...sendsAtOnce, shifted: true });
      const kiosk = startDriver({});
      await kiosk.online();
      await readOne(scanner, kiosk, longText);
      await kiosk.driver.stop();
      await scanner.unplug();
      return '';
    },
  },
];
