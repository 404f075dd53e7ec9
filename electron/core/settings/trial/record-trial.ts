import { z } from 'zod';
import type { KioskDatabase } from '../../../../db/connection.ts';
import type { ReadUnit, Unit } from '../../../../db/unit-of-work.ts';
import type { Log } from '../../log/core-log.ts';
import { endTrial, type SettingsTrial, trialEnds } from './settings-trial.ts';

/** What the last change of the settings has come to, for the technician's page. */
export const changeOutcomeSchema = z.strictObject({
  outcome: z.enum(['kept', 'fell-back']),
  end: z.enum(trialEnds).nullable(),
  at: z.number().int(),
  by: z.string().max(40),
  fields: z.array(z.string().max(80)).max(100),
});
export type ChangeOutcome = z.infer<typeof changeOutcomeSchema>;

/** Fields that are named on the page; a row of the database is short. */
const fieldsKept = 20;

/** Writes what became of new settings into the audit log, in the name of who changed them, and for their page. */
export const writeOutcome = (
  { stationState, audit }: Pick<Unit, 'stationState' | 'audit'>,
  trial: SettingsTrial,
  now: () => number,
): void => {
  const fellBack = trial.state === 'fell-back';
  const outcome: ChangeOutcome = {
    outcome: fellBack ? 'fell-back' : 'kept',
    end: trial.end,
    at: Math.round(now()),
    by: trial.label,
    fields: trial.fields.slice(0, fieldsKept),
  };
  stationState.keep({ name: 'settings', value: JSON.stringify(outcome) });
  audit.append({
    actor: { kind: 'kiosk', pseudonym: null },
    action: fellBack ? 'settings.fell-back' : 'settings.kept',
    subject: trial.label,
    ...(trial.end === null ? {} : { reason: trial.end }),
  });
};

/** The same, in a transaction of its own. False where it could not be written down. */
export const recordTrial = (
  database: Pick<KioskDatabase, 'transaction'>,
  trial: SettingsTrial,
  { now, log }: { readonly now: () => number; readonly log: Log },
): boolean => {
  const kept = database.transaction((unit) => {
    writeOutcome(unit, trial, now);
    if (trial.command !== undefined) endCommand(unit, trial.command, trial, now);
    return { ok: true };
  });
  if (!kept.ok) log.error('not-recorded', { action: 'settings', reason: kept.reason });
  return kept.ok;
};

/** What the centre is told of the command that changed them, with the next report. */
const endCommand = (
  { remoteCommands, audit }: Pick<Unit, 'remoteCommands' | 'audit'>,
  number: number,
  { state }: SettingsTrial,
  now: () => number,
): void => {
  const reason = state === 'fell-back' ? 'settings-fell-back' : null;
  const outcome = reason === null ? 'done' : 'refused';
  remoteCommands.end({ number, outcome, reason, endedAt: Math.round(now()) });
  audit.append({
    actor: { kind: 'platform', pseudonym: null },
    action: `remote-command.${outcome}`,
    subject: `command:${number}`,
    ...(reason === null ? {} : { reason }),
    details: { kind: 'update-settings' },
  });
};

/** Tells of a fall-back when there is a database to tell it to; the note goes when it is on record. */
export const recordFallBack = (
  dataFolder: string,
  database: Pick<KioskDatabase, 'transaction'>,
  trial: SettingsTrial,
  parts: { readonly now: () => number; readonly log: Log },
): void => {
  if (!recordTrial(database, trial, parts)) return;
  try {
    endTrial(dataFolder);
  } catch (error) {
    parts.log.error('settings-trial-not-recorded', { error: String(error) });
  }
};

/** What the last change came to; null before the first. */
export const lastChange = ({ stationState }: Pick<ReadUnit, 'stationState'>): ChangeOutcome | null => {
  const kept = stationState.find('settings');
  if (kept === undefined) return null;
  try {
    return changeOutcomeSchema.parse(JSON.parse(kept));
  } catch {
    return null;
  }
};
