import type { KioskDatabase } from '../../../db/connection.ts';
import type { StaffMember, StaffRole } from '../../../db/stores/staff.ts';
import type { Unit } from '../../../db/unit-of-work.ts';
import type { MembersPage } from '../../contract/staff/members-page.ts';
import type { MemberAction } from '../../contract/staff/staff-intents.ts';
import type { Stick } from '../log-export/find-sticks.ts';
import type { NewCardWatch } from '../staff/new-member.ts';
import { newMemberProblem } from '../staff/new-member.ts';
import { hashPin } from '../staff/pin-hash.ts';
import { auditActorOf } from './audit-actor.ts';
import type { CredentialDesk } from './credential-desk.ts';
import type { ActionResult, SignedIn } from './staff-types.ts';

/** Where a supervisor sees to those who work here. */
export interface MembersDesk {
  page(member: SignedIn | null): MembersPage;
  perform(member: SignedIn, action: MemberAction, signal: AbortSignal): Promise<ActionResult>;
  /** The page was left: nobody's card is waited for any more. */
  leave(): void;
}

const good = (code: ActionResult['code']): ActionResult => ({ code, good: true });
const bad = (code: ActionResult['code']): ActionResult => ({ code, good: false });

type Refused = { readonly ok: false; readonly reason: 'not-there' | 'last-supervisor' };
const refusedAs = (reason: Refused['reason']): Refused => ({ ok: false, reason });

/**
 * Adds, promotes, removes and unlocks those who work here; never the last supervisor, for nobody could add another. Each
 * leaves one audit entry in the transaction of what it changes. Whoever changes the own role is out at once.
 */
export const createMembersDesk = (options: {
  readonly database: Pick<KioskDatabase, 'transaction' | 'read'>;
  readonly credentials: CredentialDesk;
  readonly watchForCard: (listener: { changed(): void; refused(): void }) => NewCardWatch;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly sticks: () => readonly Stick[];
  readonly signOutSoon: () => void;
  readonly changed: () => void;
}): MembersDesk => {
  const { database, credentials, changed } = options;
  let card: NewCardWatch | null = null;
  let cardRefused = false;

  const leave = (): void => {
    card?.stop();
    card = null;
    cardRefused = false;
  };
  const layNewCard = (): ActionResult => {
    leave();
    card = options.watchForCard({
      changed: () => {
        cardRefused = false;
        changed();
      },
      refused: () => {
        cardRefused = true;
        changed();
      },
    });
    return good('card-awaited');
  };

  const add = async (
    by: SignedIn,
    { label, role, chosen, again }: Extract<MemberAction, { name: 'addMember' }>,
  ): Promise<ActionResult> => {
    const holder = card?.holder() ?? null;
    if (holder === null) return bad('card-refused');
    const problem = newMemberProblem(holder, { label, chosen, again });
    if (problem !== null) return bad(problem);
    const pinHash = await hashPin(chosen);
    const added = database.transaction(({ staff, audit }) => {
      const done = staff.add({ pseudonym: holder.pseudonym, label, role, pinHash });
      if (done.ok)
        audit.append({ actor: auditActorOf(by), action: 'staff.add', subject: label, details: { role } });
      return done;
    });
    if (!added.ok) return bad(added.reason === 'already-there' ? 'already-there' : 'could-not-record');
    leave();
    return good('member-added');
  };

  /** Changes one member with an audit entry, unless nobody would be left who may do this. */
  const change = (
    by: SignedIn,
    label: string,
    code: ActionResult['code'],
    work: (unit: Unit, member: StaffMember) => Parameters<Unit['audit']['append']>[0] | Refused,
  ): ActionResult => {
    let own = false;
    const done = database.transaction((unit) => {
      const member = unit.staff.list().find((each) => each.label === label && each.disabledAt === null);
      if (member === undefined) return refusedAs('not-there');
      own = member.pseudonym === by.pseudonym;
      const entry = work(unit, member);
      if ('ok' in entry) return entry;
      unit.audit.append(entry);
      return { ok: true } as const;
    });
    if (done.ok) {
      if (own && code !== 'member-unlocked') options.signOutSoon();
      return good(code);
    }
    if (done.reason === 'last-supervisor') return bad('last-supervisor');
    return bad(done.reason === 'not-there' ? 'no-longer-so' : 'could-not-record');
  };

  const isLastSupervisor = ({ staff }: Unit, { pseudonym, role }: StaffMember): boolean =>
    role === 'supervisor' &&
    !staff
      .list()
      .some(
        (other) => other.role === 'supervisor' && other.disabledAt === null && other.pseudonym !== pseudonym,
      );

  const changeRole = (by: SignedIn, label: string, role: StaffRole): ActionResult =>
    change(by, label, 'role-changed', (unit, member) => {
      if (role !== 'supervisor' && isLastSupervisor(unit, member)) return refusedAs('last-supervisor');
      unit.staff.changeRole({ pseudonym: member.pseudonym, role });
      return {
        actor: auditActorOf(by),
        action: 'staff.role-changed',
        subject: label,
        details: { before: member.role, role },
      };
    });
  const remove = (by: SignedIn, label: string): ActionResult =>
    change(by, label, 'member-removed', (unit, member) => {
      if (isLastSupervisor(unit, member)) return refusedAs('last-supervisor');
      const disabled = unit.staff.disable(member.pseudonym);
      if (!disabled.ok) return disabled;
      const { revoked } = disabled;
      return { actor: auditActorOf(by), action: 'staff.disable', subject: label, details: { revoked } };
    });
  const unlock = (by: SignedIn, label: string): ActionResult =>
    change(by, label, 'member-unlocked', ({ staff }, { pseudonym, failures }) => {
      staff.noteAttempt({ pseudonym, failures: 0, lockedUntil: null });
      return { actor: auditActorOf(by), action: 'staff.unlocked', subject: label, details: { failures } };
    });

  return {
    leave,
    page: (by) => {
      const found = database.read(({ staff, serviceCredentials }) => ({
        members: staff.list().filter(({ disabledAt }) => disabledAt === null),
        live: serviceCredentials.live(),
      }));
      const { members, live } = found.ok ? found.value : { members: [], live: [] };
      return {
        name: 'members',
        members: members.map(({ label, role, pseudonym, lockedUntil }) => {
          const credential = live.find((each) => each.pseudonym === pseudonym);
          return {
            label,
            role,
            lockedUntil: lockedUntil === null || lockedUntil <= options.now() ? null : lockedUntil,
            own: pseudonym === by?.pseudonym,
            credential: credential ? { medium: credential.medium, endsAt: credential.endsAt } : null,
          };
        }),
        adding: card?.stage() ?? null,
        cardRefused,
        sticks: options.sticks().map(({ name }) => name),
      };
    },
    perform: async (by, action, signal) => {
      switch (action.name) {
        case 'layNewCard':
          return layNewCard();
        case 'endAdding':
          leave();
          return good('adding-ended');
        case 'addMember':
          return add(by, action);
        case 'changeRole':
          return changeRole(by, action.label, action.role);
        case 'removeMember':
          return remove(by, action.label);
        case 'unlockMember':
          return unlock(by, action.label);
        case 'printCredential':
        case 'writeCredential':
        case 'revokeCredential':
          return credentials.perform(by, action, signal);
      }
    },
  };
};
