import { type DrawOperation, placed } from './draw-operation.ts';
import type { FlowBlock } from './flow-block.ts';

/** Where running text may stand, in points from the top of the page. */
export interface TextArea {
  readonly firstTop: number;
  readonly nextTop: number;
  readonly bottom: number;
  readonly left: number;
}

export type PaginateResult =
  | { readonly ok: true; readonly pages: readonly (readonly DrawOperation[])[]; readonly end: number }
  | { readonly ok: false; readonly detail: string };

/** A certificate longer than this is a mistake upstream, and half an hour of somebody's paper. */
export const maximumPages = 20;

/** Chains of blocks that want to stay together. */
const chainsOf = (blocks: readonly FlowBlock[]): FlowBlock[][] => {
  const chains: FlowBlock[][] = [];
  let open = false;
  for (const block of blocks) {
    const last = chains.at(-1);
    if (open && last) last.push(block);
    else chains.push([block]);
    open = block.keepWithNext;
  }
  return chains;
};

const heightOf = (blocks: readonly FlowBlock[]): number =>
  blocks.reduce((height, block) => height + block.height, 0);

/**
 * Distributes blocks over pages: chains stay together, a table that runs on gets its head again. A chain higher than
 * a page is taken apart; a block higher than a page is refused. `end` says where the text ends on the last page.
 */
export const paginate = (blocks: readonly FlowBlock[], area: TextArea): PaginateResult => {
  const pages: DrawOperation[][] = [[]];
  let y = area.firstTop;
  let pageIsEmpty = true;

  const startPage = (): void => {
    pages.push([]);
    y = area.nextTop;
    pageIsEmpty = true;
  };
  const place = (block: FlowBlock): void => {
    const head = pageIsEmpty && pages.length > 1 ? block.repeatedHead : undefined;
    if (head) {
      pages.at(-1)?.push(...placed(head, area.left, y));
      y += head.height;
    }
    pages.at(-1)?.push(...placed(block, area.left, y));
    y += block.height;
    pageIsEmpty = false;
  };
  /** Height of blocks at the top of a page that follows. */
  const heightAtTop = (chain: readonly FlowBlock[]): number =>
    heightOf(chain) + (chain[0]?.repeatedHead?.height ?? 0);

  const pageHeight = area.bottom - area.nextTop;
  const units = chainsOf(blocks).flatMap((chain) =>
    heightAtTop(chain) > pageHeight ? chain.map((block) => [block]) : [chain],
  );
  for (const unit of units) {
    if (heightAtTop(unit) > pageHeight) return { ok: false, detail: 'a row is higher than a page' };
    if (y + heightOf(unit) > area.bottom) startPage();
    if (pages.length > maximumPages) return { ok: false, detail: `more than ${maximumPages} pages` };
    for (const block of unit) place(block);
  }
  return { ok: true, pages, end: y };
};
