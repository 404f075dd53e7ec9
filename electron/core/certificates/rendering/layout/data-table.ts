import type { TableContent } from '../certificate-content.ts';
import type { Typefaces } from '../typesetting/typeface.ts';
import { type DrawOperation, placed, type SetPiece } from './draw-operation.ts';
import { type FlowBlock, spacer } from './flow-block.ts';
import { color, contentWidth, type } from './page-style.ts';
import { type ParagraphStyle, setBeneath, setParagraph } from './set-text.ts';

const cellPadding = { x: 4, y: 3 } as const;
const frameLine = 0.8;
const hairline = 0.5;
const spaceBefore = 9;

type CellType = Pick<ParagraphStyle, 'size' | 'leading' | 'weight' | 'color'>;

const rule = (y: number, thickness: number, ruleColor: string): DrawOperation => ({
  kind: 'rule',
  x: 0,
  y,
  width: contentWidth,
  thickness,
  color: ruleColor,
});

const quiet = { weight: 'regular', color: color.quiet } as const;

/** One row of cells, each with a text beneath; it is as high as its highest cell. */
const setRow = (
  cells: readonly string[],
  columns: TableContent['columns'],
  cellType: CellType,
  typefaces: Typefaces,
  beneath: readonly string[] = [],
): SetPiece => {
  const operations: DrawOperation[] = [];
  let height = 0;
  let x = 0;
  columns.forEach((column, index) => {
    const width = (contentWidth * column.width) / 100;
    const inner = width - cellPadding.x * 2;
    const cell = setBeneath(
      setParagraph(cells[index] ?? '', inner, { ...cellType, align: column.align }, typefaces),
      beneath[index] ?? '',
      inner,
      { ...type.englishColumn, ...quiet, align: column.align },
      typefaces,
    );
    operations.push(...placed(cell, x + cellPadding.x, cellPadding.y));
    height = Math.max(height, cell.height + cellPadding.y * 2);
    x += width;
  });
  return { height, operations };
};

const setHead = (table: TableContent, typefaces: Typefaces): SetPiece => {
  const row = setRow(
    table.columns.map((column) => column.label),
    table.columns,
    { ...type.columnLabel, ...quiet },
    typefaces,
    table.columns.map((column) => column.englishLabel ?? ''),
  );
  return {
    height: row.height,
    operations: [
      { kind: 'box', x: 0, y: 0, width: contentWidth, height: row.height, color: color.tint },
      rule(0, frameLine, color.ink),
      ...row.operations,
      rule(row.height - hairline, hairline, color.ink),
    ],
  };
};

/** What stands in the table when it has no rows. */
const setEmptyRow = (table: TableContent, typefaces: Typefaces): SetPiece => {
  const text = setBeneath(
    setParagraph(table.emptyText, contentWidth, { ...type.cell, ...quiet, align: 'center' }, typefaces),
    table.englishEmptyText,
    contentWidth,
    { ...type.englishValue, ...quiet, align: 'center' },
    typefaces,
  );
  return { height: text.height + cellPadding.y * 2, operations: placed(text, 0, cellPadding.y) };
};

/** A table with its heading; the head of the columns comes again on each page that it runs over. */
export const setTable = (table: TableContent, typefaces: Typefaces): FlowBlock[] => {
  const heading = setBeneath(
    setParagraph(
      table.heading,
      contentWidth,
      { ...type.tableHeading, weight: 'bold', color: color.ink, align: 'start' },
      typefaces,
    ),
    table.englishHeading,
    contentWidth,
    { ...type.englishValue, ...quiet, align: 'start' },
    typefaces,
  );
  const head = setHead(table, typefaces);
  const cellType: CellType = { ...type.cell, weight: 'regular', color: color.ink };
  const rows =
    table.rows.length === 0
      ? [setEmptyRow(table, typefaces)]
      : table.rows.map((cells) => setRow(cells, table.columns, cellType, typefaces));
  return [
    spacer(spaceBefore),
    { ...heading, height: heading.height + cellPadding.y, keepWithNext: true },
    { ...head, keepWithNext: true },
    ...rows.map((row, index): FlowBlock => {
      const isLast = index === rows.length - 1;
      return {
        height: row.height,
        operations: [
          ...row.operations,
          isLast
            ? rule(row.height - frameLine, frameLine, color.ink)
            : rule(row.height - hairline, hairline, color.hairline),
        ],
        // The last rows go along with what follows them, so that a seal never stands on a page without facts.
        keepWithNext: index >= rows.length - 2,
        repeatedHead: head,
      };
    }),
  ];
};
