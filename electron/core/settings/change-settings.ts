import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceRole } from '../../../drivers/device/device-status.ts';
import type { SettingsChanges } from '../../../platform/contract/remote-settings.ts';
import { parseSettings, settingsFileName } from './load-settings.ts';
import { beginTrial } from './trial/settings-trial.ts';

export type ChangeSettingsOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: 'settings-invalid' | 'settings-not-written' | 'settings-on-trial';
      /** Sentences for the log, one a field. */
      readonly problems: readonly string[];
    };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `settings` with `value` at `path`; what lies on the way and is not there is made. */
const withValue = (settings: unknown, [field, ...rest]: readonly string[], value: unknown): unknown =>
  field === undefined
    ? value
    : {
        ...(isObject(settings) ? settings : {}),
        [field]: withValue(isObject(settings) ? settings[field] : undefined, rest, value),
      };

/**
 * The text of a settings file with these changes; refused as a whole where the schema refuses anything in it. The same
 * changes twice are the same as once.
 */
export const changedSettings = (
  text: string,
  changes: SettingsChanges,
): { readonly ok: true; readonly text: string } | Extract<ChangeSettingsOutcome, { ok: false }> => {
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'settings-invalid', problems: [`${settingsFileName}: not JSON`] };
  }
  for (const [path, value] of Object.entries(changes)) settings = withValue(settings, path.split('.'), value);
  const changed = `${JSON.stringify(settings, null, 2)}\n`;
  const parsed = parseSettings(changed);
  return parsed.ok
    ? { ok: true, text: changed }
    : { ok: false, reason: 'settings-invalid', problems: parsed.problems };
};

/**
 * Puts changes of the centre in place, on trial (trial/settings-trial.ts): a kiosk that does not come into service with them
 * takes them back. A power cut leaves the old file or the new one.
 *
 * @param working devices that work now
 * @param now milliseconds since the Unix epoch
 */
export const changeSettings = (
  dataFolder: string,
  {
    command,
    changes,
    working,
    now,
  }: {
    readonly command: number;
    readonly changes: SettingsChanges;
    readonly working: readonly DeviceRole[];
    readonly now: number;
  },
): ChangeSettingsOutcome => {
  const file = join(dataFolder, settingsFileName);
  const notWritten = (code: string): ChangeSettingsOutcome => ({
    ok: false,
    reason: 'settings-not-written',
    problems: [`${settingsFileName}: ${code}`],
  });
  try {
    const changed = changedSettings(readFileSync(file, 'utf8'), changes);
    if (!changed.ok) return changed;
    const begun = beginTrial(dataFolder, JSON.parse(changed.text), {
      begunAt: Math.round(now),
      label: `command:${command}`,
      pseudonym: null,
      technician: false,
      command,
      fields: Object.keys(changes),
      working: [...working],
    });
    if (begun.ok) return { ok: true };
    return begun.reason === 'settings-on-trial'
      ? { ok: false, reason: begun.reason, problems: [`${settingsFileName}: a change is on trial`] }
      : notWritten(begun.reason);
  } catch (error) {
    return notWritten(error instanceof Error && 'code' in error ? String(error.code) : 'unreadable');
  }
};
