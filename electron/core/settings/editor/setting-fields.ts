import { z } from 'zod';
import type { SettingField, SettingKind } from '../../../contract/settings/settings-page.ts';
import { settingsSchema } from '../settings-schema.ts';

/** One leaf of the settings' schema. */
export interface SchemaField extends Omit<SettingField, 'value' | 'isSet' | 'path'> {
  readonly path: readonly string[];
}

/** As much of JSON Schema (draft 2020-12) as `z.toJSONSchema` makes of the settings. */
interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Several texts in one line. */
export const listSeparator = '; ';

/** Taken as one, and not by finger: keys and engines come with papers of their own. */
const asOne = ['platform.rootKey', 'identity.face'];

export const textOfValue = (value: unknown): string => {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map(String).join(listSeparator);
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const optionsOf = (schema: JsonSchema): readonly unknown[] | null => {
  if (schema.enum) return schema.enum;
  const consts = schema.anyOf?.map((each) => each.const);
  return consts?.every((each) => each !== undefined) ? consts : null;
};

const kindOf = (schema: JsonSchema, options: readonly unknown[] | null): SettingKind => {
  if (options !== null) return 'choice';
  if (schema.type === 'integer') return 'integer';
  if (schema.type === 'string') return 'text';
  return schema.type === 'array' && schema.items?.type === 'string' ? 'list' : 'fixed';
};

const leaf = (path: readonly string[], schema: JsonSchema, optional: boolean): SchemaField => {
  const fixed = asOne.includes(path.join('.'));
  const options = fixed ? null : optionsOf(schema);
  return {
    path,
    kind: fixed ? 'fixed' : kindOf(schema, options),
    optional,
    default: schema.default === undefined ? null : textOfValue(schema.default),
    minimum: schema.minimum ?? null,
    maximum: schema.maximum ?? null,
    options: (options ?? []).map(textOfValue),
  };
};

const walk = (path: readonly string[], schema: JsonSchema, optional: boolean): readonly SchemaField[] => {
  // A field that has one value only is no setting.
  if (schema.const !== undefined) return [];
  if (schema.properties === undefined || asOne.includes(path.join('.')))
    return [leaf(path, schema, optional)];
  return Object.entries(schema.properties).flatMap(([name, each]) =>
    walk([...path, name], each, optional || !(schema.required ?? []).includes(name)),
  );
};

let fields: readonly SchemaField[] | null = null;

/** Every field of the settings, in the order of the schema: kind, limits and choices are the schema's own. */
export const schemaFields = (): readonly SchemaField[] => {
  // Made for the first who edits settings.
  fields ??= walk(
    [],
    z.toJSONSchema(settingsSchema, { io: 'input', unrepresentable: 'any' }) as JsonSchema,
    false,
  );
  return fields;
};
