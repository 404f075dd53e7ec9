import type { AuditActor } from '../../../db/audit-log.ts';
import type { StaffMember, StaffRole, StaffStore } from '../../../db/stores/staff.ts';
import { isCitizenNumber } from '../../../drivers/id-card-reader/identity-number.ts';
import { staffLabelPattern } from '../../contract/staff/staff-words.ts';
import { keptPseudonymSalt, pseudonymOf } from '../../core/identity/pseudonym.ts';
import { hashPin, pinProblem } from '../../core/staff/pin-hash.ts';
import { defineCommand, type RequestOutcome } from '../command.ts';
import { dataFolderVariable } from '../devices/configured-devices.ts';
import type { Options } from '../options.ts';
import { lookAtDatabase, workOnDatabase } from '../queue/kiosk-database.ts';
import { platformTimeOf } from '../queue/read-queue.ts';
import type { Surroundings } from '../surroundings.ts';
import { staffQuestions } from '../words/staff-words.ts';
import { inBoth } from '../words/words.ts';
import { type StaffResult, staffReport } from './staff-report.ts';

export type StaffAction =
  | { readonly action: 'list' }
  | { readonly action: 'add'; readonly label: string; readonly role: StaffRole }
  | { readonly action: 'change-pin' | 'disable'; readonly label: string };

interface StaffRequest {
  readonly dataFolder: string;
  readonly what: StaffAction;
}

type ActionOutcome =
  | { readonly ok: true; readonly what: StaffAction }
  | Extract<RequestOutcome<never>, { ok: false }>;

const technician: AuditActor = { kind: 'technician', pseudonym: null };

const refuse = (problem: string): ActionOutcome => ({ ok: false, problem });

/** Reads what is asked: `[list | add LABEL [--role ROLE] | change-pin LABEL | disable LABEL]`. */
export const readStaffAction = (
  [action = 'list', label]: readonly string[],
  { role }: Pick<Options, 'role'>,
): ActionOutcome => {
  if (action === 'list') {
    return label === undefined
      ? { ok: true, what: { action } }
      : refuse(`"${label}" is one argument too many`);
  }
  if (action !== 'add' && action !== 'change-pin' && action !== 'disable') {
    return refuse(`there is no "${action}"; there are list, add, change-pin, disable`);
  }
  if (label === undefined) return refuse('LABEL is missing: the staff number');
  if (!staffLabelPattern.test(label)) {
    return refuse(
      `"${label}" is no label: 2 to 20 capital letters, digits and hyphens, e.g. W-003; no names`,
    );
  }
  if (action === 'add') return { ok: true, what: { action, label, role: role ?? 'staff' } };
  return role === undefined
    ? { ok: true, what: { action, label } }
    : refuse(`--role has no meaning with ${action}`);
};

/** Asks for a PIN twice. */
const choosePin = async (
  ask: Surroundings['ask'],
): Promise<{ readonly pinHash: string } | Extract<StaffResult, { outcome: string }>> => {
  const pin = await ask(inBoth(staffQuestions.pin), { hidden: true });
  if (pin === null) return { outcome: 'interrupted' };
  const problem = pinProblem(pin);
  if (problem) return { outcome: problem };
  const again = await ask(inBoth(staffQuestions.again), { hidden: true });
  if (again === null) return { outcome: 'interrupted' };
  return pin === again ? { pinHash: await hashPin(pin) } : { outcome: 'pins-differ' };
};

type Changed =
  | { readonly ok: true; readonly revoked?: number }
  | Extract<ReturnType<StaffStore['add' | 'disable']>, { ok: false }>;

const memberOf = (members: readonly StaffMember[], label: string): StaffMember | undefined =>
  members.find((member) => member.label === label);

