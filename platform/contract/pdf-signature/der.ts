/** The part of DER (ITU-T X.690) that signatures are made of: tags of one byte, definite lengths. */

/** Tags of the values that a signature consists of (X.690 §8.1.2, RFC 5652). */
export const tag = {
  integer: 0x02,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  sequence: 0x30,
  set: 0x31,
  /** [0] with content of its own, as an explicit tag or in place of a SET or SEQUENCE. */
  context0: 0xa0,
} as const;

/** Bytes of a number to a base, the highest first; at least one. */
const digits = (value: bigint, base: bigint): number[] => {
  const found: number[] = [];
  for (let rest = value; rest > 0n || found.length === 0; rest /= base) found.unshift(Number(rest % base));
  return found;
};

const lengthOf = (length: number): number[] => {
  if (length < 0x80) return [length];
  const bytes = digits(BigInt(length), 256n);
  return [0x80 | bytes.length, ...bytes];
};

/** A value in DER: tag, length, and the parts one behind the other. */
export const der = (valueTag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.of(valueTag, ...lengthOf(content.length)), content]);
};

/** An object identifier, given with dots, in DER (X.690 §8.19). */
export const derObjectIdentifier = (identifier: string): Buffer => {
  const [first = 0n, second = 0n, ...others] = identifier.split('.').map(BigInt);
  const arcs = [first * 40n + second, ...others].flatMap((arc) => {
    const groups = digits(arc, 128n);
    return groups.map((group, index) => (index < groups.length - 1 ? group | 0x80 : group));
  });
  return der(tag.objectIdentifier, Uint8Array.from(arcs));
};

/** A SET OF in DER: sorted by the encodings of its members (X.690 §11.6). */
export const derSetOf = (...members: readonly Uint8Array[]): Buffer =>
  der(tag.set, ...[...members].sort((one, other) => Buffer.compare(one, other)));

/** A value under another tag of one byte, as an implicit tag has it. */
export const retagged = (encoded: Uint8Array, valueTag: number): Uint8Array => {
  const bytes = new Uint8Array(encoded);
  bytes[0] = valueTag;
  return bytes;
};

/** A value as it was read; both parts point into the bytes that were read. */
export interface DerValue {
  readonly tag: number;
  readonly content: Buffer;
  /** With tag and length. */
  readonly encoded: Buffer;
}

/** Lengths of up to three bytes: 16 MB are more than any signature has. */
const longestLengthBytes = 3;

const readOne = (bytes: Buffer): DerValue | undefined => {
  const first = bytes[1];
  if (bytes[0] === undefined || first === undefined) return undefined;
  let header = 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    // Neither indefinite nor longer than need be.
    if (count < 1 || count > longestLengthBytes || bytes.length < header + count) return undefined;
    header += count;
    length = bytes.readUIntBE(2, count);
    if (length < 0x80 || (count > 1 && bytes[2] === 0)) return undefined;
  }
  const end = header + length;
  if (end > bytes.length) return undefined;
  return { tag: bytes[0], content: bytes.subarray(header, end), encoded: bytes.subarray(0, end) };
};

/** The values that bytes consist of, one behind the other; undefined when they are anything else. */
export const readDerValues = (bytes: Uint8Array): readonly DerValue[] | undefined => {
  let rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values: DerValue[] = [];
  while (rest.length > 0) {
    const value = readOne(rest);
    if (value === undefined) return undefined;
    values.push(value);
    rest = rest.subarray(value.encoded.length);
  }
  return values;
};

/** What a value of a tag holds; undefined when it has another tag, or holds no values. */
export const readChildren = (
  value: DerValue | undefined,
  valueTag: number,
): readonly DerValue[] | undefined => (value?.tag === valueTag ? readDerValues(value.content) : undefined);
