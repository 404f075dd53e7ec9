import { sql } from 'kysely';
import type { PlatformTransaction } from '../store/open-store.ts';

/**
 * Locks the packages 一件事 to which these applications belong: what is owed with one of their parts, and what comes for
 * another, are written down one after the other. Applications without a package lock nothing.
 */
export const lockPackagesOf = async (
  transaction: PlatformTransaction,
  receiptNumbers: readonly string[],
): Promise<void> => {
  await sql`
    SELECT receipt_number FROM package_parts
    WHERE package_number IN (
      SELECT package_number FROM package_parts WHERE receipt_number = ANY(${receiptNumbers}::text[]))
    ORDER BY receipt_number FOR UPDATE`.execute(transaction);
};

/**
 * Closes what is owed in the packages of these applications and was handed in for another part by the same applicant: the
 * receipt of a package says each material once. The pages stay with the part for which they came
 * (`application_supplements`); the other parts find them by `package_parts.package_number` and the material.
 */
export const closeAcrossParts = async (
  transaction: PlatformTransaction,
  receiptNumbers: readonly string[],
): Promise<void> => {
  await sql`
    UPDATE application_promises owed SET handed_in_at = kept.handed_in_at
    FROM package_parts part
      JOIN application_contents mine ON mine.receipt_number = part.receipt_number
      JOIN package_parts other ON other.package_number = part.package_number
      JOIN application_contents theirs ON theirs.receipt_number = other.receipt_number
        AND theirs.applicant_id_number = mine.applicant_id_number
      JOIN application_promises kept ON kept.receipt_number = other.receipt_number
    WHERE part.package_number IN (
        SELECT package_number FROM package_parts WHERE receipt_number = ANY(${receiptNumbers}::text[]))
      AND owed.receipt_number = part.receipt_number
      AND owed.material = kept.material
      AND owed.handed_in_at IS NULL
      AND kept.handed_in_at IS NOT NULL`.execute(transaction);
};
