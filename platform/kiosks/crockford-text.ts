/** Crockford's base 32: no I, L, O, U, so that nobody misreads a code aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** As many characters as there are random bytes, five bits of each. */
export const crockfordText = (random: Uint8Array): string =>
  Array.from(random, (byte) => alphabet[byte & 31]).join('');
