/** Check digits of the numbers on cards. */

/** Weights and check characters of ISO 7064 MOD 11-2 for 17 digits (GB 11643-1999 §4.2.3). */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/**
 * Check character of a citizen identity number, of the number of a residence permit for Hong Kong, Macao and Taiwan
 * residents, and of a foreigner's number of 2023 (which begins with 9): ISO 7064 MOD 11-2 over the first 17 digits.
 */
export const citizenCheckCharacter = (seventeenDigits: string): string => {
  if (!/^\d{17}$/.test(seventeenDigits)) throw new RangeError('17 digits are needed');
  const sum = weights.reduce((total, weight, index) => total + weight * Number(seventeenDigits[index]), 0);
  return checkCharacters.charAt(sum % 11);
};

/** Whether a number of 18 characters is well formed and its check character right. */
export const isCitizenNumber = (number: string): boolean =>
  /^\d{17}[\dX]$/.test(number) && citizenCheckCharacter(number.slice(0, 17)) === number.charAt(17);

/** Value of a character in the 7-3-1 check digit of ICAO Doc 9303-3 §4.9: digits as they are, A = 10 … Z = 35. */
const characterValue = (character: string): number => Number.parseInt(character, 36);

/** Check digit of a foreigner's number of 2017: weights 7, 3, 1 over the first 14 characters, modulo 10. */
export const foreignerCheckDigit = (fourteenCharacters: string): string => {
  if (!/^[A-Z]{3}\d{11}$/.test(fourteenCharacters))
    throw new RangeError('3 letters and 11 digits are needed');
  const sum = [...fourteenCharacters].reduce(
    (total, character, index) => total + characterValue(character) * ([7, 3, 1][index % 3] ?? 0),
    0,
  );
  return String(sum % 10);
};

/** Whether a number of 15 characters on a foreigner's card of 2017 is well formed and its check digit right. */
export const isForeignerNumber2017 = (number: string): boolean =>
  /^[A-Z]{3}\d{12}$/.test(number) && foreignerCheckDigit(number.slice(0, 14)) === number.charAt(14);
