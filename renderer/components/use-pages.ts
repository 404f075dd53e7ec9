import { useState } from 'react';

export interface Pages<Item> {
  readonly shown: readonly Item[];
  /** From one. */
  readonly page: number;
  readonly pages: number;
  readonly turnTo: (page: number) => void;
}

/** Cuts a list into pages of at most `size`; `page` is the one that is looked at. */
export const usePages = <Item>(items: readonly Item[], size: number): Pages<Item> => {
  const [wanted, turnTo] = useState(1);
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = Math.min(wanted, pages);
  return { shown: items.slice((page - 1) * size, page * size), page, pages, turnTo };
};
