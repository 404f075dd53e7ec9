/** Crockford's base32: no I, L, O or U, which are misread. */
const characters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 50 random bits: numbers cannot be guessed from one another, and two of one day practically never agree. */
export const certificateNumberRandomBytes = 10;

const dayInChina = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/**
 * Number of a certificate, e.g. `ZF20261120-7K3M9QXAB2`: kind, day of issue in China, chance.
 *
 * @param issuedAt milliseconds since the Unix epoch
 * @param random `certificateNumberRandomBytes` random bytes
 */
export const certificateNumber = (prefix: string, issuedAt: number, random: Uint8Array): string => {
  const day = dayInChina.format(issuedAt).replaceAll('-', '');
  return `${prefix}${day}-${[...random].map((byte) => characters.charAt(byte & 31)).join('')}`;
};
