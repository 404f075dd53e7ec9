/**
 * CBOR (RFC 8949) as far as certificates use it, in its deterministic form (§4.2.1) and no other: integers, byte and
 * text strings, arrays and maps of definite length, every head in its shortest form, map keys in bytewise order of
 * their encoding, each once. One value has exactly one encoding, so a certificate cannot be altered without altering
 * what is signed, and a decoder of hostile bytes stays small: no tags, floats, simple values or references.
 */
export type CborValue =
  | number
  | string
  | Uint8Array
  | readonly CborValue[]
  | ReadonlyMap<number | string, CborValue>;

const majorTypes = {
  unsigned: 0,
  negative: 1,
  bytes: 2,
  text: 3,
  array: 4,
  map: 5,
} as const;

/** Deeper nesting than any certificate has; keeps the decoder's stack flat on hostile input. */
const maximumDepth = 8;

const utf8Encoder = new TextEncoder();
/** `ignoreBOM` keeps a leading U+FEFF, which would otherwise vanish in decoding. */
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const concatenate = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** Head of a data item: major type and argument in the shortest form (RFC 8949 §3, §4.2.1). */
const encodeHead = (majorType: number, argument: number): Uint8Array => {
  const type = majorType << 5;
  if (argument < 24) {
    return Uint8Array.of(type | argument);
  }
  if (argument <= 0xff) {
    return Uint8Array.of(type | 24, argument);
  }
  const head = new DataView(new ArrayBuffer(argument <= 0xffff ? 3 : argument <= 0xffff_ffff ? 5 : 9));
  if (argument <= 0xffff) {
    head.setUint8(0, type | 25);
    head.setUint16(1, argument);
  } else if (argument <= 0xffff_ffff) {
    head.setUint8(0, type | 26);
    head.setUint32(1, argument);
  } else {
    head.setUint8(0, type | 27);
    head.setBigUint64(1, BigInt(argument));
  }
  return new Uint8Array(head.buffer);
};

const encodeString = (majorType: number, bytes: Uint8Array): Uint8Array =>
  concatenate([encodeHead(majorType, bytes.length), bytes]);

/** Array.isArray does not narrow readonly arrays. */
const isArray = (value: CborValue): value is readonly CborValue[] => Array.isArray(value);

/**
 * Encodes a value deterministically.
 * @throws RangeError for a number that is not a safe integer and for a text with a lone surrogate: neither has an
 * encoding here, and no claim that passed its schema contains one.
 */
export const encodeCbor = (value: CborValue): Uint8Array => {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) {
      throw new RangeError('Only safe integers can be encoded');
    }
    return value < 0 ? encodeHead(majorTypes.negative, -1 - value) : encodeHead(majorTypes.unsigned, value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) {
      throw new RangeError('Only well-formed Unicode can be encoded');
    }
    return encodeString(majorTypes.text, utf8Encoder.encode(value));
  }
  if (value instanceof Uint8Array) {
    return encodeString(majorTypes.bytes, value);
  }
  if (isArray(value)) {
    return concatenate([encodeHead(majorTypes.array, value.length), ...value.map(encodeCbor)]);
  }
  const entries = [...value]
    .map(([key, item]) => ({ key: encodeCbor(key), item: encodeCbor(item) }))
    .sort((a, b) => Buffer.compare(a.key, b.key));
  return concatenate([
    encodeHead(majorTypes.map, entries.length),
    ...entries.flatMap(({ key, item }) => [key, item]),
  ]);
};

/** Reads one item after another; every method answers undefined where the bytes are not deterministic CBOR. */
class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  value(depth: number): CborValue | undefined {
    const head = this.#head();
    if (head === undefined || depth > maximumDepth) {
      return undefined;
    }
    switch (head.majorType) {
      case majorTypes.unsigned:
        return head.argument;
      case majorTypes.negative:
        return Number.isSafeInteger(-1 - head.argument) ? -1 - head.argument : undefined;
      case majorTypes.bytes:
        return this.#byteString(head.argument);
      case majorTypes.text:
        return this.#text(head.argument);
      case majorTypes.array:
        return this.#array(head.argument, depth);
      case majorTypes.map:
        return this.#map(head.argument, depth);
      default:
        return undefined;
    }
  }

  #take(length: number): Uint8Array | undefined {
    if (length > this.remaining) {
      return undefined;
    }
    this.#position += length;
    return this.#bytes.subarray(this.#position - length, this.#position);
  }

  #head(): { majorType: number; argument: number } | undefined {
    const initial = this.#take(1)?.[0];
    if (initial === undefined) {
      return undefined;
    }
    const majorType = initial >> 5;
    const information = initial & 0x1f;
    if (information < 24) {
      return { majorType, argument: information };
    }
    // 28–30 are reserved, 31 is indefinite length: neither is deterministic.
    if (information > 27) {
      return undefined;
    }
    const size = 2 ** (information - 24);
    const start = this.#position;
    if (this.#take(size) === undefined) {
      return undefined;
    }
    const argument = this.#unsigned(start, size);
    const isShortest = argument >= (size === 1 ? 24 : 2 ** (size * 4));
    return isShortest && Number.isSafeInteger(argument) ? { majorType, argument } : undefined;
  }

  #unsigned(start: number, size: number): number {
    switch (size) {
      case 1:
        return this.#view.getUint8(start);
      case 2:
        return this.#view.getUint16(start);
      case 4:
        return this.#view.getUint32(start);
      default:
        return Number(this.#view.getBigUint64(start));
    }
  }

  #byteString(length: number): Uint8Array | undefined {
    const bytes = this.#take(length);
    return bytes === undefined ? undefined : new Uint8Array(bytes);
  }

  #text(length: number): string | undefined {
    const bytes = this.#take(length);
    if (bytes === undefined) {
      return undefined;
    }
    try {
      return utf8Decoder.decode(bytes);
    } catch {
      return undefined;
    }
  }

  #array(length: number, depth: number): CborValue[] | undefined {
    const items: CborValue[] = [];
    for (let index = 0; index < length; index++) {
      const item = this.value(depth + 1);
      if (item === undefined) {
        return undefined;
      }
      items.push(item);
    }
    return items;
  }

  #map(length: number, depth: number): Map<number | string, CborValue> | undefined {
    const entries = new Map<number | string, CborValue>();
    let previousKey: Uint8Array | undefined;
    for (let index = 0; index < length; index++) {
      const start = this.#position;
      const key = this.value(depth + 1);
      const encodedKey = this.#bytes.subarray(start, this.#position);
      const inOrder = previousKey === undefined || Buffer.compare(previousKey, encodedKey) < 0;
      if ((typeof key !== 'number' && typeof key !== 'string') || !inOrder) {
        return undefined;
      }
      const item = this.value(depth + 1);
      if (item === undefined) {
        return undefined;
      }
      entries.set(key, item);
      previousKey = encodedKey;
    }
    return entries;
  }
}

/** Decodes exactly one value; undefined when the bytes are anything but its deterministic encoding. Never throws. */
export const decodeCbor = (bytes: Uint8Array): CborValue | undefined => {
  const reader = new Reader(bytes);
  const value = reader.value(0);
  return reader.remaining === 0 ? value : undefined;
};
