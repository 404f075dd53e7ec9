import type { Clock } from '../../../drivers/device/clock.ts';
import { createDeviceRegistry } from '../../../drivers/device/device-registry.ts';
import { createIdCardReaderDriver } from '../../../drivers/id-card-reader/id-card-reader-driver.ts';
import { createPrinterDriver } from '../../../drivers/printer/printer-driver.ts';
import { createQrScannerDriver } from '../../../drivers/qr-scanner/qr-scanner-driver.ts';
import { createCameraDevice } from '../devices/camera-device.ts';
import { readerTransport } from '../devices/reader-transport.ts';
import { scannerTransport } from '../devices/scanner-transport.ts';
import type { Log } from '../log/core-log.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** A reader asks or is asked every two seconds, and waits at most 6.5 s for one answer. */
const readerHeartbeatMilliseconds = 10_000;
/** A printer is looked at every four seconds; an exchange without progress ends after ten. */
export const printerHeartbeatMilliseconds = 30_000;

const printerAddress = ({ devices: { printer } }: Settings) => ({
  uri: printer.uri,
  ...(printer.certificateSha256 === undefined ? {} : { certificateSha256: printer.certificateSha256 }),
});

/** The devices that the settings name, each watched, not yet started. */
export const createKioskDevices = ({
  settings,
  clock,
  log,
}: {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
}) => {
  const registry = createDeviceRegistry({ clock });
  const reader = registry.add(
    (watched) =>
      createIdCardReaderDriver({
        transport: readerTransport(settings.devices.idCardReader),
        clock: watched,
      }),
    { heartbeatWithin: readerHeartbeatMilliseconds },
  );
  const printer = registry.add(
    (watched) => createPrinterDriver({ ...printerAddress(settings), clock: watched }),
    { heartbeatWithin: printerHeartbeatMilliseconds },
  );
  const { camera: fittedCamera, qrScanner: fittedScanner } = settings.devices;
  // It has no heartbeat: on a line that is open it rightly waits for ever.
  const scanner = fittedScanner
    ? registry.add((watched) =>
        createQrScannerDriver({ transport: scannerTransport(fittedScanner), clock: watched }),
      )
    : null;
  const camera = fittedCamera
    ? registry.add((watched) => createCameraDevice({ label: fittedCamera.label, clock: watched, log }))
    : null;
  return { registry, reader, printer, camera, scanner };
};
export type KioskDevices = ReturnType<typeof createKioskDevices>;
