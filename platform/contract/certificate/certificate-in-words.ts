import { z } from 'zod';
import type { CertificateClaims } from './claims.ts';

/**
 * What a certificate states, in the words of its paper: labels and headings of the template that its kind is printed
 * with, so that what was signed can be held beside what is printed.
 */
export const certificateInWordsSchema = z.strictObject({
  title: z.strictObject({ 'zh-CN': z.string(), en: z.string() }),
  facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  tables: z.array(
    z.strictObject({
      heading: z.string(),
      columns: z.array(z.string()),
      rows: z.array(z.array(z.string())),
    }),
  ),
});
export type CertificateInWords = z.infer<typeof certificateInWordsSchema>;

/** The part of a template that names things; what a template looks like as a whole is the kiosk's affair. */
const templateWordsSchema = z.object({
  kind: z.string(),
  title: z.object({ 'zh-CN': z.string(), en: z.string() }),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  tables: z.array(
    z.object({
      key: z.string(),
      heading: z.string(),
      columns: z.array(z.object({ label: z.string() })),
    }),
  ),
});

const placeholderPattern = /\{([^{}]*)\}/g;

/** Key of the fact that a placeholder names; undefined for any other. */
const factKeyOf = (placeholder: string): string | undefined => /^facts\.(\w+)$/.exec(placeholder)?.[1];

const ownValue = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** A label as it is read, without the space that sets it wide on paper. */
const plainLabel = (label: string): string => label.replaceAll('\u3000', '');

/**
 * @param template content of the template of this kind as the platform publishes it; anything else is passed over, and the
 *   claims' own keys stand in for words
 */
export const certificateInWords = (claims: CertificateClaims, template: unknown): CertificateInWords => {
  const parsed = templateWordsSchema.safeParse(template);
  const words = parsed.success && parsed.data.kind === claims.kind ? parsed.data : undefined;
  const told = new Set<string>();
  const facts: { label: string; value: string }[] = [];
  for (const { label, value } of words?.facts ?? []) {
    const placeholders = [...value.matchAll(placeholderPattern)].map(([, name = '']) => name);
    const keys = placeholders.map(factKeyOf).filter((key) => key !== undefined);
    // Rows of the holder are masked and shown apart, and what the claims lack stays unsaid.
    if (keys.length === 0 || keys.length < placeholders.length) continue;
    if (keys.some((key) => ownValue(claims.facts, key) === undefined)) continue;
    for (const key of keys) told.add(key);
    facts.push({
      label: plainLabel(label),
      value: value.replace(
        placeholderPattern,
        (_, name: string) => ownValue(claims.facts, factKeyOf(name) ?? '') ?? '',
      ),
    });
  }
  for (const [label, value] of Object.entries(claims.facts)) {
    if (!told.has(label)) facts.push({ label, value });
  }
  return {
    title: words?.title ?? { 'zh-CN': claims.kind, en: claims.kind },
    facts,
    tables: Object.entries(claims.tables).map(([key, rows]) => {
      const table = words?.tables.find((known) => known.key === key);
      return {
        heading: table?.heading ?? key,
        columns: table?.columns.map(({ label }) => label) ?? [],
        rows,
      };
    }),
  };
};
