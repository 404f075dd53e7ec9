import { ObjectIdentifier } from 'asn1js';

/** Tags of the values that a signature consists of (X.690 §8.1.2, RFC 5652). */
export const tag = {
  integer: 0x02,
  octetString: 0x04,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  /** [0] with content of its own, as an explicit tag or in place of a SET or SEQUENCE. */
  context0: 0xa0,
} as const;

const lengthOf = (length: number): number[] => {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
};

/** A value in DER: tag, length, and the parts one behind the other. */
export const der = (valueTag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.of(valueTag, ...lengthOf(content.length)), content]);
};

/** An object identifier in DER. */
export const derObjectIdentifier = (identifier: string): Buffer =>
  Buffer.from(new ObjectIdentifier({ value: identifier }).toBER());

/** A SET OF in DER: sorted by the encodings of its members (X.690 §11.6). */
export const derSetOf = (...members: readonly Uint8Array[]): Buffer =>
  der(tag.set, ...[...members].sort((one, other) => Buffer.compare(one, other)));
