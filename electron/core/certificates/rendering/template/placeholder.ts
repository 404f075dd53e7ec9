/** Values of a certificate that every template may name. The list is closed: a template cannot reach anything else. */
export const commonPlaceholders = [
  'holder.name',
  'holder.sex',
  'holder.sexEnglish',
  'holder.idNumber',
  'purpose',
  /** As the template has it in English; empty for a purpose that it does not know. */
  'purposeEnglish',
  'department.name',
  'station.name',
  'station.code',
  'certificateNumber',
  /** Date and time to the minute, and the date alone; Asia/Shanghai. */
  'issuedAt',
  'issuedDate',
  'expiresAt',
  'expiresDate',
  /** How the holder was identified, in words. */
  'assurance',
] as const;
export type CommonPlaceholder = (typeof commonPlaceholders)[number];

export type Placeholder =
  | { readonly kind: 'common'; readonly name: CommonPlaceholder }
  /** `{facts.scope}`: a fact of the claims. */
  | { readonly kind: 'fact'; readonly key: string }
  /** `{tables.properties.count}`: how many rows a table of the claims has. */
  | { readonly kind: 'rowCount'; readonly table: string };

/** A text of a template, taken apart: what is printed as it stands, and what is filled in. */
export type Pattern = readonly (string | Placeholder)[];

export type ParsePatternResult =
  | { readonly ok: true; readonly pattern: Pattern }
  | { readonly ok: false; readonly reason: 'unknown-placeholder' | 'stray-brace'; readonly detail: string };

const isCommon = (name: string): name is CommonPlaceholder =>
  (commonPlaceholders as readonly string[]).includes(name);

const parsePlaceholder = (name: string): Placeholder | undefined => {
  if (isCommon(name)) return { kind: 'common', name };
  const fact = /^facts\.([a-zA-Z][a-zA-Z0-9]{0,40})$/.exec(name)?.[1];
  if (fact !== undefined) return { kind: 'fact', key: fact };
  const table = /^tables\.([a-zA-Z][a-zA-Z0-9]{0,40})\.count$/.exec(name)?.[1];
  return table === undefined ? undefined : { kind: 'rowCount', table };
};

/** Takes a template's text apart. Braces only ever enclose a placeholder; there is no way to write one as such. */
export const parsePattern = (text: string): ParsePatternResult => {
  const pattern: (string | Placeholder)[] = [];
  for (const part of text.split(/(\{[^{}]*\})/)) {
    if (part === '') continue;
    if (part.startsWith('{') && part.endsWith('}')) {
      const placeholder = parsePlaceholder(part.slice(1, -1));
      if (!placeholder) return { ok: false, reason: 'unknown-placeholder', detail: part };
      pattern.push(placeholder);
    } else if (/[{}]/.test(part)) {
      return { ok: false, reason: 'stray-brace', detail: part };
    } else {
      pattern.push(part);
    }
  }
  return { ok: true, pattern };
};

export const isPlaceholder = (part: string | Placeholder): part is Placeholder => typeof part !== 'string';
