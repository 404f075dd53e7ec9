/** Crockford's base 32: no I, L, O, U, so that nobody misreads a number aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomCharacters = 10;

/** China has one time zone and no summer time. */
const chinaOffset = 8 * 3_600_000;

/**
 * Number of a receipt 提交回执, e.g. `SL-QX-0007-20261120-7K3M9QXAB2`: station, date in China, 50 random bits.
 *
 * @param stationCode as in `stationCodeSchema`; lower-case letters become capitals
 * @param time platform time, milliseconds since the Unix epoch
 * @param randomBytes gives that many random bytes
 */
export const receiptNumber = (
  stationCode: string,
  time: number,
  randomBytes: (length: number) => Uint8Array,
): string => {
  const date = new Date(time + chinaOffset).toISOString().slice(0, 10).replaceAll('-', '');
  const random = Array.from(randomBytes(randomCharacters), (byte) => alphabet[byte & 31]).join('');
  return `SL-${stationCode.toUpperCase()}-${date}-${random}`;
};
