/**
 * Reads big-endian fields from octets. The first thing that does not fit is kept as `failure`; from then on every
 * read gives zero or nothing, so that a parser needs to look only once per loop and cannot run past the end.
 */
export interface OctetReader {
  /** What went wrong first; null as long as all is well. */
  readonly failure: () => string | null;
  readonly fail: (what: string) => void;
  readonly position: () => number;
  readonly octet: () => number;
  readonly unsigned16: () => number;
  readonly signed32: () => number;
  /** A view on the next `length` octets, not a copy. */
  readonly take: (length: number) => Uint8Array;
  /** A field that is preceded by its length, a SIGNED-SHORT (RFC 8010 §3.2). */
  readonly field: () => Uint8Array;
  /** Everything left. */
  readonly rest: () => Uint8Array;
}

const nothing = new Uint8Array(0);

/** A reader over `octets` that fails when it is asked to read at or past `limit`. */
export const createOctetReader = (octets: Uint8Array, limit: number): OctetReader => {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  const end = Math.min(octets.length, limit);
  let position = 0;
  let failure: string | null = null;

  const fail = (what: string): void => {
    failure ??= `${what} at octet ${position}`;
  };
  /** Moves on by `length` and returns where the field began, or null. */
  const advance = (length: number): number | null => {
    if (failure === null && position + length > end) {
      fail(end < octets.length ? 'more attributes than allowed' : `truncated: ${length} octets wanted`);
    }
    if (failure !== null) {
      return null;
    }
    position += length;
    return position - length;
  };
  const take = (length: number): Uint8Array => {
    const start = advance(length);
    return start === null ? nothing : octets.subarray(start, start + length);
  };
  const unsigned16 = (): number => {
    const start = advance(2);
    return start === null ? 0 : view.getUint16(start);
  };

  return {
    failure: () => failure,
    fail,
    position: () => position,
    octet() {
      const start = advance(1);
      return start === null ? 0 : view.getUint8(start);
    },
    unsigned16,
    signed32() {
      const start = advance(4);
      return start === null ? 0 : view.getInt32(start);
    },
    take,
    field() {
      const length = unsigned16();
      if (length > 0x7fff) {
        fail('negative length');
      }
      return take(length);
    },
    rest: () => octets.subarray(position),
  };
};
