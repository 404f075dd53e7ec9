import type { ItemView } from '../../../electron/contract/items.ts';

/** The purposes that every one of the certificates may be for, in the order and words of the first. */
export const commonPurposes = (items: readonly ItemView[]): ItemView['purposes'] => {
  const [first, ...others] = items;
  return (first?.purposes ?? []).filter(({ code }) =>
    others.every(({ purposes }) => purposes.some((purpose) => purpose.code === code)),
  );
};
