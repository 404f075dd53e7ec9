import { z } from 'zod';

/**
 * Unified social credit codes 统一社会信用代码 after GB 32100-2015: who registered it, what kind it is, six digits of the region,
 * the nine characters of the organisation code (GB 11714), a check character.
 */

/** The letters I, O, S, V and Z are not used; a character's value is its place here. */
const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Powers of three modulo 31 (GB 32100-2015 §4.6). */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** The check character that belongs to the first seventeen. */
export const creditCheckCharacter = (seventeen: string): string => {
  const sum = weights.reduce(
    (total, weight, index) => total + weight * characters.indexOf(seventeen.charAt(index)),
    0,
  );
  return characters.charAt((31 - (sum % 31)) % 31);
};

/** A code whose check character is right. */
export const creditCodeSchema = z
  .string()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/)
  .refine(
    (code) => creditCheckCharacter(code.slice(0, 17)) === code.charAt(17),
    'its check character is wrong',
  );