const change = async (
  {
    dataFolder,
    what,
  }: { readonly dataFolder: string; readonly what: Exclude<StaffAction, { action: 'list' }> },
  { clock, ask }: Pick<Surroundings, 'clock' | 'ask'>,
): Promise<StaffResult> => {
  const looked = lookAtDatabase(dataFolder, (unit) => ({
    members: unit.staff.list(),
    now: platformTimeOf(unit, clock).now,
  }));
  if (!looked.ok) return { outcome: looked.reason, detail: looked.detail };
  const { members, now } = looked.value;
  const salt = keptPseudonymSalt(dataFolder);
  if (salt === null) return { outcome: 'salt-unreadable' };

  const member = memberOf(members, what.label);
  let pseudonym = member?.pseudonym;
  if (what.action === 'add') {
    const idNumber = (await ask(inBoth(staffQuestions.identityNumber), { hidden: true }))
      ?.trim()
      .toUpperCase();
    if (idNumber === undefined) return { outcome: 'interrupted' };
    if (!isCitizenNumber(idNumber)) return { outcome: 'no-identity-number' };
    pseudonym = pseudonymOf(salt, idNumber);
  }
  if (pseudonym === undefined) return { outcome: 'not-there' };
  const chosen = what.action === 'disable' ? { pinHash: '' } : await choosePin(ask);
  if (!('pinHash' in chosen)) return chosen;

  const holder = pseudonym;
  const { pinHash } = chosen;
  const done = workOnDatabase(dataFolder, now, (database) =>
    database.transaction(({ staff, audit }) => {
      const { label } = what;
      const changed: Changed =
        what.action === 'add'
          ? staff.add({ pseudonym: holder, label, role: what.role, pinHash })
          : what.action === 'change-pin'
            ? staff.changePin({ pseudonym: holder, pinHash })
            : staff.disable(holder);
      if (!changed.ok) return changed;
      const details = {
        ...(what.action === 'add' ? { role: what.role } : {}),
        ...(changed.revoked === undefined ? {} : { revoked: changed.revoked }),
      };
      audit.append({ actor: technician, action: `staff.${what.action}`, subject: label, details });
      return changed;
    }),
  );
  if (!done.ok) {
    if (done.reason === 'already-there' || done.reason === 'not-there') return { outcome: done.reason };
    const reason = done.reason === 'locked-by-another-process' ? 'kiosk-running' : done.reason;
    return { outcome: reason, ...('detail' in done ? { detail: done.detail } : {}) };
  }
  const outcomes = { add: 'added', 'change-pin': 'pin-changed', disable: 'disabled' } as const;
  return { outcome: outcomes[what.action], label: what.label };
};

const list = (dataFolder: string): StaffResult => {
  const looked = lookAtDatabase(dataFolder, ({ staff }) => staff.list());
  return looked.ok
    ? { outcome: 'listed', members: looked.value }
    : { outcome: looked.reason, detail: looked.detail };
};

/** `staff`: who works at this station, with own ID card and PIN. */
export const staffCommand = defineCommand<StaffRequest, StaffResult>({
  name: 'staff',
  standsAlone: true,
  synopsis: '[list | add LABEL [--role ROLE] | change-pin LABEL | disable LABEL]',
  summary: 'who works at this station and may vouch for residents: own ID card and a PIN',
  details: [
    `The kiosk is the one whose data folder ${dataFolderVariable} names.`,
    'list, which need not be said, works while the kiosk runs. The others need it stopped, and the account of the kiosk.',
    'add asks for the number of the ID card and a PIN of six digits, on the terminal without echo, or from a pipe a line each.',
    'Kept are a pseudonym of the card, the label and a hash of the PIN (Argon2id); no name, no number. There is no default PIN.',
  ],
  accepts: ['role'],
  positionals: [],
  optionalPositionals: ['ACTION', 'LABEL'],
  request: (options, positionals, _configured, _kiosk, dataFolder) => {
    const read = readStaffAction(positionals, options);
    if (!read.ok) return read;
    if (dataFolder === null) {
      return { ok: false, problem: `which kiosk? Give its data folder in ${dataFolderVariable}` };
    }
    return { ok: true, request: { dataFolder, what: read.what } };
  },
  run: async ({ dataFolder, what }, surroundings) =>
    what.action === 'list' ? list(dataFolder) : change({ dataFolder, what }, surroundings),
  report: staffReport,
});
