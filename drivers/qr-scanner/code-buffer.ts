import { maximumCodeLength } from './scan-parser.ts';

/** Holds the code that is coming in, never more than `maximumCodeLength` bytes; what leaves it is wiped from it. */
export class CodeBuffer {
  readonly #bytes = new Uint8Array(maximumCodeLength);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds bytes; false where they do not fit, and then none of them is taken. */
  append(bytes: Uint8Array): boolean {
    if (this.#length + bytes.length > maximumCodeLength) return false;
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return true;
  }

  /** Gives what is held and holds nothing any more. */
  take(): Uint8Array {
    const bytes = this.#bytes.slice(0, this.#length);
    this.wipe();
    return bytes;
  }

  wipe(): void {
    this.#bytes.fill(0, 0, this.#length);
    this.#length = 0;
  }
}
