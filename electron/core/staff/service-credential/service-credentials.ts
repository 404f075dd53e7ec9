import type { ServiceCredential } from '../../../../db/stores/service-credentials.ts';
import type { StaffMember } from '../../../../db/stores/staff.ts';
import type { UnitOfWork } from '../../../../db/unit-of-work.ts';
import type { AuditActor } from '../../../../db/audit-log.ts';
import type { CredentialRefusal } from '../../../contract/staff/staff-words.ts';
import type { KioskIdentity } from '../../../sync/trust/kiosk-identity.ts';
import { publicJwkOf } from '../../log-export/export-format.ts';
import { keptPublicKey, parseCredential, signCredential } from './credential-text.ts';

export type CredentialCheck =
  | { readonly outcome: 'holder'; readonly pseudonym: string; readonly id: string }
  | { readonly outcome: 'refused'; readonly reason: CredentialRefusal };

export type IssueOutcome =
  | { readonly ok: true; readonly text: string; readonly endsAt: number }
  | { readonly ok: false; readonly reason: 'not-there' | 'not-signed' | 'could-not-record' };

/** Credentials of those who work here, beside their own cards: signed by this kiosk, good at this kiosk, for so long. */
export interface ServiceCredentials {
  /** Signs one for a member; whatever the member had before ends with it. */
  issue(request: {
    readonly label: string;
    readonly days: number;
    readonly medium: ServiceCredential['medium'];
    readonly actor: AuditActor;
  }): IssueOutcome;
  /** Ends all of a member. False where there was none, or it could not be written down. */
  revoke(request: { readonly label: string; readonly actor: AuditActor; readonly reason: string }): boolean;
  /** Whose a text is, if it opens this kiosk now. Works without a line. */
  check(text: string): CredentialCheck;
}

const dayMilliseconds = 86_400_000;
const refuse = (reason: CredentialRefusal): CredentialCheck => ({ outcome: 'refused', reason });

export const createServiceCredentials = (options: {
  readonly database: Pick<UnitOfWork, 'transaction' | 'read'>;
  readonly identity: Pick<KioskIdentity, 'kioskId' | 'signingKeys'>;
  /** 128 bits at random, base64url. */
  readonly newId: () => string;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}): ServiceCredentials => {
  const { database, identity, now } = options;

  /** A member who works here; a removed one is nobody. */
  const memberOf = (members: readonly StaffMember[], label: string): StaffMember | undefined =>
    members.find((member) => member.label === label && member.disabledAt === null);

  return {
    issue: ({ label, days, medium, actor }) => {
      const [key] = identity.signingKeys();
      if (key === undefined) return { ok: false, reason: 'not-signed' };
      const id = options.newId();
      const endsAt = Math.round(now()) + days * dayMilliseconds;
      const publicKey = JSON.stringify(publicJwkOf(key.privateKey));
      const issued = database.transaction(({ staff, serviceCredentials, audit }) => {
        const member = memberOf(staff.list(), label);
        if (member === undefined) return { ok: false, reason: 'not-there' } as const;
        const before = serviceCredentials.revokeOf(member.pseudonym);
        serviceCredentials.issue({ id, pseudonym: member.pseudonym, medium, publicKey, endsAt });
        audit.append({
          actor,
          action: 'staff.credential-issued',
          subject: label,
          details: { medium, days, credential: id, revoked: before },
        });
        return { ok: true } as const;
      });
      if (!issued.ok) {
        return { ok: false, reason: issued.reason === 'not-there' ? 'not-there' : 'could-not-record' };
      }
      const { kioskId } = identity;
      return { ok: true, text: signCredential({ kioskId, id, label, endsAt }, key.privateKey), endsAt };
    },
    revoke: ({ label, actor, reason }) =>
      database.transaction(({ staff, serviceCredentials, audit }) => {
        const member = memberOf(staff.list(), label);
        if (member === undefined || serviceCredentials.revokeOf(member.pseudonym) === 0) {
          return { ok: false, reason: 'not-there' } as const;
        }
        audit.append({ actor, action: 'staff.credential-revoked', subject: label, reason });
        return { ok: true } as const;
      }).ok,
    check: (text) => {
      const parsed = parseCredential(text);
      if (parsed === null) return refuse('credential-unreadable');
      const { claim } = parsed;
      if (claim.kioskId !== identity.kioskId) return refuse('credential-of-another-kiosk');
      const found = database.read(({ staff, serviceCredentials }) => {
        const credential = serviceCredentials.find(claim.id);
        return { credential, member: credential && staff.find(credential.pseudonym) };
      });
      if (!found.ok) return refuse('credential-unknown');
      const { credential, member } = found.value;
      const key = credential && keptPublicKey(credential.publicKey);
      if (!credential || !key) return refuse('credential-unknown');
      if (!parsed.isSignedBy(key)) return refuse('credential-altered');
      if (member === undefined || member.disabledAt !== null || member.label !== claim.label) {
        return refuse('credential-member-removed');
      }
      if (credential.revokedAt !== null) return refuse('credential-revoked');
      return claim.endsAt <= now()
        ? refuse('credential-ended')
        : { outcome: 'holder', pseudonym: member.pseudonym, id: claim.id };
    },
  };
};
