import type { FontWeight } from '../typesetting/typeface.ts';

/** What stands on a page. Points from the upper left corner, y downwards; colours as `#rrggbb`. */
export type DrawOperation =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      /** The line on which the characters stand. */
      readonly baseline: number;
      readonly size: number;
      readonly weight: FontWeight;
      readonly color: string;
      /** Points added after each character. */
      readonly spacing: number;
    }
  | {
      readonly kind: 'rule';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly thickness: number;
      readonly color: string;
    }
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly color: string;
    };

/** A part of the page that was set with its upper left corner at 0, 0. */
export interface SetPiece {
  readonly height: number;
  readonly operations: readonly DrawOperation[];
}

/** The same operation elsewhere. */
export const moved = (operation: DrawOperation, dx: number, dy: number): DrawOperation =>
  operation.kind === 'text'
    ? { ...operation, x: operation.x + dx, baseline: operation.baseline + dy }
    : { ...operation, x: operation.x + dx, y: operation.y + dy };

/** A piece's operations with its upper left corner at `x`, `y`. */
export const placed = (piece: SetPiece, x: number, y: number): DrawOperation[] =>
  piece.operations.map((operation) => moved(operation, x, y));
