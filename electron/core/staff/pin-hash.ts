import { randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * PINs of staff, kept as Argon2id (RFC 9106) in the PHC string format. Six digits are few: what protects them is the
 * lock-out while the kiosk runs, and the cost of each guess for whoever has taken the disk.
 */

/** Memory in KiB, passes and lanes: OWASP's least for Argon2id. */
const parameters = { m: 19_456, t: 2, p: 1 } as const;
const saltBytes = 16;
const hashBytes = 32;

/** Loaded for the first PIN. */
const loadArgon2 = () => import('@noble/hashes/argon2.js');

const pinSchemaPattern = /^\d{6}$/;
const phcPattern =
  /^\$argon2id\$v=19\$m=(\d{4,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

const withoutPadding = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replace(/=+$/, '');

/** Too easy to be guessed: one digit six times, or six in a row up or down. */
const isTrivial = (pin: string): boolean =>
  /^(\d)\1{5}$/.test(pin) || '01234567890'.includes(pin) || '09876543210'.includes(pin);

/** PINs that whoever has seen the ID card would try first: its last six digits, and the birth date in its usual orders. */
export const pinsOfCard = (card: {
  readonly idNumber: string;
  readonly birthDate: string;
}): readonly string[] => {
  const [century, year, month, day] = [
    card.birthDate.slice(0, 2),
    card.birthDate.slice(2, 4),
    card.birthDate.slice(5, 7),
    card.birthDate.slice(8, 10),
  ];
  return [
    `${year}${month}${day}`,
    `${month}${day}${year}`,
    `${day}${month}${year}`,
    `${century}${year}${month}`,
    card.idNumber.slice(-6),
    card.idNumber.slice(0, 6),
  ];
};

const isDay = (month: string, day: string): boolean => {
  const [monthNumber, dayNumber] = [Number(month), Number(day)];
  return monthNumber >= 1 && monthNumber <= 12 && dayNumber >= 1 && dayNumber <= 31;
};

/**
 * Whether a PIN can be read as somebody's birth date, in one of the orders of `pinsOfCard`. For whoever has come in without
 * the card: which date is theirs is not known, so none is taken. That costs a tenth of all PINs.
 */
export const readsAsDate = (pin: string): boolean => {
  const [first, second, third] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4, 6)];
  return (
    isDay(second, third) ||
    isDay(first, second) ||
    isDay(second, first) ||
    ((first === '19' || first === '20') && isDay(third, '01'))
  );
};

/** What is wrong with a PIN that somebody chooses; null: nothing. */
export const pinProblem = (pin: string): 'not-six-digits' | 'too-easy' | null => {
  if (!pinSchemaPattern.test(pin)) return 'not-six-digits';
  return isTrivial(pin) ? 'too-easy' : null;
};

/** Hashes a PIN; takes a good part of a second and lets others work meanwhile. */
export const hashPin = async (
  pin: string,
  random: (length: number) => Uint8Array = randomBytes,
): Promise<string> => {
  const salt = random(saltBytes);
  const { argon2idAsync } = await loadArgon2();
  const hash = await argon2idAsync(pin, salt, { ...parameters, dkLen: hashBytes });
  const { m, t, p } = parameters;
  return `$argon2id$v=19$m=${m},t=${t},p=${p}$${withoutPadding(salt)}$${withoutPadding(hash)}`;
};

/** Whether a PIN is the one that was hashed. A hash that is none is nobody's. */
export const isPin = async (pin: string, hashed: string): Promise<boolean> => {
  const match = phcPattern.exec(hashed);
  if (match === null) return false;
  const [, m, t, p, salt = '', hash = ''] = match;
  const { argon2idAsync } = await loadArgon2();
  const found = await argon2idAsync(pin, Buffer.from(salt, 'base64'), {
    m: Number(m),
    t: Number(t),
    p: Number(p),
    dkLen: hashBytes,
  });
  return timingSafeEqual(found, Buffer.from(hash, 'base64'));
};
