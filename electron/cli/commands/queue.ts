import { defineCommand, type RequestOutcome } from '../command.ts';
import { dataFolderVariable } from '../devices/configured-devices.ts';
import type { Options } from '../options.ts';
import { changeDeadLetter, type DeadLetterChange } from '../../core/dead-letters/change-dead-letter.ts';
import { toDatabaseRefusal, lookAtDatabase, workOnDatabase } from '../queue/kiosk-database.ts';
import { parseQueueKey, type QueueKey } from '../../core/dead-letters/queue-key.ts';
import { platformTimeOf, readQueue } from '../queue/read-queue.ts';
import { settlementReasons } from '../../contract/staff/settlement-reasons.ts';
import type { Surroundings } from '../surroundings.ts';
import { type QueueResult, queueReport } from './queue-report.ts';

export type QueueAction =
  | { readonly action: 'list' }
  | { readonly action: 'change'; readonly key: QueueKey; readonly change: DeadLetterChange };

export interface QueueRequest {
  readonly dataFolder: string;
  readonly what: QueueAction;
}

type ActionOutcome =
  | { readonly ok: true; readonly what: QueueAction }
  | Extract<RequestOutcome<never>, { ok: false }>;

const refuse = (problem: string): ActionOutcome => ({ ok: false, problem });

const changeOf = (
  action: 'retry' | 'settle',
  { reason, by }: Pick<Options, 'reason' | 'by'>,
): DeadLetterChange | string => {
  const who = by === undefined ? {} : { by };
  if (action === 'retry')
    return reason === undefined ? { action, ...who } : '--reason has no meaning with retry';
  return reason === undefined
    ? `--reason is missing: give one of ${settlementReasons.join(', ')}`
    : { action, reason, ...who };
};

/** Reads what is asked of the queue: `[list | retry KEY | settle KEY --reason CODE] [--by NAME]`. */
export const readQueueAction = (
  [action = 'list', typed]: readonly string[],
  { reason, by }: Pick<Options, 'reason' | 'by'>,
): ActionOutcome => {
  switch (action) {
    case 'list':
      if (typed !== undefined) return refuse(`"${typed}" is one argument too many`);
      if (reason !== undefined) return refuse('--reason has no meaning with list');
      return by === undefined ? { ok: true, what: { action } } : refuse('--by has no meaning with list');
    case 'retry':
    case 'settle': {
      if (typed === undefined) return refuse('KEY is missing');
      const key = parseQueueKey(typed);
      if (key === null)
        return refuse(`"${typed}" is no receipt number and no key: "yizhan queue" lists them`);
      const change = changeOf(action, { ...(reason && { reason }), ...(by && { by }) });
      return typeof change === 'string'
        ? refuse(change)
        : { ok: true, what: { action: 'change', key, change } };
    }
    default:
      return refuse(`there is no "${action}"; there are list, retry, settle`);
  }
};

const requestFor = (
  options: Options,
  positionals: readonly string[],
  dataFolder: string | null,
): RequestOutcome<QueueRequest> => {
  const read = readQueueAction(positionals, options);
  if (!read.ok) return read;
  if (dataFolder === null) {
    return { ok: false, problem: `which kiosk? Give its data folder in ${dataFolderVariable}` };
  }
  return { ok: true, request: { dataFolder, what: read.what } };
};

const list = (dataFolder: string, clock: Surroundings['clock']): QueueResult => {
  const looked = lookAtDatabase(dataFolder, (unit) => readQueue(unit, clock));
  return looked.ok
    ? { outcome: 'listed', queue: looked.value }
    : { outcome: looked.reason, detail: looked.detail };
};

const change = (
  dataFolder: string,
  { key, change: asked }: Extract<QueueAction, { action: 'change' }>,
  clock: Surroundings['clock'],
): QueueResult => {
  const time = lookAtDatabase(dataFolder, (unit) => platformTimeOf(unit, clock));
  const done = workOnDatabase(dataFolder, time.ok ? time.value.now : () => clock.now(), (database) =>
    changeDeadLetter(database, key, asked),
  );
  if (done.ok) {
    const { message } = done;
    return asked.action === 'retry'
      ? { outcome: 'retried', message }
      : { outcome: 'settled', message, reason: asked.reason };
  }
  switch (done.reason) {
    case 'not-found':
      return { outcome: done.reason };
    case 'not-a-dead-letter':
      return { outcome: done.reason, message: done.message, state: done.state };
    case 'locked-by-another-process': {
      const { reason, detail } = toDatabaseRefusal({ reason: done.reason, detail: done.detail });
      return { outcome: reason, detail };
    }
    default:
      return { outcome: done.reason, detail: done.detail };
  }
};

/** `queue`: what waits for the platform, and what staff do about what it refuses. */
export const queueCommand = defineCommand<QueueRequest, QueueResult>({
  name: 'queue',
  standsAlone: true,
  synopsis: '[list | retry KEY [--by NAME] | settle KEY --reason CODE [--by NAME]]',
  summary: 'see what waits for the platform; send again or settle what it refused',
  details: [
    `The kiosk is the one whose data folder ${dataFolderVariable} names.`,
    'list, which need not be said, works while the kiosk runs and when it is stopped; it changes nothing.',
    'retry and settle need the kiosk stopped, and the account of the kiosk. KEY is a receipt number, or the key of a message.',
    'retry: for what was refused because of a fault at the platform, since mended, or of an older version of it.',
    '       A platform may give a message the same answer again; it is then back in the list.',
    'settle: for what will never be sent: the reason is kept with it and in the audit log.',
    'Names, numbers and answers of residents are sealed: nothing of them can be printed.',
  ],
  accepts: ['reason', 'by'],
  positionals: [],
  optionalPositionals: ['ACTION', 'KEY'],
  request: (options, positionals, _configured, _kiosk, dataFolder) =>
    requestFor(options, positionals, dataFolder),
  run: async ({ dataFolder, what }, { clock }) =>
    what.action === 'list' ? list(dataFolder, clock) : change(dataFolder, what, clock),
  report: queueReport,
});
