import type { Clock } from '../../../../drivers/device/clock.ts';
import type { IdCardReader } from '../../../../drivers/id-card-reader/id-card-reader.ts';
import type { Printer } from '../../../../drivers/printer/printer-driver.ts';
import type { QrScanner } from '../../../../drivers/qr-scanner/qr-scanner.ts';
import type { DeviceTestOfCore } from '../../../contract/diagnostics/device-test-words.ts';
import type { CameraDevice } from '../../devices/camera-device.ts';
import { jobNameOf } from '../../printing/print-settlement.ts';
import type { RunTest, TestFinding } from './device-test-types.ts';
import { awaitPresented } from './presented.ts';

/** Reads whatever card is laid. Of what it says only the kind is told, and whether there is a photo. */
const cardTest = (reader: IdCardReader, clock: Clock): RunTest =>
  awaitPresented({
    clock,
    missed: 'no-card',
    begin: (tell) => {
      let foundAt = clock.monotonic();
      const unhear = reader.onCard((event) => {
        if (event.type === 'cardReading') foundAt = clock.monotonic();
        if (event.type === 'cardRead') {
          const took = Math.round(clock.monotonic() - foundAt);
          const photo = event.photo === undefined ? 'no photo' : 'photo';
          tell({ outcome: 'passed', detail: `${event.record.kind}, ${photo}, ${took} ms` });
        }
        if (event.type === 'readFailed') tell({ outcome: 'failed', detail: event.reason });
      });
      reader.enable();
      return () => {
        reader.disable();
        unhear();
      };
    },
  });

/** Reads whatever code is held to the scanner; its kind and length are told. */
const scanTest = (scanner: QrScanner, clock: Clock): RunTest =>
  awaitPresented({
    clock,
    missed: 'no-code',
    begin: (tell) => {
      const unhear = scanner.onScan((event) =>
        tell(
          event.type === 'scanned'
            ? {
                outcome: 'passed',
                detail: `${event.symbology ?? 'code'}, ${[...event.text].length} characters`,
              }
            : { outcome: 'failed', detail: event.reason },
        ),
      );
      scanner.enable();
      return () => {
        scanner.disable();
        unhear();
      };
    },
  });

/** Prints a document of one page for a technician, and says how that ended. */
export const printForTechnician = async (
  printer: Pick<Printer, 'print'>,
  document: { readonly pdf: Uint8Array; readonly pages: number; readonly id: string },
  signal: AbortSignal,
): Promise<TestFinding> => {
  const { pdf, pages, id } = document;
  const request = { documents: [pdf], jobName: jobNameOf(id), copies: 1, pages, signal };
  const printed = await printer.print(request, () => undefined);
  switch (printed.outcome) {
    case 'completed':
      return { outcome: 'passed', detail: `${printed.impressions ?? pages} impressions` };
    case 'failed':
      return { outcome: 'failed', detail: printed.reason };
    case 'unknown':
      return { outcome: 'unknown', detail: printed.detail.slice(0, 120) };
  }
};

/** The tests that devices do; null for a device that is not fitted. */
export const createDeviceTests = (options: {
  readonly reader: IdCardReader;
  readonly scanner: QrScanner | null;
  readonly printer: Pick<Printer, 'print'>;
  readonly camera: Pick<CameraDevice, 'lookNow'> | null;
  /** Null where the fonts could not be loaded. */
  readonly testPage: () => Promise<Uint8Array | null>;
  readonly newId: () => string;
  readonly clock: Clock;
}): Readonly<Record<DeviceTestOfCore, RunTest | null>> => {
  const { reader, scanner, printer, camera, clock } = options;
  return {
    'card-read': cardTest(reader, clock),
    'scan-code': scanner && scanTest(scanner, clock),
    'test-page': async (signal) => {
      const pdf = await options.testPage();
      return pdf === null
        ? { outcome: 'failed', detail: 'renderer-unavailable' }
        : printForTechnician(printer, { pdf, pages: 1, id: options.newId() }, signal);
    },
    'camera-picture':
      camera &&
      (async () => {
        const result = await camera.lookNow();
        return { outcome: result === 'ok' ? 'passed' : 'failed', detail: result };
      }),
  };
};
