/**
 * Base45 (RFC 9285): two bytes as three characters of the QR code's alphanumeric mode. Decoding refuses whatever no
 * encoder writes: characters outside the alphabet, a single last character, groups beyond 65535 or 255.
 */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

const digitOf = (value: number): string => alphabet.charAt(value % 45);

export const encodeBase45 = (bytes: Uint8Array): string => {
  let text = '';
  for (let index = 0; index < bytes.length; index += 2) {
    const first = bytes[index] ?? 0;
    const second = bytes[index + 1];
    const value = second === undefined ? first : first * 256 + second;
    text += digitOf(value) + digitOf(Math.floor(value / 45));
    if (second !== undefined) {
      text += digitOf(Math.floor(value / 45 ** 2));
    }
  }
  return text;
};

/** Value of a group of two or three characters, least significant first; NaN outside the alphabet. */
const groupValue = (group: string): number =>
  [...group].reduceRight((value, character) => {
    const digit = alphabet.indexOf(character);
    return digit === -1 ? Number.NaN : value * 45 + digit;
  }, 0);

/** Decodes a text; undefined when it is not base45. */
export const decodeBase45 = (text: string): Uint8Array | undefined => {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 3) {
    const group = text.slice(index, index + 3);
    const value = groupValue(group);
    if (group.length === 3 && value <= 0xffff) {
      bytes.push(value >> 8, value & 0xff);
    } else if (group.length === 2 && value <= 0xff) {
      bytes.push(value);
    } else {
      return undefined;
    }
  }
  return Uint8Array.from(bytes);
};
