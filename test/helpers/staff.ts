import type { StaffRole } from '../../db/stores/staff.ts';
import { hashPin } from '../../electron/core/staff/pin-hash.ts';
import type { TestDatabase } from './database.ts';

/** A PIN that nobody has. */
export const staffPin = '482915';

/** Hashing takes a good part of a second: once for all tests of a file. */
const hashed = hashPin(staffPin, (length) => new Uint8Array(length).fill(7));

/** Enrols somebody with `staffPin` who works here. */
export const enrolStaff = async (
  database: TestDatabase,
  pseudonym: string,
  { label = 'W-001', role = 'staff' }: { readonly label?: string; readonly role?: StaffRole } = {},
): Promise<void> => {
  const pinHash = await hashed;
  database.commit(({ staff }) => void staff.add({ pseudonym, label, role, pinHash }));
};
