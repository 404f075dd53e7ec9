import { checkSum, headerLength, maximumLength, minimumLength, preamble } from './frame.ts';

/** What came in: a good frame's body, or bytes that belong to none. Put end to end they are the input again. */
export type ParserOutput =
  | { readonly type: 'frame'; readonly body: Uint8Array }
  | { readonly type: 'junk'; readonly cause: JunkCause; readonly bytes: Uint8Array };

/** `noise`: no preamble; `bad-length` and `bad-check-sum`: a preamble whose frame is not one; `abandoned`: given up by the caller. */
export type JunkCause = 'noise' | 'bad-length' | 'bad-check-sum' | 'abandoned';

type Candidate =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'frame'; readonly end: number }
  | { readonly kind: 'none'; readonly cause: JunkCause };

/** The longest frame, so the most that is ever kept. */
export const parserCapacity = headerLength + maximumLength;

/**
 * Cuts a stream of bytes into frames (`frame.ts` has the format). After a byte that cannot begin a frame it tries again
 * one byte on, so that neither a wrong check sum nor an impossible length takes a following good frame with it.
 *
 * A damaged length that is possible but too large makes the parser wait for bytes that never come. Only time tells
 * this from a slow line, so the caller says when the line has been silent for a while: `rescue()`.
 *
 * Bytes that were given out are wiped from the buffer: they may be a person's.
 */
export class FrameParser {
  readonly #buffer = new Uint8Array(parserCapacity);
  #length = 0;

  /** Bytes waiting for the rest of their frame. */
  get pending(): number {
    return this.#length;
  }

  /** Takes a chunk of any size and gives what it completes, in order. */
  push(chunk: Uint8Array): ParserOutput[] {
    const output: ParserOutput[] = [];
    for (let taken = 0; taken < chunk.length; ) {
      const part = chunk.subarray(taken, taken + parserCapacity - this.#length);
      this.#buffer.set(part, this.#length);
      this.#length += part.length;
      taken += part.length;
      this.#cut(output);
    }
    return output;
  }

  /**
   * The line has been silent in the middle of a frame. If a whole good frame lies behind the unfinished one, the unfinished
   * one is junk; otherwise it may still be completed and everything stays as it is.
   */
  rescue(): ParserOutput[] {
    const output: ParserOutput[] = [];
    for (let start = 1; start < this.#length; start += 1) {
      if (this.#candidateAt(start).kind !== 'frame') continue;
      this.#giveJunk(output, start, 'abandoned');
      this.#cut(output);
      // What is left now begins with another unfinished frame, and may hide a good one in turn.
      start = 0;
    }
    return output;
  }

  /** Gives up what is pending, e.g. because a new request is going out. */
  reset(): ParserOutput[] {
    const output: ParserOutput[] = [];
    this.#giveJunk(output, this.#length, 'abandoned');
    return output;
  }

  #cut(output: ParserOutput[]): void {
    let start = 0;
    let cause: JunkCause = 'noise';
    while (start < this.#length) {
      const candidate = this.#candidateAt(start);
      if (candidate.kind === 'none') {
        // Junk is named after what was wrong with its first byte that looked like a frame.
        if (cause === 'noise') cause = candidate.cause;
        start += 1;
        continue;
      }
      this.#giveJunk(output, start, cause);
      if (candidate.kind === 'incomplete') return;
      const frameLength = candidate.end - start;
      output.push({ type: 'frame', body: this.#buffer.slice(headerLength, frameLength - 1) });
      this.#discard(frameLength);
      start = 0;
      cause = 'noise';
    }
    this.#giveJunk(output, start, cause);
  }

  #candidateAt(start: number): Candidate {
    const available = this.#length - start;
    for (let index = 0; index < Math.min(preamble.length, available); index += 1) {
      if (this.#buffer[start + index] !== preamble[index]) return { kind: 'none', cause: 'noise' };
    }
    if (available < headerLength) return { kind: 'incomplete' };
    const lengthAt = start + preamble.length;
    const length = ((this.#buffer[lengthAt] ?? 0) << 8) | (this.#buffer[lengthAt + 1] ?? 0);
    if (length < minimumLength || length > maximumLength) return { kind: 'none', cause: 'bad-length' };
    const end = start + headerLength + length;
    if (end > this.#length) return { kind: 'incomplete' };
    // Over length, body and check sum together the XOR is zero.
    if (checkSum(this.#buffer.subarray(lengthAt, end)) !== 0) return { kind: 'none', cause: 'bad-check-sum' };
    return { kind: 'frame', end };
  }

  #giveJunk(output: ParserOutput[], length: number, cause: JunkCause): void {
    if (length === 0) return;
    output.push({ type: 'junk', cause, bytes: this.#buffer.slice(0, length) });
    this.#discard(length);
  }

  #discard(length: number): void {
    this.#buffer.copyWithin(0, length, this.#length);
    this.#buffer.fill(0, this.#length - length, this.#length);
    this.#length -= length;
  }
}
