import { type CborValue, decodeCbor, encodeCbor } from './deterministic-cbor.ts';

/**
 * COSE_Sign1 (RFC 9052 §4.2) in the one form that certificates have: tagged; `alg` = ES256 (RFC 9053 §2.1) and `kid`
 * protected; nothing unprotected; payload attached; no external data.
 */
export interface CoseSign1 {
  /** Key id, at most 40 bytes of ASCII. */
  readonly keyId: string;
  readonly payload: Uint8Array;
  /** r ‖ s, 32 bytes each. */
  readonly signature: Uint8Array;
}

/** CBOR tag 18, COSE_Sign1_Tagged (RFC 9052 §2). */
const coseSign1Tag = 0xd2;
const headerAlgorithm = 1;
const headerKeyId = 4;
const algorithmEs256 = -7;
export const es256SignatureBytes = 64;

const protectedHeader = (keyId: string): Uint8Array =>
  encodeCbor(
    new Map<number, CborValue>([
      [headerAlgorithm, algorithmEs256],
      [headerKeyId, Buffer.from(keyId, 'ascii')],
    ]),
  );

/** The bytes that are signed: Sig_structure (RFC 9052 §4.4) with context "Signature1" and empty external data. */
export const toBeSigned = (message: Pick<CoseSign1, 'keyId' | 'payload'>): Uint8Array =>
  encodeCbor(['Signature1', protectedHeader(message.keyId), new Uint8Array(0), message.payload]);

/** The message as bytes; equal messages give equal bytes. */
export const encodeCoseSign1 = (message: CoseSign1): Uint8Array =>
  Uint8Array.of(
    coseSign1Tag,
    ...encodeCbor([protectedHeader(message.keyId), new Map(), message.payload, message.signature]),
  );

const keyIdOf = (header: CborValue | undefined): string | undefined => {
  const fields = header instanceof Uint8Array ? decodeCbor(header) : undefined;
  if (!(fields instanceof Map) || fields.size !== 2 || fields.get(headerAlgorithm) !== algorithmEs256) {
    return undefined;
  }
  const keyId = fields.get(headerKeyId);
  const text = keyId instanceof Uint8Array ? Buffer.from(keyId).toString('latin1') : '';
  return /^[\x21-\x7e]{1,40}$/.test(text) ? text : undefined;
};

/** Reads a message; undefined when the bytes are anything but `encodeCoseSign1` of one. Never throws. */
export const decodeCoseSign1 = (bytes: Uint8Array): CoseSign1 | undefined => {
  if (bytes[0] !== coseSign1Tag) {
    return undefined;
  }
  const parts = decodeCbor(bytes.subarray(1));
  if (!Array.isArray(parts) || parts.length !== 4) {
    return undefined;
  }
  const [header, unprotected, payload, signature] = parts as readonly CborValue[];
  const keyId = keyIdOf(header);
  const isWhole =
    unprotected instanceof Map &&
    unprotected.size === 0 &&
    payload instanceof Uint8Array &&
    signature instanceof Uint8Array &&
    signature.length === es256SignatureBytes;
  return isWhole && keyId !== undefined ? { keyId, payload, signature } : undefined;
};
