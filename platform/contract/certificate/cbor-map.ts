import type { CborValue } from './deterministic-cbor.ts';

/** A decoded map with exactly the given integer keys, no more and no fewer; undefined for anything else. */
export const mapWithKeys = (
  value: CborValue | undefined,
  keys: Readonly<Record<string, number>>,
): ReadonlyMap<number | string, CborValue> | undefined => {
  const expected = Object.values(keys);
  return value instanceof Map && value.size === expected.length && expected.every((key) => value.has(key))
    ? value
    : undefined;
};
