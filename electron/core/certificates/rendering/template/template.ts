import { z } from 'zod';
import { isPlaceholder, type Pattern, type Placeholder, parsePattern } from './placeholder.ts';

/**
 * What a kind of certificate looks like, as data: texts with placeholders, in Chinese and beneath in English, rows, columns,
 * the seal. A template cannot
 * compute, loop or branch; every list and text is bounded, so the worst a broken one can do is to be refused.
 */

/** No control, format, private-use or unassigned characters. */
const unprintable = /\p{C}/u;

const plainText = (maximum: number) =>
  z
    .string()
    .min(1)
    .max(maximum)
    .refine((value) => !unprintable.test(value), 'contains characters that cannot be printed');

const literalText = (maximum: number) =>
  plainText(maximum).refine((value) => !/[{}]/.test(value), 'takes no placeholders');

/** A text with placeholders such as `{holder.name}`, `{facts.scope}`, `{tables.properties.count}`. */
const pattern = (maximum: number) =>
  plainText(maximum).transform((value, context): Pattern => {
    const parsed = parsePattern(value);
    if (parsed.ok) return parsed.pattern;
    context.addIssue({ code: 'custom', message: `${parsed.reason}: ${parsed.detail}` });
    return z.NEVER;
  });

const key = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,40}$/);

const factRow = z.strictObject({
  label: literalText(12),
  value: pattern(120),
  /** Two rows of half width that follow each other stand side by side. */
  width: z.enum(['full', 'half']).default('full'),
  /** Small beneath the Chinese; a value that says the same to everybody has none. */
  english: z.strictObject({ label: literalText(40), value: pattern(120).optional() }).optional(),
  /** The answer that the reader is looking for: larger and bold. */
  emphasis: z.boolean().default(false),
});

const isDepartmentName = (placeholder: Placeholder): boolean =>
  placeholder.kind === 'common' && placeholder.name === 'department.name';

const wholeWidth = 100;
const mostPurposes = 40;

const tableSchema = z.strictObject({
  key,
  heading: literalText(30),
  englishHeading: literalText(80).optional(),
  columns: z
    .array(
      z.strictObject({
        label: literalText(16),
        englishLabel: literalText(40).optional(),
        /** Share of the table's width, per cent. */
        width: z.int().min(6).max(wholeWidth),
        align: z.enum(['start', 'center', 'end']).default('start'),
      }),
    )
    .min(1)
    .max(12)
    .refine(
      (columns) => columns.reduce((sum, column) => sum + column.width, 0) === wholeWidth,
      'the widths of the columns have to add up to 100',
    ),
  /** Printed in place of the rows when there are none. */
  emptyText: literalText(60),
  englishEmptyText: literalText(120).optional(),
});

/** The longer texts in English, beneath those in Chinese. Values of the claims stand there as the department wrote them. */
const englishTexts = z.strictObject({
  statement: pattern(600),
  closing: pattern(300),
  /** How to check the certificate. */
  verification: literalText(160),
  /** Purposes, by their Chinese name as the claims have it. */
  purposes: z
    .record(literalText(60), literalText(80))
    .refine((purposes) => Object.keys(purposes).length <= mostPurposes, 'names too many purposes'),
});

const templateShape = z.strictObject({
  format: z.literal(1),
  /** Kind of certificate that it renders, as in the claims. */
  kind: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  /** Version of this template; goes into the document's metadata. */
  version: z.string().regex(/^[0-9A-Za-z.-]{1,20}$/),
  title: z.strictObject({ 'zh-CN': literalText(26), en: literalText(80) }),
  /** Above the title. */
  departmentLine: pattern(60),
  /** Beneath the rule, left and right. */
  numberLine: pattern(60),
  validUntilLine: pattern(60),
  /** Keys of the claims' facts that it names. A claim without one of them is refused, and so is a key not listed here. */
  factKeys: z.array(key).max(24),
  statement: pattern(400),
  facts: z.array(factRow).min(1).max(16),
  tables: z.array(tableSchema).max(3),
  closing: pattern(200),
  signatory: pattern(60),
  signatureDate: pattern(40),
  seal: z.strictObject({
    /** Along the upper arc. A seal is the department's, so of placeholders it takes the department's name alone. */
    ring: pattern(60).refine(
      (parts) => parts.every((part) => !isPlaceholder(part) || isDepartmentName(part)),
      'takes no placeholder but {department.name}',
    ),
    /** Beneath the star. */
    line: literalText(10),
    /** Along the lower arc: the number under which the seal is registered. */
    code: z.string().regex(/^[0-9A-Z]{6,20}$/),
  }),
  /** Beside the QR code: how to check the certificate. */
  verification: z.strictObject({ heading: literalText(20), text: literalText(80) }),
  footer: z.array(pattern(240)).min(1).max(3),
  english: englishTexts.optional(),
  /** Pale lines across the page. */
  watermark: z.array(pattern(40)).min(1).max(2),
});

/** Every text with placeholders, with its path. */
function* patternsOf(value: unknown, path: readonly (string | number)[]): Generator<[typeof path, Pattern]> {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    const isPattern = value.some((part) => typeof part === 'string' || (part as Partial<Placeholder>).kind);
    if (isPattern) yield [path, value as Pattern];
    else for (const [index, item] of value.entries()) yield* patternsOf(item, [...path, index]);
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    if (name !== 'factKeys') yield* patternsOf(item, [...path, name]);
  }
}

export const certificateTemplateSchema = templateShape.superRefine((template, context) => {
  const tableKeys = template.tables.map((table) => table.key);
  for (const [name, keys] of [
    ['factKeys', template.factKeys],
    ['tables', tableKeys],
  ] as const) {
    if (new Set(keys).size !== keys.length) {
      context.addIssue({ code: 'custom', path: [name], message: 'a key is named twice' });
    }
  }
  for (const [path, parts] of patternsOf(template, [])) {
    for (const part of parts.filter(isPlaceholder)) {
      const unknown =
        (part.kind === 'fact' && !template.factKeys.includes(part.key) && `facts.${part.key}`) ||
        (part.kind === 'rowCount' && !tableKeys.includes(part.table) && `tables.${part.table}`);
      if (unknown) {
        context.addIssue({ code: 'custom', path: [...path], message: `unknown-placeholder: ${unknown}` });
      }
    }
  }
});
export type CertificateTemplate = z.infer<typeof certificateTemplateSchema>;
export type TemplateTable = CertificateTemplate['tables'][number];
