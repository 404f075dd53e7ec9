import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { type Pages, usePages } from './use-pages.ts';

export interface FittingPages<Item> extends Pages<Item> {
  /** For the element of class `screen` whose room the pages have to fit. */
  readonly room: RefObject<HTMLDivElement | null>;
}

/**
 * Cuts a list into pages of at most `most`, and of fewer where the words on them need more room than the screen has: how long
 * names are, the catalogue decides. A page never holds less than one.
 *
 * @param shownAs tells one way of showing the list from another (language, size of letters): each begins with `most` again
 */
export const useFittingPages = <Item>(
  items: readonly Item[],
  most: number,
  shownAs: string,
): FittingPages<Item> => {
  const room = useRef<HTMLDivElement>(null);
  const way = `${shownAs} ${most} ${items.length}`;
  const [fitted, setFitted] = useState({ way, size: most });
  const size = fitted.way === way ? fitted.size : most;
  const pages = usePages(items, size);
  useLayoutEffect(() => {
    const { current } = room;
    if (current === null || pages.shown.length <= 1) return;
    if (current.scrollHeight > current.clientHeight + 2) setFitted({ way, size: size - 1 });
  });
  return { ...pages, room };
};
