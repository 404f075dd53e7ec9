/**
 * Id numbers 公民身份号码 after GB 11643: six digits of the region, eight of the birth date, three of a sequence (the last
 * odd for men, even for women), a check character.
 */

/** Weights and check characters of ISO 7064 MOD 11-2 (GB 11643 §4.3). */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

/** Not assigned to any place (GB/T 2260): no number that begins so can belong to anybody. */
export const syntheticRegionCode = '430199';

/** Id number of 18 characters from its first 17 digits. */
export const idNumberFrom = (seventeenDigits: string): string => {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(seventeenDigits[index]), 0);
  return seventeenDigits + checkCharacters.charAt(sum % 11);
};

/** YYYY-MM-DD as the number says it; undefined for a number that says no date, such as some of foreigners' cards. */
export const birthDateOf = (idNumber: string): string | undefined => {
  const [, year = '', month = '', day = ''] = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(idNumber) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day) || Number(year) < 1880
    ? undefined
    : `${year}-${month}-${day}`;
};
