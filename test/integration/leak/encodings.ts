/** Ways in which a text may lie in a file; each gives what to search for. */
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** The bytes of GB 18030 for characters of its two-byte part and ASCII, found by decoding all of them once. */
const gb18030 = (() => {
  const bytesOf = new Map<string, readonly number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let first = 0x81; first <= 0xfe; first += 1) {
    for (let second = 0x40; second <= 0xfe; second += 1) {
      if (second === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(first, second));
      if (character.length === 1 && character !== '\ufffd') bytesOf.set(character, [first, second]);
    }
  }
  return (text: string): Buffer =>
    Buffer.from(
      [...text].flatMap((character) => bytesOf.get(character) ?? [...Buffer.from(character, 'utf8')]),
    );
})();

/**
 * Characters of base64 that stand for `bytes` alone wherever they begin within a group of three: those that also depend
 * on neighbours are left out.
 */
const base64At = (bytes: Buffer, offset: 0 | 1 | 2, encoding: 'base64' | 'base64url'): string => {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString(encoding)
    .replaceAll('=', '');
  const first = [0, 2, 3][offset] ?? 0;
  const whole = Math.floor(((offset + bytes.length) * 8) / 6);
  return padded.slice(first, whole);
};

/** Every character as an escape of JSON (RFC 8259 §7): \u and four hexadecimal digits. */
const jsonEscaped = (text: string): string =>
  Array.from({ length: text.length }, (_, index) =>
    text.charCodeAt(index) < 0x80
      ? text.charAt(index)
      : `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');

export interface Needle {
  readonly encoding: string;
  readonly bytes: Buffer;
}

/** Shorter ones turn up in noise by chance, of 256 values a byte or of the 64 characters of base64. */
const shortestBytes = 6;
const shortestBase64 = 8;

const needlesOfBytes = (name: string, bytes: Buffer): Needle[] => [
  { encoding: name, bytes },
  ...(['base64', 'base64url'] as const).flatMap((encoding) =>
    ([0, 1, 2] as const).map((offset) => ({
      encoding: `${name}, ${encoding} at ${offset}`,
      bytes: Buffer.from(base64At(bytes, offset, encoding)),
    })),
  ),
  { encoding: `${name}, hexadecimal`, bytes: Buffer.from(bytes.toString('hex')) },
  { encoding: `${name}, HEXADECIMAL`, bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
];

/** All encodings of a text that are searched for. */
export const needlesOf = (text: string): readonly Needle[] => {
  const found = [
    ...needlesOfBytes('UTF-8', Buffer.from(text, 'utf8')),
    ...needlesOfBytes('UTF-16LE', Buffer.from(text, 'utf16le')),
    ...needlesOfBytes('UTF-16BE', utf16be(text)),
    ...needlesOfBytes('GB 18030', gb18030(text)),
    { encoding: 'JSON-escaped', bytes: Buffer.from(jsonEscaped(text)) },
    {
      encoding: 'JSON-escaped, capitals',
      bytes: Buffer.from(
        jsonEscaped(text).replace(/\\u[0-9a-f]{4}/g, (escaped) => `\\u${escaped.slice(2).toUpperCase()}`),
      ),
    },
  ];
  const seen = new Set<string>();
  return found.filter(({ encoding, bytes }) => {
    const key = bytes.toString('latin1');
    const shortest = encoding.includes('base64') ? shortestBase64 : shortestBytes;
    const isNew = bytes.length >= shortest && !seen.has(key);
    seen.add(key);
    return isNew;
  });
};

/** All encodings of raw bytes (of a picture, say) that are searched for. */
export const needlesOfRaw = (bytes: Uint8Array): readonly Needle[] =>
  needlesOfBytes('raw', Buffer.from(bytes));
