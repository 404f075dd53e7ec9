import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { removeDurably, writeDurably } from '../../../../db/backup/durable-files.ts';
import { type StorageFailure, toStorageFailure } from '../../../../db/storage-failure.ts';
import { deviceRoles } from '../../../../drivers/device/device-status.ts';
import { type LoadSettingsOutcome, parseSettings, settingsFileName } from '../load-settings.ts';
import { settingsText } from '../write-settings.ts';

/**
 * New settings are on trial until a kiosk that was started with them is in service and every device that worked before
 * works again. Three files of the data folder:
 *
 *   settings.json            what counts
 *   settings.previous.json   what counted before, while the other is on trial
 *   settings-trial.json      that there is a trial, and how far it has come
 *
 * `written`: the files are there, no core has started with them yet. `tried`: one has. A core that starts and finds `tried`
 * knows that the one before it, with these very settings, ended without ever being in service for long: crashed, hung and
 * was killed, or lost its power. It falls back. Each file is written whole or not at all, and in an order in which a cut
 * between any two leaves the old settings or the new ones.
 */
export const previousSettingsName = 'settings.previous.json';
export const trialFileName = 'settings-trial.json';

/** Why it fell back, or that the change was cut off before it counted. */
export const trialEnds = ['ended-early', 'not-in-service', 'device-silent', 'interrupted'] as const;
export type TrialEnd = (typeof trialEnds)[number];

const trialSchema = z.strictObject({
  schemaVersion: z.literal(1),
  state: z.enum(['written', 'tried', 'fell-back']),
  end: z.enum(trialEnds).nullable(),
  /** Epoch milliseconds. */
  begunAt: z.number().int(),
  /** Label and pseudonym of who changed them; `command:NUMBER` and null where the centre did. */
  label: z.string().max(40),
  pseudonym: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  technician: z.boolean(),
  /** Number of the centre’s command: what becomes of it is told the centre. */
  command: z.number().int().positive().optional(),
  fields: z.array(z.string().max(80)).max(100),
  /** Devices that worked with the settings before; one that is still configured has to work with these. */
  working: z.array(z.enum(deviceRoles)),
  /** SHA-256 of the new file. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SettingsTrial = z.infer<typeof trialSchema>;

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

/** The trial of a data folder; null where there is none, or its file is none. */
export const readTrial = (dataFolder: string): SettingsTrial | null => {
  const text = textOf(join(dataFolder, trialFileName));
  if (text === null) return null;
  try {
    return trialSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

const writeTrial = (dataFolder: string, trial: SettingsTrial): void =>
  writeDurably(join(dataFolder, trialFileName), `${JSON.stringify(trial)}\n`);

export type BeginTrialOutcome =
  | Extract<LoadSettingsOutcome, { ok: true }>
  | Extract<LoadSettingsOutcome, { ok: false }>
  | { readonly ok: false; readonly reason: 'settings-on-trial' }
  | StorageFailure;

/**
 * There is something to fall back to, or a fall-back that is not on record yet. Settings that never got their name are not
 * on trial: a note that was left behind by a full disk keeps nobody from trying again.
 */
const isUnderWay = (dataFolder: string): boolean => {
  const trial = readTrial(dataFolder);
  if (trial?.state !== 'written') return trial !== null;
  const now = textOf(join(dataFolder, settingsFileName));
  return now !== null && digestOf(now) === trial.digest;
};

/**
 * Puts new settings in place, on trial. What the schema refuses leaves everything as it was, and so does a trial that is
 * under way: a second one would write the unproven settings over those that there are to fall back to.
 */
export const beginTrial = (
  dataFolder: string,
  value: unknown,
  by: Pick<
    SettingsTrial,
    'label' | 'pseudonym' | 'technician' | 'fields' | 'working' | 'begunAt' | 'command'
  >,
): BeginTrialOutcome => {
  const text = settingsText(value);
  const parsed = parseSettings(text);
  if (!parsed.ok) return parsed;
  if (isUnderWay(dataFolder)) return { ok: false, reason: 'settings-on-trial' };
  try {
    const file = join(dataFolder, settingsFileName);
    writeDurably(join(dataFolder, previousSettingsName), readFileSync(file, 'utf8'));
    writeTrial(dataFolder, { schemaVersion: 1, state: 'written', end: null, digest: digestOf(text), ...by });
    writeDurably(file, text);
    return parsed;
  } catch (error) {
    return toStorageFailure(error, dataFolder);
  }
};

/**
 * Puts the settings before back, and notes why. Where they are not there any more the new ones stay: there is nothing else.
 * @throws the file system's error
 */
export const fallBack = (dataFolder: string, trial: SettingsTrial, end: TrialEnd): SettingsTrial => {
  const previous = textOf(join(dataFolder, previousSettingsName));
  if (previous !== null) writeDurably(join(dataFolder, settingsFileName), previous);
  const fallen = { ...trial, state: 'fell-back', end } as const;
  writeTrial(dataFolder, fallen);
  return fallen;
};

/**
 * The trial is over: the settings that are in place stay. The note goes first, so that a cut in between leaves a copy that
 * nobody asks for, never a trial of settings that have passed it.
 * @throws the file system's error
 */
export const endTrial = (dataFolder: string): void => {
  removeDurably(join(dataFolder, trialFileName));
  removeDurably(join(dataFolder, previousSettingsName));
};

/**
 * What a core does before it reads its settings, once in its life: begins a trial, or falls back from one whose core is gone.
 * Null where nothing is on trial.
 * @throws the file system's error
 */
export const openTrial = (dataFolder: string): SettingsTrial | null => {
  const trial = readTrial(dataFolder);
  switch (trial?.state) {
    case undefined:
      return null;
    case 'fell-back':
      return trial;
    case 'tried':
      return fallBack(dataFolder, trial, 'ended-early');
    case 'written': {
      const now = textOf(join(dataFolder, settingsFileName));
      // The power went before the new file had its name: the old one is in place.
      if (now === null || digestOf(now) !== trial.digest) return fallBack(dataFolder, trial, 'interrupted');
      const tried = { ...trial, state: 'tried' } as const;
      writeTrial(dataFolder, tried);
      return tried;
    }
  }
};
