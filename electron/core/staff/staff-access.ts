import type { StaffMember, StaffRole } from '../../../db/stores/staff.ts';
import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import { lockOutAfter } from './lock-out.ts';
import { isPin } from './pin-hash.ts';

/** What somebody with a card may do here. */
export type StaffRecognition =
  | { readonly outcome: 'staff'; readonly member: StaffMember }
  | { readonly outcome: 'refused'; readonly reason: 'not-staff' }
  | { readonly outcome: 'refused'; readonly reason: 'locked'; readonly lockedUntil: number };

export type PinOutcome =
  | { readonly outcome: 'admitted'; readonly member: StaffMember }
  | { readonly outcome: 'refused'; readonly reason: 'not-staff' | 'wrong-pin' }
  | { readonly outcome: 'refused'; readonly reason: 'locked'; readonly lockedUntil: number }
  /** Neither the failure nor the success could be written down: nobody is let in. */
  | { readonly outcome: 'failed'; readonly reason: string };

/** Who works at this station, and the check of card and PIN. Locks survive restarts: they are in the database. */
export interface StaffAccess {
  /** Whether anybody of these roles is enrolled. */
  hasAny(roles: readonly StaffRole[]): boolean;
  recognise(pseudonym: string): StaffRecognition;
  /** One attempt. It counts as wrong on the disk before it is checked: a kiosk that is switched off in between has counted it. */
  admit(pseudonym: string, pin: string): Promise<PinOutcome>;
}

export const createStaffAccess = (options: {
  readonly database: Pick<UnitOfWork, 'transaction' | 'read'>;
  /** Milliseconds since the Unix epoch; a clock that is set back must not open a lock. */
  readonly now: () => number;
}): StaffAccess => {
  const { database, now } = options;
  const find = (pseudonym: string): StaffMember | undefined => {
    const found = database.read(({ staff }) => staff.find(pseudonym));
    return found.ok && found.value?.disabledAt === null ? found.value : undefined;
  };

  const recognise = (pseudonym: string): StaffRecognition => {
    const member = find(pseudonym);
    if (member === undefined) return { outcome: 'refused', reason: 'not-staff' };
    const { lockedUntil } = member;
    return lockedUntil !== null && lockedUntil > now()
      ? { outcome: 'refused', reason: 'locked', lockedUntil }
      : { outcome: 'staff', member };
  };

  return {
    hasAny: (roles) => {
      const members = database.read(({ staff }) => staff.list());
      return (
        members.ok &&
        members.value.some(({ role, disabledAt }) => disabledAt === null && roles.includes(role))
      );
    },
    recognise,
    admit: async (pseudonym, pin) => {
      const recognised = recognise(pseudonym);
      if (recognised.outcome !== 'staff') return recognised;
      const { member } = recognised;
      const failures = member.failures + 1;
      const lock = lockOutAfter(failures);
      const lockedUntil = lock === 0 ? null : now() + lock;
      const actor = { kind: 'staff', pseudonym } as const;
      const counted = database.transaction(({ staff, audit }) => {
        const noted = staff.noteAttempt({ pseudonym, failures, lockedUntil });
        if (noted.ok)
          audit.append({ actor, action: 'staff.pin-tried', subject: member.label, details: { failures } });
        return noted;
      });
      if (!counted.ok) return { outcome: 'failed', reason: counted.reason };
      if (!(await isPin(pin, member.pinHash))) {
        return lockedUntil === null
          ? { outcome: 'refused', reason: 'wrong-pin' }
          : { outcome: 'refused', reason: 'locked', lockedUntil };
      }
      const cleared = database.transaction(({ staff }) =>
        staff.noteAttempt({ pseudonym, failures: 0, lockedUntil: null }),
      );
      return cleared.ok ? { outcome: 'admitted', member } : { outcome: 'failed', reason: cleared.reason };
    },
  };
};
