export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

const byUtf16CodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isArray = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

/**
 * One text for one value, whatever the order of its keys (RFC 8785, JSON Canonicalization Scheme): no white space,
 * keys sorted by UTF-16 code units, numbers and strings as ECMAScript writes them.
 *
 * @throws RangeError for a number that JSON does not have (NaN, ±Infinity), as RFC 8785 §3.2.2.3 demands.
 */
export const canonicalJson = (value: JsonValue): string => {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`JSON has no number ${value}`);
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .sort(([a], [b]) => byUtf16CodeUnits(a, b))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
};
