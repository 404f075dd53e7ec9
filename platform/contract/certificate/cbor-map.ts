import type { CborValue } from './deterministic-cbor.ts';

type Keys = Readonly<Record<string, number>>;

/** A decoded map with all of the given integer keys and none beside but `optional` ones; undefined for anything else. */
export const mapWithKeys = (
  value: CborValue | undefined,
  keys: Keys,
  optional: Keys = {},
): ReadonlyMap<number | string, CborValue> | undefined => {
  const expected = Object.values(keys);
  const known: readonly (number | string)[] = [...expected, ...Object.values(optional)];
  return value instanceof Map &&
    expected.every((key) => value.has(key)) &&
    [...value.keys()].every((key) => known.includes(key))
    ? value
    : undefined;
};
