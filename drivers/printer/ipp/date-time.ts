/** dateTime values: eleven octets, DateAndTime of RFC 2579 §2 (RFC 8011 §5.1.15). */

export interface IppDateTime {
  /** The instant, in milliseconds since the Unix epoch; tenths of a second are all that the encoding holds. */
  readonly epochMilliseconds: number;
  /** Minutes by which the writer's local time is ahead of UTC. */
  readonly offsetMinutes: number;
}

export const dateTimeLength = 11;
const millisecondsPerMinute = 60_000;
const plusSign = 0x2b;
const minusSign = 0x2d;

/** Reads a dateTime; null where the octets are no date, as with printers whose clock was never set. */
export const decodeDateTime = (octets: Uint8Array): IppDateTime | null => {
  if (octets.length !== dateTimeLength) {
    return null;
  }
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  const year = view.getUint16(0);
  const [month, day, hour, minute, second, tenths, sign, offsetHours, offsetRest] = [
    2, 3, 4, 5, 6, 7, 8, 9, 10,
  ].map((index) => view.getUint8(index)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // RFC 2579 lets the second be 60 (leap second) and the offset reach 13 hours; 14 exist (Kiribati).
  const inRange =
    month >= 1 && month <= 12 && day >= 1 && hour <= 23 && minute <= 59 && second <= 60 && tenths <= 9;
  const knownOffset = (sign === plusSign || sign === minusSign) && offsetHours <= 14 && offsetRest <= 59;
  if (!inRange || !knownOffset || day > daysInMonth(year, month)) {
    return null;
  }
  const offsetMinutes = (offsetHours * 60 + offsetRest) * (sign === minusSign ? -1 : 1);
  // Date.UTC takes years below 100 as 19xx, setUTCFullYear does not.
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  local.setUTCHours(hour, minute, second, tenths * 100);
  return {
    epochMilliseconds: local.getTime() - offsetMinutes * millisecondsPerMinute,
    // Not minus zero, which compares as different.
    offsetMinutes: offsetMinutes || 0,
  };
};

/** Writes a dateTime. Throws a RangeError for a year outside 0–65535 or an offset of more than 14 hours. */
export const encodeDateTime = ({ epochMilliseconds, offsetMinutes }: IppDateTime): Uint8Array => {
  const local = new Date(epochMilliseconds + offsetMinutes * millisecondsPerMinute);
  const year = local.getUTCFullYear();
  if (!(year >= 0 && year <= 0xffff) || Math.abs(offsetMinutes) > 14 * 60 + 59) {
    throw new RangeError('date outside what IPP can hold');
  }
  const ahead = Math.abs(offsetMinutes);
  const octets = new Uint8Array(dateTimeLength);
  new DataView(octets.buffer).setUint16(0, year);
  octets.set(
    [
      local.getUTCMonth() + 1,
      local.getUTCDate(),
      local.getUTCHours(),
      local.getUTCMinutes(),
      local.getUTCSeconds(),
      Math.floor(local.getUTCMilliseconds() / 100),
      offsetMinutes < 0 ? minusSign : plusSign,
      Math.floor(ahead / 60),
      ahead % 60,
    ],
    2,
  );
  return octets;
};

const daysInMonth = (year: number, month: number): number => {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) {
    return leap ? 29 : 28;
  }
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};
