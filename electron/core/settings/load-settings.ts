import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { type Settings, settingsSchema } from './settings-schema.ts';

export const settingsFileName = 'settings.json';

export type LoadSettingsOutcome =
  | { readonly ok: true; readonly settings: Settings }
  | {
      readonly ok: false;
      /** `settings-missing`: there is no file. */
      readonly reason: 'settings-invalid' | 'settings-missing';
      /** Sentences for the log and the screen, one a field, naming the field and what it allows. */
      readonly problems: readonly string[];
    };

const fieldName = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? 'settings' : path.map(String).join('.');

/** One sentence for one schema issue: the field, what is wrong with it, and what is allowed. */
const describe = (issue: z.core.$ZodIssue): string[] => {
  const field = fieldName(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const parent = issue.path.length === 0 ? '' : `${field}.`;
      const allowed = allowedKeys(issue.path);
      return issue.keys.map((key) => `${parent}${key}: unknown field; allowed here: ${allowed.join(', ')}`);
    }
    case 'invalid_value':
      return [`${field}: allowed values: ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`];
    case 'invalid_union': {
      const values = issue.errors
        .flat()
        .flatMap((inner) => (inner.code === 'invalid_value' ? inner.values : []));
      return [
        values.length > 0
          ? `${field}: allowed values: ${values.map((value) => JSON.stringify(value)).join(', ')}`
          : `${field}: ${issue.message}`,
      ];
    }
    case 'invalid_type':
      // What is not there at all has no type to be wrong.
      return [`${field}: ${issue.message.endsWith('received undefined') ? 'is missing' : issue.message}`];
    default:
      return [`${field}: ${issue.message}`];
  }
};

/** Names that the schema allows at `path`; follows objects through defaults. */
const allowedKeys = (path: readonly PropertyKey[]): string[] => {
  let schema: unknown = settingsSchema;
  const shapeOf = (value: unknown): Record<string, unknown> | undefined => {
    if (typeof value !== 'object' || value === null) return undefined;
    if ('shape' in value) return value.shape as Record<string, unknown>;
    if ('unwrap' in value && typeof value.unwrap === 'function') return shapeOf(value.unwrap());
    return undefined;
  };
  for (const key of path) schema = shapeOf(schema)?.[String(key)];
  return Object.keys(shapeOf(schema) ?? {});
};

/** Checks the text of a settings file. */
export const parseSettings = (text: string): LoadSettingsOutcome => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      reason: 'settings-invalid',
      problems: [`${settingsFileName}: not JSON: ${String(error)}`],
    };
  }
  const parsed = settingsSchema.safeParse(value);
  if (parsed.success) return { ok: true, settings: parsed.data };
  return { ok: false, reason: 'settings-invalid', problems: parsed.error.issues.flatMap(describe) };
};

/** Reads `settings.json` of a data folder. A file that is missing or unreadable is reported like one that is wrong. */
export const loadSettings = (dataFolder: string): LoadSettingsOutcome => {
  const file = join(dataFolder, settingsFileName);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return {
      ok: false,
      reason: code === 'ENOENT' ? 'settings-missing' : 'settings-invalid',
      problems: [`${settingsFileName}: cannot be read (${code})`],
    };
  }
  return parseSettings(text);
};
