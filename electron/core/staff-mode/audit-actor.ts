import type { AuditActor } from '../../../db/audit-log.ts';
import type { SignedIn } from './staff-types.ts';

/** Somebody who has signed in, as the audit log names them. */
export const auditActorOf = ({ pseudonym, role }: Pick<SignedIn, 'pseudonym' | 'role'>): AuditActor => ({
  kind: role === 'technician' ? 'technician' : 'staff',
  pseudonym,
});
