import { CodeBuffer } from './code-buffer.ts';
import type { ScanParser, ScanParserOutput } from './scan-parser.ts';
import { aimIdAt, aimIdLength } from './symbology.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Cuts the stream of a serial scanner into codes: `]xx` (where the scanner is set to send it), the text, then CR, LF or
 * both, or nothing but silence. Empty lines are passed over, so CR LF counts as one end. A code that breaks off cannot be
 * told from one without an end: whether a text is whole is for whoever reads it to say.
 */
export class SerialScanParser implements ScanParser {
  readonly #buffer = new CodeBuffer();
  /** The present code is oversized or unwanted: passed over up to its end. */
  #skipping = false;

  get unfinished(): boolean {
    return this.#skipping || this.#buffer.length > 0;
  }

  push(bytes: Uint8Array): ScanParserOutput[] {
    const output: ScanParserOutput[] = [];
    let start = 0;
    for (const [index, byte] of bytes.entries()) {
      if (byte !== lineFeed && byte !== carriageReturn) continue;
      this.#take(bytes.subarray(start, index), output);
      this.#finish(output);
      start = index + 1;
    }
    this.#take(bytes.subarray(start), output);
    return output;
  }

  silence(): ScanParserOutput[] {
    const output: ScanParserOutput[] = [];
    this.#finish(output);
    return output;
  }

  abandon(): void {
    this.#skipping = this.unfinished;
    this.#buffer.wipe();
  }

  reset(): void {
    this.#skipping = false;
    this.#buffer.wipe();
  }

  #take(bytes: Uint8Array, output: ScanParserOutput[]): void {
    if (this.#skipping || this.#buffer.append(bytes)) return;
    this.#buffer.wipe();
    this.#skipping = true;
    output.push({ type: 'refused', reason: 'oversized' });
  }

  #finish(output: ScanParserOutput[]): void {
    this.#skipping = false;
    if (this.#buffer.length === 0) return;
    const bytes = this.#buffer.take();
    const aimId = aimIdAt(bytes);
    output.push({ type: 'code', aimId, bytes: aimId === null ? bytes : bytes.subarray(aimIdLength) });
  }
}
