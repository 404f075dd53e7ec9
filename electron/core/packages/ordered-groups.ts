import type { Part } from '../../../platform/contract/packages/joint-form.ts';

/**
 * Parts that depend on each other, directly or by others between them, go out one after the other; what nothing connects
 * waits for nothing.
 *
 * @param parts each after those that it depends on
 * @returns for each item the code of the first of its group
 */
export const orderedGroups = (
  parts: readonly Pick<Part, 'item' | 'dependsOn'>[],
): ReadonlyMap<string, string> => {
  const first = new Map<string, string>();
  const position = new Map(parts.map(({ item }, index) => [item.code, index]));
  const placeOf = (code: string): number => position.get(code) ?? parts.length;
  for (const { item, dependsOn } of parts) {
    const joined = new Set(dependsOn.map((code) => first.get(code)).filter((code) => code !== undefined));
    const [lead = item.code] = [...joined].toSorted((one, other) => placeOf(one) - placeOf(other));
    for (const [code, group] of first) if (joined.has(group)) first.set(code, lead);
    first.set(item.code, lead);
  }
  return first;
};
