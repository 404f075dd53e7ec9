import type { Clock } from '../../../drivers/device/clock.ts';
import type { Device } from '../../../drivers/device/device.ts';
import { createIdCardReaderDriver } from '../../../drivers/id-card-reader/id-card-reader-driver.ts';
import { createPrinterDriver } from '../../../drivers/printer/printer-driver.ts';
import { createQrScannerDriver } from '../../../drivers/qr-scanner/qr-scanner-driver.ts';
import type { PortRole, ProbeOutcome, ProbeView } from '../../contract/ports/port-views.ts';
import { readerTransport } from '../devices/reader-transport.ts';
import { scannerTransport } from '../devices/scanner-transport.ts';
import { settingsSchema } from '../settings/settings-schema.ts';
import { type Place, placeId, printerAt, readerAt, scannerAt } from './place.ts';

/** A reader whose rate is not known is asked at five rates, 0.8 s each, and may be busy with a card meanwhile. */
const probeWithinMilliseconds = 12_000;

/** Tries whether the device that is meant hangs at a place. It never rejects. */
export type ProbePlace = (role: PortRole, place: Place) => Promise<ProbeView>;

const { shape } = settingsSchema.shape.devices;

/** The driver for a place, or null where such a device cannot hang there. */
const driverAt = (role: PortRole, place: Place, clock: Clock): Device | null => {
  switch (role) {
    case 'idCardReader': {
      const reader = shape.idCardReader.safeParse(readerAt(place));
      return reader.success
        ? createIdCardReaderDriver({ transport: readerTransport(reader.data), clock })
        : null;
    }
    case 'qrScanner': {
      const scanner = shape.qrScanner.safeParse(scannerAt(place));
      return scanner.data === undefined
        ? null
        : createQrScannerDriver({ transport: scannerTransport(scanner.data), clock });
    }
    case 'printer': {
      const printer = shape.printer.safeParse(printerAt(place));
      return printer.success ? createPrinterDriver({ uri: printer.data.uri, clock }) : null;
    }
  }
};

/** What the next attempt, at another rate, may mend. */
const passing: readonly string[] = ['no-answer', 'unintelligible-answer', 'driver-restarting'];

/** The last word on a device's status; null while it may still change. */
const verdictOn = (role: PortRole, device: Device): { outcome: ProbeOutcome; detail: string } | null => {
  const { state, reasons } = device.status();
  const [worst] = reasons.filter(({ severity }) => severity === 'error');
  if (state === 'starting') return null;
  // A printer without paper has answered.
  const hasAnswered = role === 'printer' ? state !== 'offline' && state !== 'noDevice' : state === 'online';
  if (hasAnswered)
    return { outcome: role === 'qrScanner' ? 'opened' : 'answers', detail: device.identity?.().model ?? '' };
  if (worst === undefined || passing.includes(worst.code)) return null;
  return { outcome: 'not-to-be-opened', detail: `${worst.code} ${worst.detail ?? ''}`.trim().slice(0, 200) };
};

/** Probes with the drivers of the kiosk themselves. */
export const createProbePlace =
  (clock: Clock): ProbePlace =>
  async (role, place) => {
    const id = placeId(place);
    const device = driverAt(role, place, clock);
    if (device === null) return { place: id, outcome: 'not-a-place', detail: '' };
    const found = await new Promise<{ outcome: ProbeOutcome; detail: string }>((resolve) => {
      const settle = (verdict: { outcome: ProbeOutcome; detail: string }): void => {
        cancel();
        unhear();
        resolve(verdict);
      };
      const cancel = clock.after(probeWithinMilliseconds, () => {
        const [worst] = device.status().reasons;
        settle({ outcome: 'no-answer', detail: worst?.code ?? '' });
      });
      const look = (): void => {
        const verdict = verdictOn(role, device);
        if (verdict) settle(verdict);
      };
      const unhear = device.onStatus(look);
      device.start();
      look();
    });
    await device.stop();
    return { place: id, ...found };
  };
