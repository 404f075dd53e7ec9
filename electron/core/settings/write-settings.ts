import { join } from 'node:path';
import { writeDurably } from '../../../db/backup/durable-files.ts';
import { type StorageFailure, toStorageFailure } from '../../../db/storage-failure.ts';
import { type LoadSettingsOutcome, parseSettings, settingsFileName } from './load-settings.ts';

export type WriteSettingsOutcome =
  | Extract<LoadSettingsOutcome, { ok: true }>
  | Extract<LoadSettingsOutcome, { ok: false }>
  | StorageFailure;

/** The text of a settings file, as it is written. */
export const settingsText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Writes `settings.json` if the schema takes it: the file is the old one or the new one, whole, whatever happens meanwhile.
 * What the schema refuses leaves the file as it was.
 */
export const writeSettings = (dataFolder: string, value: unknown): WriteSettingsOutcome => {
  const text = settingsText(value);
  const parsed = parseSettings(text);
  if (!parsed.ok) return parsed;
  try {
    writeDurably(join(dataFolder, settingsFileName), text);
    return parsed;
  } catch (error) {
    return toStorageFailure(error, dataFolder);
  }
};
