import type { Clock } from '../device/clock.ts';
import { createSerialTransport } from '../transport/serial-transport.ts';
import { createIdCardReader, type IdCardReader } from './id-card-reader.ts';

/** Rates of SAM/SDT readers, the usual one first. */
export const readerBaudRates = [115200, 57600, 38400, 19200, 9600] as const;

export interface IdCardReaderDriverOptions {
  readonly transport: {
    readonly kind: 'serial';
    /** Device path, e.g. `/dev/ttyUSB0`. */
    readonly path: string;
    /** Bits a second; `auto` tries the five rates in turn until the reader answers. */
    readonly baudRate: number | 'auto';
  };
  readonly clock: Clock;
}

/** The ID-card reader on the line that the settings name. */
export const createIdCardReaderDriver = ({ transport, clock }: IdCardReaderDriverOptions): IdCardReader =>
  createIdCardReader({
    createTransport: (baudRate) => createSerialTransport({ path: transport.path, baudRate, clock }),
    baudRates: transport.baudRate === 'auto' ? readerBaudRates : [transport.baudRate],
    clock,
  });
