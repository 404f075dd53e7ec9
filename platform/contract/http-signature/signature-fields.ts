import {
  type BareItem,
  type Dictionary,
  type InnerList,
  isInnerList,
  parseDictionary,
  serializeDictionary,
  serializeItem,
} from 'structured-headers';
import type { HttpHeaders } from './message.ts';

/** Longer fields are not looked at, characters: ours have some 400 and 100. */
const maximumInputLength = 2_000;
const maximumSignatureLength = 500;

/** r ‖ s on P-256 (RFC 9421 §3.3.4). */
const signatureBytes = 64;

const algorithm = 'ecdsa-p256-sha256';
const keyIdPattern = /^[\x21-\x7e]{1,43}$/;
const noncePattern = /^[A-Za-z0-9_-]{16,64}$/;

/**
 * A dictionary of one member in its canonical form (RFC 9651 §4.1.2). A member twice, stray whitespace or another
 * signature beside ours is refused: what is signed has one reading.
 */
const onlyMember = (text: string | undefined, label: string, maximumLength: number) => {
  if (text === undefined || text.length > maximumLength) {
    return undefined;
  }
  try {
    const dictionary: Dictionary = parseDictionary(text);
    const member = dictionary.get(label);
    return member !== undefined && dictionary.size === 1 && serializeDictionary(dictionary) === text
      ? member
      : undefined;
  } catch {
    return undefined;
  }
};

const signatureOf = (headers: HttpHeaders, label: string): Uint8Array | undefined => {
  const member = onlyMember(headers.signature, label, maximumSignatureLength);
  if (member === undefined || isInnerList(member) || member[1].size > 0) {
    return undefined;
  }
  const [value] = member;
  return value instanceof ArrayBuffer && value.byteLength === signatureBytes
    ? new Uint8Array(value)
    : undefined;
};

/** The signature under a label as it stands in the Signature field, `:base64:`; undefined when there is none of ours. */
export const readSignatureMember = (headers: HttpHeaders, label: string): string | undefined => {
  const signature = signatureOf(headers, label);
  return signature && serializeItem(signature, new Map());
};

/** What a Signature-Input of ours states. */
export interface SignatureStatement {
  readonly input: InnerList;
  readonly signature: Uint8Array;
  /** Covered components, each as it stands in the signature base, in their order. */
  readonly components: readonly string[];
  readonly keyId: string;
  /** Seconds since the Unix epoch. */
  readonly created: number;
  /** Only a request has one. */
  readonly nonce: string | undefined;
  readonly tag: string;
}

/** What is demanded of the field: label and tag name the side that signs. */
export interface SignatureForm {
  readonly label: string;
  readonly tags: readonly string[];
  readonly nonce: 'required' | 'forbidden';
}

const textOf = (value: BareItem | undefined, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

/** Reads Signature-Input and Signature: one signature, known parameters, each of them well formed. */
export const readSignatureFields = (
  headers: HttpHeaders,
  form: SignatureForm,
): SignatureStatement | 'signature-missing' | 'signature-invalid' => {
  if (headers['signature-input'] === undefined && headers.signature === undefined) {
    return 'signature-missing';
  }
  const input = onlyMember(headers['signature-input'], form.label, maximumInputLength);
  const signature = signatureOf(headers, form.label);
  if (input === undefined || !isInnerList(input) || signature === undefined) {
    return 'signature-invalid';
  }
  const { created, keyid, nonce, tag, alg, ...unknown } = Object.fromEntries(input[1]);
  const keyId = textOf(keyid, keyIdPattern);
  const nonceText = textOf(nonce, noncePattern);
  const wellFormed =
    Object.keys(unknown).length === 0 &&
    typeof tag === 'string' &&
    form.tags.includes(tag) &&
    (alg === undefined || alg === algorithm) &&
    (form.nonce === 'required' ? nonceText !== undefined : nonce === undefined);
  if (
    !wellFormed ||
    keyId === undefined ||
    typeof created !== 'number' ||
    !Number.isInteger(created) ||
    created < 0
  ) {
    return 'signature-invalid';
  }
  return {
    input,
    signature,
    components: input[0].map((component) => serializeItem(component)),
    keyId,
    created,
    nonce: nonceText,
    tag: String(tag),
  };
};

/** Whether exactly these components are covered, in any order. */
export const coversExactly = ({ components }: SignatureStatement, demanded: readonly string[]): boolean =>
  components.length === demanded.length && demanded.every((component) => components.includes(component));
