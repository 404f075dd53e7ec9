import { z } from 'zod';

/** The page on which a supervisor or a technician changes settings: fields of the schema, nothing of any resident. */

/** `fixed`: shown here, changed in the file by hand. `list`: several texts, separated by semicolons. */
export const settingKinds = ['integer', 'choice', 'text', 'list', 'fixed'] as const;
export type SettingKind = (typeof settingKinds)[number];

const text = z.string().max(600);

const field = z.strictObject({
  /** Names of the objects and the field, joined by dots. */
  path: z.string().max(80),
  kind: z.enum(settingKinds),
  /** As it is in the file or by default; empty where it is left out. */
  value: text,
  /** It stands in the file. */
  isSet: z.boolean(),
  /** It may be left out; what then counts, where the schema says so. */
  optional: z.boolean(),
  default: text.nullable(),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  /** What may be chosen; empty where anything of the kind goes. */
  options: z.array(z.string().max(40)),
});
export type SettingField = z.infer<typeof field>;

const change = z.strictObject({ path: z.string().max(80), before: text, after: text });

export const settingsPage = z.strictObject({
  name: z.literal('settings'),
  fields: z.array(field),
  /** What was changed and is not in place yet. */
  changes: z.array(change),
  /** Why it cannot be put in place as it is; sentences of the schema, for the technician. */
  problems: z.array(z.string().max(300)),
  last: z
    .strictObject({
      outcome: z.enum(['kept', 'fell-back']),
      end: z.enum(['ended-early', 'not-in-service', 'device-silent', 'interrupted']).nullable(),
      at: z.number().int(),
      by: z.string(),
      fields: z.array(z.string()),
    })
    .nullable(),
});
