import type { SetPiece } from './draw-operation.ts';

/** A part of the running text that stays in one piece. */
export interface FlowBlock extends SetPiece {
  /** Stays on the page of the block after it. */
  readonly keepWithNext: boolean;
  /** Set above the block when it comes first on a page: the head of its table. */
  readonly repeatedHead?: SetPiece;
}

/** Empty space between blocks. */
export const spacer = (height: number): FlowBlock => ({ height, operations: [], keepWithNext: true });
