import { ecdsaP256, type SignatureAlgorithm } from './signature-algorithm.ts';

/**
 * Room for the signature in a PDF, in bytes (each takes two hexadecimal digits). A signature with two certificates takes
 * about 1,500; names of offices may be longer.
 */
export const reservedSignatureBytes = 2560;

/**
 * Where the document holds the text of its QR code, beside its signature: a name of our own, in the form that ISO 32000-2,
 * annex E wants for them.
 */
export const claimsEntry = 'YZHN_Claims';

/** Stands for the three numbers of a byte range until they are known, as a name object; as wide as any of them. */
export const byteRangePlaceholder = '**********';

const placeholderPattern = /\/ByteRange \[0 \/\*{10} \/\*{10} \/\*{10}\]/g;

/** A PDF with room for a signature, taken apart. */
export interface PreparedSignature {
  /** Digest of the whole file but the place of the signature (ISO 32000-2, 12.8.1). */
  readonly digest: Uint8Array;
  /** Puts a signature (CMS in DER) into its place. */
  embed(
    cms: Uint8Array,
  ):
    | { readonly ok: true; readonly pdf: Uint8Array }
    | { readonly ok: false; readonly reason: 'signature-too-long' };
}

/**
 * Settles the byte range of a PDF that was drawn with room for one signature, and digests it.
 *
 * @throws RangeError when it has no such room, or more than one
 */
export const prepareSignature = (
  source: Uint8Array,
  algorithm: SignatureAlgorithm = ecdsaP256,
): PreparedSignature => {
  const pdf = Buffer.from(source);
  const text = pdf.toString('latin1');
  const [found, ...others] = [...text.matchAll(placeholderPattern)];
  if (found === undefined || others.length > 0) {
    throw new RangeError('the document does not have room for exactly one signature');
  }
  const empty = `/Contents <${'0'.repeat(reservedSignatureBytes * 2)}>`;
  const contents = text.indexOf(empty, found.index);
  if (contents < 0) throw new RangeError('the document has no empty signature behind its byte range');
  const start = contents + '/Contents '.length;
  const end = contents + empty.length;
  const range = `/ByteRange [0 ${start} ${end} ${pdf.length - end}]`;
  pdf.write(range.padEnd(found[0].length), found.index, 'latin1');
  return {
    digest: algorithm.digest(pdf.subarray(0, start), pdf.subarray(end)),
    embed(cms) {
      if (cms.length > reservedSignatureBytes) return { ok: false, reason: 'signature-too-long' };
      const signed = new Uint8Array(pdf);
      signed.set(Buffer.from(Buffer.from(cms).toString('hex'), 'latin1'), start + 1);
      return { ok: true, pdf: signed };
    },
  };
};

/** A signature as it lies in a PDF. */
export interface EmbeddedSignature {
  readonly cms: Uint8Array;
  /** Of every byte but those of the signature. */
  readonly digest: Uint8Array;
  /** The claimed time of signing, /M, milliseconds since the Unix epoch. */
  readonly claimedAt: number;
}

export type ReadSignatureResult =
  | { readonly outcome: 'read'; readonly signature: EmbeddedSignature }
  | { readonly outcome: 'unsigned' }
  /** More than one signature, or bytes that no signature covers: something was added or taken away. */
  | { readonly outcome: 'not-covered' };

const settledPattern = /\/ByteRange \[0 (\d{1,10}) (\d{1,10}) (\d{1,10})\] *\n\/Contents </g;
const signingTime = /\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)/;

/** Length of a DER value from its header (X.690 §8.1.3); 0 for what is none. */
const derLength = (bytes: Uint8Array): number => {
  const first = bytes[1] ?? 0;
  if (bytes[0] !== 0x30) return 0;
  if (first < 0x80) return first + 2;
  const count = first & 0x7f;
  if (count < 1 || count > 3) return 0;
  return bytes.subarray(2, 2 + count).reduce((length, byte) => length * 256 + byte, 0) + 2 + count;
};

/** Reads the signature of a PDF that `prepareSignature` made. Never throws, whatever the file. */
export const readSignature = (
  source: Uint8Array,
  algorithm: SignatureAlgorithm = ecdsaP256,
): ReadSignatureResult => {
  const pdf = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const text = pdf.toString('latin1');
  const [found, ...others] = [...text.matchAll(settledPattern)];
  if (found === undefined) return { outcome: text.includes('/ByteRange') ? 'not-covered' : 'unsigned' };
  const [start = 0, end = 0, rest = 0] = found.slice(1).map(Number);
  // The gap is the signature's place and nothing else, and everything else is covered.
  const isCovered =
    others.length === 0 &&
    start === found.index + found[0].length - 1 &&
    end === start + reservedSignatureBytes * 2 + 2 &&
    end + rest === pdf.length &&
    text[end - 1] === '>';
  const hex = text.slice(start + 1, end - 1);
  if (!isCovered || !/^[0-9a-f]*$/.test(hex)) return { outcome: 'not-covered' };
  const [, ...time] = (signingTime.exec(text.slice(found.index)) ?? []).map(Number);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = time;
  const room = Buffer.from(hex, 'hex');
  const length = derLength(room);
  // What lies behind the signature is not covered by anything, so it has to be nothing.
  if (room.subarray(length).some((byte) => byte !== 0)) return { outcome: 'not-covered' };
  return {
    outcome: 'read',
    signature: {
      cms: new Uint8Array(room.subarray(0, length)),
      digest: algorithm.digest(pdf.subarray(0, start), pdf.subarray(end)),
      claimedAt: Date.UTC(year, month - 1, day, hour, minute, second),
    },
  };
};
