import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { type Pages, usePages } from './use-pages.ts';

export interface FittingPages<Item> extends Pages<Item> {
  /** For an element on the screen whose room the pages have to fit. */
  readonly room: RefObject<HTMLDivElement | null>;
}

/** Whether something that is touched lies in the upper half of a standing screen, although the resident sits. */
const isOutOfReach = (screen: Element): boolean =>
  screen.closest('[data-seated="true"]') !== null &&
  window.innerHeight > window.innerWidth &&
  [...screen.querySelectorAll('button')].some(
    (button) => button.getBoundingClientRect().top < window.innerHeight / 2,
  );

/**
 * Cuts a list into pages of at most `most`, and of fewer where the words on them need more room than the screen has: how long
 * names are, the catalogue decides; and for who sits, of as many as lie in the lower half of a standing screen. A page never
 * holds less than one.
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
    const screen = room.current?.closest('.screen');
    if (!screen || pages.shown.length <= 1) return;
    if (screen.scrollHeight > screen.clientHeight + 2 || isOutOfReach(screen)) {
      setFitted({ way, size: size - 1 });
    }
  });
  return { ...pages, room };
};
