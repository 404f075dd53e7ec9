import type { Clock } from '../device/clock.ts';
import type { ListUsbSerialPorts, UsbIdentity } from '../transport/find-serial-port.ts';
import { createHidFrameTransport } from '../transport/hid-frame-transport.ts';
import type { HidSupportOutcome } from '../transport/hid-support.ts';
import { createHidTransport } from '../transport/hid-transport.ts';
import { createSerialTransport } from '../transport/serial-transport.ts';
import { createUsbSerialTransport } from '../transport/usb-serial-transport.ts';
import { usbAnswerTimes } from './answer-times.ts';
import { readerBaudRates } from './baud-rates.ts';
import { createIdCardReader, type IdCardReader } from './id-card-reader.ts';

/** Where the reader hangs. */
export type ReaderTransport =
  | {
      readonly kind: 'serial';
      /** Device path, e.g. `/dev/ttyUSB0`. */
      readonly path: string;
      /** Bits a second; `auto` tries the five rates in turn until the reader answers. */
      readonly baudRate: number | 'auto';
    }
  /** A serial port on USB, whatever its name is at the moment. */
  | { readonly kind: 'serial'; readonly usb: UsbIdentity; readonly baudRate: number | 'auto' }
  /** A HID device that carries frames in reports of 64 bytes. */
  | ({ readonly kind: 'hid' } & UsbIdentity);

export interface IdCardReaderDriverOptions {
  readonly transport: ReaderTransport;
  readonly clock: Clock;
  /** The serial ports of this machine, unless told otherwise. */
  readonly listPorts?: ListUsbSerialPorts;
  /** node-hid, unless told otherwise. */
  readonly loadHidSupport?: () => Promise<HidSupportOutcome>;
}

/** Reports have no rate. */
const noRate = 0;

/** The ID-card reader on the line that the settings name. */
export const createIdCardReaderDriver = (options: IdCardReaderDriverOptions): IdCardReader => {
  const { transport, clock } = options;
  if (transport.kind === 'hid') {
    const { kind: _, ...filter } = transport;
    const support = options.loadHidSupport ? { loadSupport: options.loadHidSupport } : {};
    return createIdCardReader({
      createTransport: () => createHidFrameTransport(createHidTransport({ filter, ...support })),
      baudRates: [noRate],
      answerTimes: usbAnswerTimes,
      clock,
    });
  }
  const createPort = (path: string, baudRate: number) => createSerialTransport({ path, baudRate, clock });
  const listPorts = options.listPorts ? { listPorts: options.listPorts } : {};
  return createIdCardReader({
    createTransport: (baudRate) =>
      'usb' in transport
        ? createUsbSerialTransport({
            usb: transport.usb,
            createTransport: (path) => createPort(path, baudRate),
            ...listPorts,
          })
        : createPort(transport.path, baudRate),
    baudRates: transport.baudRate === 'auto' ? readerBaudRates : [transport.baudRate],
    clock,
  });
};
