import type { StaffMember } from '../../../db/stores/staff.ts';
import type { Report } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { StaffChangeDocument, StaffFailureDocument, StaffListDocument } from '../json-documents.ts';
import { columns } from '../text/columns.ts';
import { nobodyWorksHere, staffWords } from '../words/staff-words.ts';
import { inBoth } from '../words/words.ts';

type Failure = StaffFailureDocument['outcome'];

export type StaffResult =
  | { readonly outcome: 'listed'; readonly members: readonly StaffMember[] }
  | { readonly outcome: 'added' | 'pin-changed' | 'disabled'; readonly label: string }
  | { readonly outcome: Failure; readonly detail?: string };

const name = 'staff';

const exitCodeOf = (outcome: Failure): ExitCode => {
  switch (outcome) {
    case 'not-there':
      return exitCodes.notThere;
    case 'kiosk-running':
      return exitCodes.kioskRunning;
    case 'interrupted':
      return exitCodes.interrupted;
    case 'no-identity-number':
    case 'not-six-digits':
    case 'too-easy':
    case 'pins-differ':
    case 'already-there':
      return exitCodes.usage;
    default:
      return exitCodes.databaseRefused;
  }
};

const stateOf = ({ disabledAt, lockedUntil }: StaffMember): string => {
  if (disabledAt !== null) return 'disabled · 已停用';
  return lockedUntil === null
    ? 'active · 在用'
    : `locked until · 锁定至 ${new Date(lockedUntil).toISOString()}`;
};

/** How a result is told: labels, roles and times; no pseudonym, no hash. */
export const staffReport = (result: StaffResult): Report => {
  if (result.outcome === 'listed') {
    const { members } = result;
    return {
      exitCode: exitCodes.ok,
      text:
        members.length === 0
          ? [inBoth(nobodyWorksHere)]
          : columns(
              members.map((member) => [member.label, `${member.role}, ${stateOf(member)}`]),
              '',
            ),
      document: {
        command: name,
        ok: true,
        outcome: 'listed',
        members: members.map(({ label, role, addedAt, disabledAt, failures, lockedUntil }) => ({
          label,
          role,
          addedAt,
          disabledAt,
          failures,
          lockedUntil,
        })),
      } satisfies StaffListDocument,
    };
  }
  if ('label' in result) {
    const words = staffWords[result.outcome];
    return {
      exitCode: exitCodes.ok,
      text: [`${result.label}: ${inBoth(words)}`],
      document: {
        command: name,
        ok: true,
        outcome: result.outcome,
        words,
        label: result.label,
      } satisfies StaffChangeDocument,
    };
  }
  const { outcome, detail } = result;
  return {
    exitCode: exitCodeOf(outcome),
    text: [
      `${outcome}: ${inBoth(staffWords[outcome])}`,
      ...columns(detail === undefined ? [] : [['detail · 详情', detail]], '  '),
    ],
    document: {
      command: name,
      ok: false,
      outcome,
      words: staffWords[outcome],
      ...(detail === undefined ? {} : { detail }),
    } satisfies StaffFailureDocument,
  };
};
