import type { AuditActor } from '../../../db/audit-log.ts';
import { defineCommand, type RequestOutcome } from '../command.ts';
import { dataFolderVariable } from '../devices/configured-devices.ts';
import type { Options } from '../options.ts';
import { lookAtDatabase, toDatabaseRefusal, workOnDatabase } from '../queue/kiosk-database.ts';
import { platformTimeOf } from '../queue/read-queue.ts';
import type { Surroundings } from '../surroundings.ts';
import { type RecoveryResult, recoveryReport } from './recovery-report.ts';

export type RecoveryAction =
  | { readonly action: 'show' }
  | { readonly action: 'seen'; readonly id: number; readonly by: string };

export interface RecoveryRequest {
  readonly dataFolder: string;
  readonly what: RecoveryAction;
}

const staff: AuditActor = { kind: 'staff', pseudonym: null };

type ActionOutcome =
  | { readonly ok: true; readonly what: RecoveryAction }
  | Extract<RequestOutcome<never>, { ok: false }>;

const refuse = (problem: string): ActionOutcome => ({ ok: false, problem });

/** Reads what is asked: `[show | seen ID --by NAME]`. */
export const readRecoveryAction = (
  [action = 'show', typed]: readonly string[],
  { by }: Pick<Options, 'by'>,
): ActionOutcome => {
  switch (action) {
    case 'show':
      if (typed !== undefined) return refuse(`"${typed}" is one argument too many`);
      return by === undefined ? { ok: true, what: { action } } : refuse('--by has no meaning with show');
    case 'seen':
      if (typed === undefined) return refuse('ID is missing');
      if (!/^[1-9]\d{0,8}$/.test(typed)) {
        return refuse(`"${typed}" is no number of a recovery: "yizhan recovery" lists them`);
      }
      return by === undefined
        ? refuse('--by is missing: who has read the report?')
        : { ok: true, what: { action, id: Number(typed), by } };
    default:
      return refuse(`there is no "${action}"; there are show, seen`);
  }
};

const show = (dataFolder: string): RecoveryResult => {
  const looked = lookAtDatabase(dataFolder, ({ recoveries }) => recoveries.unseen());
  return looked.ok
    ? { outcome: 'listed', recoveries: looked.value }
    : { outcome: looked.reason, detail: looked.detail };
};

/** Records it with its audit entry in one durable transaction. */
const markSeen = (
  dataFolder: string,
  { id, by }: Extract<RecoveryAction, { action: 'seen' }>,
  clock: Surroundings['clock'],
): RecoveryResult => {
  const time = lookAtDatabase(dataFolder, (unit) => platformTimeOf(unit, clock));
  const done = workOnDatabase(dataFolder, time.ok ? time.value.now : () => clock.now(), (database) =>
    database.transaction(({ recoveries, audit }) => {
      const marked = recoveries.markSeen(id);
      if (!marked.ok) return marked;
      audit.append({
        actor: staff,
        action: 'database.recovery-seen',
        subject: String(id),
        details: { by },
      });
      return { ok: true };
    }),
  );
  if (done.ok) return { outcome: 'seen', id };
  switch (done.reason) {
    case 'not-unseen':
      return { outcome: done.reason };
    case 'locked-by-another-process': {
      const { reason, detail } = toDatabaseRefusal({ reason: done.reason, detail: done.detail });
      return { outcome: reason, detail };
    }
    default:
      return { outcome: done.reason, detail: done.detail };
  }
};

/** `recovery`: what was and was not recovered of a damaged database, and that somebody of the staff has read it. */
export const recoveryCommand = defineCommand<RecoveryRequest, RecoveryResult>({
  name: 'recovery',
  standsAlone: true,
  synopsis: '[show | seen ID --by NAME]',
  summary: 'read what was recovered of a damaged database; say that it was read',
  details: [
    `The kiosk is the one whose data folder ${dataFolderVariable} names.`,
    'show, which need not be said, works while the kiosk runs and when it is stopped; it changes nothing.',
    'seen needs the kiosk stopped, and the account of the kiosk. It is kept with the name in the audit log.',
    'A report names counts, files, receipt and certificate numbers, nothing of any resident.',
  ],
  accepts: ['by'],
  positionals: [],
  optionalPositionals: ['ACTION', 'ID'],
  request: (options, positionals, _configured, _kiosk, dataFolder) => {
    const read = readRecoveryAction(positionals, options);
    if (!read.ok) return read;
    if (dataFolder === null) {
      return { ok: false, problem: `which kiosk? Give its data folder in ${dataFolderVariable}` };
    }
    return { ok: true, request: { dataFolder, what: read.what } };
  },
  run: async ({ dataFolder, what }, { clock }) =>
    what.action === 'show' ? show(dataFolder) : markSeen(dataFolder, what, clock),
  report: recoveryReport,
});
