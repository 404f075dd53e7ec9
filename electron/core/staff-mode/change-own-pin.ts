import type { KioskDatabase } from '../../../db/connection.ts';
import type { StaffAction } from '../../contract/staff/staff-intents.ts';
import { hashPin, pinProblem, readsAsDate } from '../staff/pin-hash.ts';
import type { StaffAccess } from '../staff/staff-access.ts';
import { auditActorOf } from './audit-actor.ts';
import type { ActionResult, SignedIn } from './staff-types.ts';

const bad = (code: ActionResult['code']): ActionResult => ({ code, good: false });

const problemOf = (
  { present, chosen, again }: Extract<StaffAction, { name: 'changePin' }>,
  { guessablePins }: SignedIn,
): ActionResult['code'] | null => {
  if (chosen !== again) return 'pins-differ';
  if (chosen === present) return 'pin-the-same';
  const problem = pinProblem(chosen);
  if (problem !== null) return `pin-${problem}`;
  // The card was not seen: of what stands on it, a date can be told by itself.
  if (guessablePins === null) return readsAsDate(chosen) ? 'pin-reads-as-date' : null;
  return guessablePins.includes(chosen) ? 'pin-of-the-card' : null;
};

/**
 * Changes one's own PIN. The present one is tried as at the door: wrong ones count, and lock. A service credential stands for
 * the card, so whoever came in with one and types the present PIN has shown as much; which one it was stands in the entry.
 */
export const changeOwnPin = async (
  options: { readonly access: StaffAccess; readonly database: Pick<KioskDatabase, 'transaction'> },
  member: SignedIn,
  action: Extract<StaffAction, { name: 'changePin' }>,
): Promise<ActionResult> => {
  const problem = problemOf(action, member);
  if (problem !== null) return bad(problem);
  const { pseudonym, label, credential } = member;
  const admitted = await options.access.admit(pseudonym, action.present);
  if (admitted.outcome === 'failed') return bad('could-not-record');
  if (admitted.outcome === 'refused') return bad(admitted.reason === 'locked' ? 'pin-locked' : 'pin-wrong');
  const pinHash = await hashPin(action.chosen);
  const changed = options.database.transaction(({ staff, audit }) => {
    const done = staff.changePin({ pseudonym, pinHash });
    if (done.ok) {
      audit.append({
        actor: auditActorOf(member),
        action: 'staff.pin-changed',
        subject: label,
        ...(credential === null ? {} : { details: { credential } }),
      });
    }
    return done;
  });
  return changed.ok ? { code: 'pin-changed', good: true } : bad('could-not-record');
};
