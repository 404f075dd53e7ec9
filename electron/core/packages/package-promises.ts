import type { Delivery, PromisedMaterial, Receipt } from '../session/filing-types.ts';

/** What was promised for a package, each once; not for items that the platform did not take. */
export const promisesOfTaken = (
  { parts }: Pick<Receipt, 'parts'>,
  deliveryOf: (key: string) => Delivery,
): readonly PromisedMaterial[] => {
  const promises = new Map<string, PromisedMaterial>();
  for (const part of parts ?? []) {
    if (deliveryOf(part.key) === 'refused') continue;
    for (const promise of part.promises) {
      const { name, dueOn } = promise;
      promises.set(`${name['zh-CN']} ${dueOn}`, promise);
    }
  }
  return [...promises.values()];
};
