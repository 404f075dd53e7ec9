import { parseSettings } from '../load-settings.ts';
import { listSeparator, type SchemaField, schemaFields, textOfValue } from './setting-fields.ts';

/** Changes that are not in place yet: by path, the new text; null: the field is left out. */
export type SettingsDraft = ReadonlyMap<string, string | null>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const pathOf = ({ path }: SchemaField): string => path.join('.');

export const fieldAt = (path: string): SchemaField | undefined =>
  schemaFields().find((field) => pathOf(field) === path);

/** The value of a path in the file; undefined where it is left out. */
export const valueAt = (file: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), file);

/** What a text stands for; undefined where it can be no value of the kind. */
const valueOfText = ({ kind, options }: SchemaField, text: string): unknown => {
  switch (kind) {
    case 'integer':
      return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
    case 'choice':
      if (!options.includes(text)) return undefined;
      return /^\d+$/.test(text) ? Number(text) : text;
    case 'list':
      return text
        .split(listSeparator.trim())
        .map((each) => each.trim())
        .filter((each) => each !== '');
    case 'text':
      return text;
    case 'fixed':
      return undefined;
  }
};

/** A copy with the value at a path; an object that comes to be empty goes with its last field. */
const withValue = (file: unknown, path: readonly string[], value: unknown): unknown => {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const object = isObject(file) ? file : {};
  const inner = withValue(object[name], rest, value);
  const isGone = inner === undefined || (isObject(inner) && Object.keys(inner).length === 0);
  const others = Object.entries(object).filter(([key]) => key !== name);
  // At its place, so that whoever compares two files sees the one line.
  return isGone ? Object.fromEntries(others) : { ...object, [name]: inner };
};

/** The file with the changes. A text that is no value of its kind is put in as it is: the schema says what is wrong with it. */
export const withDraft = (file: unknown, draft: SettingsDraft): unknown => {
  let next = file;
  for (const [path, text] of draft) {
    const field = fieldAt(path);
    if (field === undefined) continue;
    next = withValue(next, field.path, text === null ? undefined : (valueOfText(field, text) ?? text));
  }
  return next;
};

/** What stands against the file with the changes; nothing where it could be put in place. */
export const problemsOf = (file: unknown, draft: SettingsDraft): readonly string[] => {
  const parsed = parseSettings(JSON.stringify(withDraft(file, draft)));
  return parsed.ok ? [] : parsed.problems;
};

/** What changes: only what comes to be another value than it was. */
export const changesOf = (
  file: unknown,
  draft: SettingsDraft,
): { readonly path: string; readonly before: string; readonly after: string }[] =>
  [...draft].flatMap(([path, text]) => {
    const field = fieldAt(path);
    if (field === undefined) return [];
    const before = textOfValue(valueAt(file, field.path)) || (field.default ?? '');
    const after = text ?? field.default ?? '';
    return before === after ? [] : [{ path, before: before.slice(0, 600), after: after.slice(0, 600) }];
  });
