/**
 * The regular files of a tar archive, by path, as views into it. Reads what npm packs: ustar headers (POSIX.1-1988), whose
 * names fit their fields; entries of other kinds are passed over.
 *
 * @throws Error when the archive ends in the middle of an entry or a header's check sum is wrong
 */
export const tarFiles = (archive: Uint8Array): ReadonlyMap<string, Uint8Array> => {
  const files = new Map<string, Uint8Array>();
  for (let at = 0; at + blockBytes <= archive.length; ) {
    const header = archive.subarray(at, at + blockBytes);
    // The archive ends with blocks of zeros (POSIX.1-1988, 10.1.1).
    if (header.every((byte) => byte === 0)) return files;
    if (checkSumOf(header) !== octal(header, 148, 8)) throw new Error(`tar: a broken header at ${at}`);
    const size = octal(header, 124, 12);
    const start = at + blockBytes;
    if (start + size > archive.length) throw new Error('tar: cut off in the middle of a file');
    const type = header[156];
    if (type === regularFile || type === 0) {
      const prefix = text(header, 345, 155);
      const name = text(header, 0, 100);
      files.set(prefix === '' ? name : `${prefix}/${name}`, archive.subarray(start, start + size));
    }
    at = start + Math.ceil(size / blockBytes) * blockBytes;
  }
  return files;
};

const blockBytes = 512;
const regularFile = '0'.charCodeAt(0);

const text = (header: Uint8Array, from: number, length: number): string => {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
};

const octal = (header: Uint8Array, from: number, length: number): number => {
  const digits = text(header, from, length).trim();
  if (!/^[0-7]+$/.test(digits)) throw new Error('tar: a number that is not octal');
  return Number.parseInt(digits, 8);
};

/** Sum of the header's bytes with the check sum's own eight counted as spaces. */
const checkSumOf = (header: Uint8Array): number =>
  header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
