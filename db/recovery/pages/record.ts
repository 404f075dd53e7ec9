/** What a column holds. Integers beyond ±2^53 do not occur in a kiosk's database. */
export type ColumnValue = string | number | Uint8Array | null;

/** A variable-length integer (https://sqlite.org/fileformat2.html §1.6) and where it ends. */
export interface Varint {
  readonly value: number;
  readonly end: number;
}

/** Reads a varint; undefined where the bytes end in it or its value is beyond 2^53. */
export const readVarint = (bytes: Uint8Array, offset: number): Varint | undefined => {
  let value = 0;
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[offset + index];
    if (byte === undefined) return undefined;
    value = index === 8 ? value * 256 + byte : value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER) return undefined;
    if (index === 8 || byte < 0x80) return { value, end: offset + index + 1 };
  }
  return undefined;
};

/** Bytes of an integer by its serial type. */
const integerBytes: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8 };

const readInteger = (bytes: Uint8Array): number | undefined => {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  const signed = Number(BigInt.asIntN(bytes.length * 8, value));
  return Number.isSafeInteger(signed) ? signed : undefined;
};

const contentBytes = (serialType: number): number | undefined => {
  if (serialType >= 12) return (serialType - (serialType % 2 === 0 ? 12 : 13)) / 2;
  if (serialType === 7) return 8;
  if (serialType === 0 || serialType === 8 || serialType === 9) return 0;
  return integerBytes[serialType];
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const readText = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
};

const readValue = (serialType: number, bytes: Uint8Array): ColumnValue | undefined => {
  if (serialType >= 12) return serialType % 2 === 0 ? bytes : readText(bytes);
  switch (serialType) {
    case 0:
      return null;
    case 7:
      return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0);
    case 8:
      return 0;
    case 9:
      return 1;
    default:
      return readInteger(bytes);
  }
};

/**
 * Decodes a record (https://sqlite.org/fileformat2.html §2.1). Undefined for whatever is not one to the last byte:
 * lengths that do not add up, serial types that are not used, text that is not UTF-8.
 */
export const readRecord = (payload: Uint8Array): readonly ColumnValue[] | undefined => {
  const header = readVarint(payload, 0);
  if (header === undefined || header.value > payload.length) return undefined;
  const values: ColumnValue[] = [];
  let content = header.value;
  for (let offset = header.end; offset < header.value; ) {
    const serialType = readVarint(payload, offset);
    if (serialType === undefined || serialType.end > header.value) return undefined;
    const length = contentBytes(serialType.value);
    if (length === undefined || content + length > payload.length) return undefined;
    const value = readValue(serialType.value, payload.subarray(content, content + length));
    if (value === undefined) return undefined;
    values.push(value);
    content += length;
    offset = serialType.end;
  }
  return content === payload.length ? values : undefined;
};
