import { createHash } from 'node:crypto';
import type { PublicJwk } from './api.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 4;
const groupCharacters = 5;
const bitsACharacter = 5;

/** RFC 7638 §3.2: the required members in their order, without white space. */
const thumbprintInput = ({ crv, kty, x, y }: PublicJwk): string => JSON.stringify({ crv, kty, x, y });

/**
 * The check number of a platform's root key, which the centre hands out with an enrolment code and a technician types where
 * a kiosk is set up: the first 100 bits of the key's SHA-256 thumbprint (RFC 7638) in Crockford's base 32,
 * `XXXXX-XXXXX-XXXXX-XXXXX`. It is no secret. Whoever wanted to pass another key off as this one would have to try 2^100.
 */
export const rootCheckOf = (rootKey: PublicJwk): string => {
  const digest = createHash('sha256').update(thumbprintInput(rootKey)).digest();
  let number =
    BigInt(`0x${digest.toString('hex')}`) >> BigInt(256 - groups * groupCharacters * bitsACharacter);
  let text = '';
  for (let place = 0; place < groups * groupCharacters; place += 1) {
    text = `${alphabet[Number(number & 31n)] ?? ''}${text}`;
    number >>= 5n;
  }
  return (text.match(/.{5}/g) ?? []).join('-');
};
