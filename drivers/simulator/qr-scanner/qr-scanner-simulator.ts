import type { Writable } from 'node:stream';
import type { Clock } from '../../device/clock.ts';
import { encodeGbk } from './encode-gbk.ts';
import { type Piece, type SimulatedScannerFault, spoilScan } from './scanner-faults.ts';

/** How a code goes out. */
export interface CodeFormat {
  readonly encoding?: 'utf-8' | 'gbk';
  /** AIM symbology identifier, or null for none, as scanners come set. `]Q1` is a QR code. */
  readonly aimId?: string | null;
  readonly terminator?: '\r' | '\n' | '\r\n' | '';
}

/** A simulated scanner on a serial line: it speaks the bytes of a real one. */
export interface SimulatedQrScanner {
  /** Holds a code before the scanner. What is shown while another is being sent is sent after it. */
  show(text: string, format?: CodeFormat): void;
  setFault(fault: SimulatedScannerFault | null): void;
  /** Sends nothing any more. */
  close(): void;
}

export interface SimulatedQrScannerOptions {
  /** The device's end of the line. */
  readonly stream: Writable;
  readonly clock: Clock;
}

/** The bytes of a code without identifier and terminator. */
export const encodeCode = (text: string, encoding: 'utf-8' | 'gbk' = 'utf-8'): Uint8Array =>
  encoding === 'gbk' ? encodeGbk(text) : new TextEncoder().encode(text);

/** See `SimulatedQrScanner`. */
export const createSimulatedQrScanner = ({
  stream,
  clock,
}: SimulatedQrScannerOptions): SimulatedQrScanner => {
  const pieces: Piece[] = [];
  let fault: SimulatedScannerFault | null = null;
  let cancelPiece: (() => void) | null = null;

  const send = (): void => {
    for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
      const { bytes, pause } = piece;
      if (pause > 0) {
        cancelPiece = clock.after(pause, () => {
          cancelPiece = null;
          stream.write(bytes);
          send();
        });
        return;
      }
      stream.write(bytes);
    }
  };

  return {
    show(text, { encoding = 'utf-8', aimId = ']Q1', terminator = '\r\n' } = {}) {
      const ascii = (value: string) => Buffer.from(value, 'latin1');
      const code = Uint8Array.of(...ascii(aimId ?? ''), ...encodeCode(text, encoding));
      pieces.push(...spoilScan(code, ascii(terminator), fault));
      if (!cancelPiece) send();
    },
    setFault(next) {
      fault = next;
    },
    close() {
      cancelPiece?.();
      pieces.length = 0;
    },
  };
};
