/** Crockford's base 32: no I, L, O, U, so that nobody misreads a number aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomCharacters = 10;

/** China has one time zone and no summer time. */
const chinaOffset = 8 * 3_600_000;

/**
 * Number of a receipt 提交回执 of an application, e.g. `SL-QX-0007-20261120-7K3M9QXAB2`: station, date in China, 50 random bits.
 *
 * @param stationCode as in `stationCodeSchema`; lower-case letters become capitals
 * @param time platform time, milliseconds since the Unix epoch
 * @param randomBytes gives that many random bytes
 */
export const receiptNumber = (
  stationCode: string,
  time: number,
  randomBytes: (length: number) => Uint8Array,
): string => numberAs('SL', stationCode, time, randomBytes);

/** Number of a complaint or suggestion, made in the same way: `TS-QX-0007-20261120-7K3M9QXAB2`. */
export const feedbackNumber = (
  stationCode: string,
  time: number,
  randomBytes: (length: number) => Uint8Array,
): string => numberAs('TS', stationCode, time, randomBytes);

const numberAs = (
  kind: 'SL' | 'TS',
  stationCode: string,
  time: number,
  randomBytes: (length: number) => Uint8Array,
): string => {
  const date = new Date(time + chinaOffset).toISOString().slice(0, 10).replaceAll('-', '');
  const random = Array.from(randomBytes(randomCharacters), (byte) => alphabet[byte & 31]).join('');
  return `${kind}-${stationCode.toUpperCase()}-${date}-${random}`;
};
