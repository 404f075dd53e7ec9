import type { ItemView } from '../../../electron/contract/items.ts';

/** How many were printed today where no more are to be had; null while there are. */
export const usedUpOf = (item: Pick<ItemView, 'printsLeft' | 'printsADay'>): number | null =>
  item.printsLeft > 0 ? null : item.printsADay;
