import type { KioskDatabase } from '../../../db/connection.ts';
import { staffRoles } from '../../../db/stores/staff.ts';
import { judgeValidity } from '../../../drivers/id-card-reader/card-validity.ts';
import type { ReadCard } from '../identity/identify-by-card.ts';
import type { Log } from '../log/core-log.ts';
import { pinsOfCard } from '../staff/pin-hash.ts';
import type { ServiceCredentials } from '../staff/service-credential/service-credentials.ts';
import type { FoundOnStick } from '../staff/service-credential/find-on-stick.ts';
import type { StaffAccess } from '../staff/staff-access.ts';
import { auditActorOf } from './audit-actor.ts';
import type { Refusal, StaffServices } from './staff-types.ts';

const refuse = (reason: Refusal['reason'], lockedUntil: number | null = null) =>
  ({ outcome: 'refused', refusal: { reason, lockedUntil } }) as const;

export interface SignInOptions {
  readonly access: StaffAccess;
  readonly database: Pick<KioskDatabase, 'transaction'>;
  readonly credentials: Pick<ServiceCredentials, 'check'>;
  /** The credential on the sticks that are plugged in. */
  readonly findOnStick: () => FoundOnStick;
  readonly pseudonymOf: (idNumber: string) => string;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Card or service credential, and PIN, of somebody who works here, and the record of who came and went. Works without a line: who is enrolled
 * stands in the kiosk's own database.
 */
export const createSignIn = (
  options: SignInOptions,
): Pick<StaffServices<ReadCard>, 'recognise' | 'recogniseCredential' | 'signIn' | 'signedOut'> & {
  readonly nobodyEnrolled: () => boolean;
} => {
  const { access, database, log } = options;

  /** What opens nothing is on record as such; whose it was is nobody's business. */
  const noteRefused = (what: 'card' | 'credential', reason: string): void => {
    const action = `staff.${what}-refused`;
    log.warn(`staff-${what}-refused`, { reason });
    const kept = database.transaction(({ audit }) => {
      audit.append({ actor: { kind: 'kiosk', pseudonym: null }, action, reason });
      return { ok: true };
    });
    if (!kept.ok) log.error('not-recorded', { action, reason: kept.reason });
  };

  return {
    nobodyEnrolled: () => !access.hasAny(staffRoles),
    recognise: async ({ record, photo }) => {
      // Nobody compares the face of a member of staff.
      photo?.fill(0);
      const pseudonym = options.pseudonymOf(record.idNumber);
      const recognised =
        judgeValidity(record, options.now()) === 'valid'
          ? access.recognise(pseudonym)
          : ({ outcome: 'refused', reason: 'not-staff' } as const);
      if (recognised.outcome === 'staff') {
        return {
          outcome: 'recognised',
          holder: { pseudonym, credential: null, guessablePins: pinsOfCard(record) },
        };
      }
      noteRefused('card', recognised.reason);
      return refuse(recognised.reason, 'lockedUntil' in recognised ? recognised.lockedUntil : null);
    },
    recogniseCredential: async (presented) => {
      const found = presented.from === 'scan' ? presented : options.findOnStick();
      const checked = 'text' in found ? options.credentials.check(found.text) : found;
      if (checked.outcome === 'refused') {
        noteRefused('credential', checked.reason);
        return refuse(checked.reason);
      }
      const { pseudonym, id } = checked;
      const recognised = access.recognise(pseudonym);
      if (recognised.outcome === 'staff') {
        return { outcome: 'recognised', holder: { pseudonym, credential: id, guessablePins: null } };
      }
      noteRefused('credential', recognised.reason);
      return refuse(recognised.reason, 'lockedUntil' in recognised ? recognised.lockedUntil : null);
    },
    signIn: async ({ holder, pin }) => {
      const admitted = await access.admit(holder.pseudonym, pin);
      if (admitted.outcome === 'failed') return refuse('could-not-record');
      if (admitted.outcome === 'refused') {
        log.warn('staff-not-admitted', { reason: admitted.reason });
        return refuse(admitted.reason, admitted.reason === 'locked' ? admitted.lockedUntil : null);
      }
      const { label, role } = admitted.member;
      const member = { ...holder, label, role };
      const kept = database.transaction(({ audit }) => {
        audit.append({
          actor: auditActorOf(member),
          action: 'staff.signed-in',
          subject: label,
          details: {
            role,
            by: holder.credential === null ? 'card' : 'credential',
            credential: holder.credential,
          },
        });
        return { ok: true };
      });
      if (!kept.ok) return refuse('could-not-record');
      log.info('staff-signed-in', { label, role });
      return { outcome: 'signed-in', member };
    },
    signedOut: (member, reason) => {
      const { label } = member;
      log.info('staff-signed-out', { label, reason });
      const kept = database.transaction(({ audit }) => {
        audit.append({ actor: auditActorOf(member), action: 'staff.signed-out', subject: label, reason });
        return { ok: true };
      });
      if (!kept.ok) log.error('not-recorded', { action: 'staff.signed-out', reason: kept.reason });
    },
  };
};
