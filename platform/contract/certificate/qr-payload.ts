import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { dictionaryV1 } from './dictionary-v1.ts';
import { maximumCertificateBytes } from './signed-certificate.ts';

/**
 * A signed certificate as the text of its QR code: `YZ1:` + base45 (RFC 9285) of raw deflate (RFC 1951) of the
 * COSE_Sign1. The digit names the preset dictionary of the deflate stream. Every character is in the alphanumeric mode
 * of QR codes (ISO/IEC 18004 §7.3.4).
 */
export const qrPayloadPrefix = 'YZ1:';

/** Alphanumeric capacity of the largest QR code, version 40, at error correction level M (ISO/IEC 18004 table 7). */
export const longestQrPayload = 3391;

/**
 * Alphanumeric capacity of version 25 at level M, the largest symbol for which a certificate has room beside its seal. An
 * issuer states no more than goes into it: what cannot be printed is not issued.
 */
export const longestPrintedQrPayload = 1451;

export type EncodedQrPayload =
  | { readonly outcome: 'encoded'; readonly text: string }
  /** No QR code at level M holds it. */
  | { readonly outcome: 'too-large'; readonly characters: number };

/** Text of the QR code for the bytes of a signed certificate. */
export const encodeQrPayload = (certificate: Uint8Array): EncodedQrPayload => {
  const compressed = deflateRawSync(certificate, {
    dictionary: dictionaryV1,
    level: constants.Z_BEST_COMPRESSION,
    memLevel: constants.Z_MAX_MEMLEVEL,
  });
  const text = qrPayloadPrefix + encodeBase45(compressed);
  return text.length <= longestQrPayload
    ? { outcome: 'encoded', text }
    : { outcome: 'too-large', characters: text.length };
};

export type DecodedQrPayload =
  | { readonly outcome: 'decoded'; readonly certificate: Uint8Array }
  | { readonly outcome: 'not-a-certificate' | 'unknown-version' | 'too-large' | 'malformed' };

/** Inflates a whole stream with nothing behind it; memory is bounded whatever the stream claims. */
const inflate = (compressed: Uint8Array): DecodedQrPayload => {
  try {
    const { buffer, engine } = inflateRawSync(compressed, {
      dictionary: dictionaryV1,
      maxOutputLength: maximumCertificateBytes,
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return engine.bytesWritten === compressed.length
      ? { outcome: 'decoded', certificate: new Uint8Array(buffer) }
      : { outcome: 'malformed' };
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return { outcome: isTooLarge ? 'too-large' : 'malformed' };
  }
};

/**
 * Bytes of the signed certificate in the text of a scanned QR code; they still have to be verified
 * (`verifyCertificate`). Never throws, whatever was scanned.
 */
export const decodeQrPayload = (text: string): DecodedQrPayload => {
  if (!/^YZ\d:/.test(text)) {
    return { outcome: 'not-a-certificate' };
  }
  if (!text.startsWith(qrPayloadPrefix)) {
    return { outcome: 'unknown-version' };
  }
  if (text.length > longestQrPayload) {
    return { outcome: 'too-large' };
  }
  const compressed = decodeBase45(text.slice(qrPayloadPrefix.length));
  return compressed === undefined || compressed.length === 0 ? { outcome: 'malformed' } : inflate(compressed);
};
