/** A font file that is not what the OpenType specification describes. Raised while a font is loaded, not while it is used. */
export class FontFormatError extends Error {
  override readonly name = 'FontFormatError';
}

/** Big-endian reads from a part of a font file; each is checked against the bounds of that part. */
export interface ByteView {
  readonly length: number;
  uint8(offset: number): number;
  int8(offset: number): number;
  uint16(offset: number): number;
  int16(offset: number): number;
  uint32(offset: number): number;
  int32(offset: number): number;
  /** `length` bytes from `offset`, not copied. */
  bytes(offset: number, length: number): Uint8Array;
  /** The part of `length` bytes from `offset`, as a view of its own. */
  part(offset: number, length: number): ByteView;
}

/**
 * A checked view of `bytes`; `label` names the part in errors.
 *
 * @throws FontFormatError on each read that leaves the part.
 */
export const createByteView = (bytes: Uint8Array, label: string): ByteView => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const check = (offset: number, size: number): number => {
    if (!(offset >= 0 && size >= 0 && offset + size <= bytes.length)) {
      throw new FontFormatError(`${label}: ${size} bytes at ${offset} lie outside of its ${bytes.length}`);
    }
    return offset;
  };
  return {
    length: bytes.length,
    uint8: (offset) => view.getUint8(check(offset, 1)),
    int8: (offset) => view.getInt8(check(offset, 1)),
    uint16: (offset) => view.getUint16(check(offset, 2)),
    int16: (offset) => view.getInt16(check(offset, 2)),
    uint32: (offset) => view.getUint32(check(offset, 4)),
    int32: (offset) => view.getInt32(check(offset, 4)),
    bytes: (offset, length) => bytes.subarray(check(offset, length), offset + length),
    part: (offset, length) => createByteView(bytes.subarray(check(offset, length), offset + length), label),
  };
};
