import { type Connection, prepareAll, prepareGet, prepareWrite } from '../statements.ts';
import type { ServiceCredentialStore } from './service-credentials.ts';

/** What somebody may do: help residents, supervise, repair. */
export const staffRoles = ['staff', 'supervisor', 'technician'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Somebody who works here. Times are milliseconds since the Unix epoch. */
export interface StaffMember {
  /** Of the ID card, under this kiosk's salt. */
  readonly pseudonym: string;
  /** What the audit log and colleagues call them: a staff number, not a name. */
  readonly label: string;
  readonly role: StaffRole;
  /** Argon2id in PHC string format. */
  readonly pinHash: string;
  readonly addedAt: number;
  readonly disabledAt: number | null;
  /** Wrong PINs in a row. */
  readonly failures: number;
  readonly lockedUntil: number | null;
}

export interface StaffReader {
  find(pseudonym: string): StaffMember | undefined;
  /** By label. */
  list(): readonly StaffMember[];
}

export interface StaffStore extends StaffReader {
  /** Somebody who was disabled may be added again. */
  add(
    member: Pick<StaffMember, 'pseudonym' | 'label' | 'role' | 'pinHash'>,
  ): { readonly ok: true } | { readonly ok: false; readonly reason: 'already-there' };
  /** Replaces the PIN, and opens a lock. */
  changePin(change: Pick<StaffMember, 'pseudonym' | 'pinHash'>): Changed;
  changeRole(change: Pick<StaffMember, 'pseudonym' | 'role'>): Changed;
  /** Revokes their service credentials as well, or the slip would open again with the next adding; says how many. */
  disable(pseudonym: string): { readonly ok: true; readonly revoked: number } | NotThere;
  noteAttempt(attempt: Pick<StaffMember, 'pseudonym' | 'failures' | 'lockedUntil'>): Changed;
}

interface NotThere {
  readonly ok: false;
  readonly reason: 'not-there';
}
type Changed = { readonly ok: true } | NotThere;

const columns = `pseudonym, label, role, pin_hash AS pinHash, added_at AS addedAt, disabled_at AS disabledAt, failures,
  locked_until AS lockedUntil`;

/** Who works at this station. */
export const createStaffStore = (
  connection: Connection,
  now: () => number,
  serviceCredentials: Pick<ServiceCredentialStore, 'revokeOf'>,
): StaffStore => {
  const selectOne = prepareGet<{ pseudonym: string }, StaffMember>(
    connection,
    `SELECT ${columns} FROM staff_member WHERE pseudonym = @pseudonym`,
  );
  const selectAll = prepareAll<Record<string, never>, StaffMember>(
    connection,
    `SELECT ${columns} FROM staff_member ORDER BY label`,
  );
  const insert = prepareWrite(
    connection,
    `INSERT INTO staff_member (pseudonym, label, role, pin_hash, added_at)
     SELECT @pseudonym, @label, @role, @pinHash, @at
     WHERE NOT EXISTS (SELECT 1 FROM staff_member WHERE label = @label AND pseudonym <> @pseudonym)
     ON CONFLICT (pseudonym) DO UPDATE SET label = excluded.label, role = excluded.role, pin_hash = excluded.pin_hash,
       added_at = excluded.added_at, disabled_at = NULL, failures = 0, locked_until = NULL
     WHERE disabled_at IS NOT NULL`,
  );
  const updatePin = prepareWrite(
    connection,
    `UPDATE staff_member SET pin_hash = @pinHash, failures = 0, locked_until = NULL WHERE pseudonym = @pseudonym`,
  );
  const updateRole = prepareWrite(
    connection,
    'UPDATE staff_member SET role = @role WHERE pseudonym = @pseudonym AND disabled_at IS NULL',
  );
  const updateDisabled = prepareWrite(
    connection,
    'UPDATE staff_member SET disabled_at = @at WHERE pseudonym = @pseudonym AND disabled_at IS NULL',
  );
  const updateAttempt = prepareWrite(
    connection,
    `UPDATE staff_member SET failures = @failures, locked_until = @lockedUntil WHERE pseudonym = @pseudonym`,
  );
  const changed = (rows: number): Changed => (rows === 1 ? { ok: true } : { ok: false, reason: 'not-there' });

  return {
    find: (pseudonym) => selectOne({ pseudonym }),
    list: () => selectAll({}),
    add: (member) =>
      insert({ ...member, at: now() }) === 1 ? { ok: true } : { ok: false, reason: 'already-there' },
    changePin: (change) => changed(updatePin({ ...change })),
    changeRole: (change) => changed(updateRole({ ...change })),
    disable: (pseudonym) => {
      const disabled = changed(updateDisabled({ pseudonym, at: now() }));
      return disabled.ok ? { ok: true, revoked: serviceCredentials.revokeOf(pseudonym) } : disabled;
    },
    noteAttempt: (attempt) => changed(updateAttempt({ ...attempt })),
  };
};
