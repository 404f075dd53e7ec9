import { displayWidth, padToWidth } from './display-width.ts';
import { printable } from './printable.ts';

const gap = '  ';

/** Lines whose cells stand below each other; each line begins with `indent`. Cells may hold anything. */
export const columns = (rows: readonly (readonly string[])[], indent = ''): string[] => {
  const shown = rows.map((row) => row.map(printable));
  const widths: number[] = [];
  for (const row of shown) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, displayWidth(cell));
    }
  }
  return shown.map((row) =>
    `${indent}${row.map((cell, index) => padToWidth(cell, widths[index] ?? 0)).join(gap)}`.trimEnd(),
  );
};
