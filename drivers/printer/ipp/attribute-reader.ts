import type { IppAttributes, IppMessage, IppValue } from './message.ts';

/**
 * Reads attributes by the type that is expected of them. A value of another type counts as absent: this is where
 * input from a printer becomes typed, and nothing behind it looks at raw values.
 */

/** All attributes of the groups with this tag; where a printer sends two, the first value of a name counts. */
export const attributesOf = (message: IppMessage, groupTag: number): IppAttributes => {
  const merged = new Map<string, readonly IppValue[]>();
  for (const group of message.groups) {
    if (group.tag === groupTag) {
      for (const [attributeName, values] of group.attributes) {
        if (!merged.has(attributeName)) {
          merged.set(attributeName, values);
        }
      }
    }
  }
  return merged;
};

const all = <Result>(
  attributes: IppAttributes,
  attributeName: string,
  pick: (value: IppValue) => Result | null,
): Result[] => (attributes.get(attributeName) ?? []).map(pick).filter((value) => value !== null);

const asText = (value: IppValue): string | null => {
  switch (value.type) {
    case 'text':
    case 'name':
    case 'keyword':
    case 'uri':
    case 'uriScheme':
    case 'charset':
    case 'naturalLanguage':
    case 'mimeMediaType':
      return value.value;
    case 'textWithLanguage':
    case 'nameWithLanguage':
      return value.value.text;
    default:
      return null;
  }
};

const asNumber = (value: IppValue): number | null =>
  value.type === 'integer' || value.type === 'enum' ? value.value : null;

/** Every string value: text, names (with or without a language), keywords, URIs. */
export const texts = (attributes: IppAttributes, attributeName: string): string[] =>
  all(attributes, attributeName, asText);

/** The first string value, or null. */
export const firstText = (attributes: IppAttributes, attributeName: string): string | null =>
  texts(attributes, attributeName)[0] ?? null;

/** Every integer or enum value. */
export const numbers = (attributes: IppAttributes, attributeName: string): number[] =>
  all(attributes, attributeName, asNumber);

/** The first integer or enum value, or null. */
export const firstNumber = (attributes: IppAttributes, attributeName: string): number | null =>
  numbers(attributes, attributeName)[0] ?? null;

/** The first boolean value, or null. */
export const firstBoolean = (attributes: IppAttributes, attributeName: string): boolean | null =>
  all(attributes, attributeName, (value) => (value.type === 'boolean' ? value.value : null))[0] ?? null;

/** The first range, or null; a single integer is a range of one. */
export const firstRange = (
  attributes: IppAttributes,
  attributeName: string,
): { lower: number; upper: number } | null =>
  all(attributes, attributeName, (value) => {
    const single = asNumber(value);
    return value.type === 'rangeOfInteger'
      ? value.value
      : single === null
        ? null
        : { lower: single, upper: single };
  })[0] ?? null;

/** Every octetString value as ASCII text, the form of printer-supply and printer-input-tray (PWG 5100.13). */
export const octetStrings = (attributes: IppAttributes, attributeName: string): string[] =>
  all(attributes, attributeName, (value) =>
    value.type === 'octetString' ? Buffer.from(value.value).toString('latin1') : null,
  );
