import type { FactContent } from '../certificate-content.ts';
import type { Typefaces } from '../typesetting/typeface.ts';
import { type DrawOperation, placed, type SetPiece } from './draw-operation.ts';
import type { FlowBlock } from './flow-block.ts';
import { color, contentWidth, type } from './page-style.ts';
import { setBeneath, setParagraph } from './set-text.ts';

const labelWidth = 66;
/** Between a label in English and the value, at least. */
const labelGap = 4;
const columnGap = 18;
const rowPadding = 2.5;
const hairline = 0.5;

/** Rows as they stand on paper: two facts of half width that follow each other share one. */
const pairUp = (facts: readonly FactContent[]): (readonly FactContent[])[] => {
  const rows: FactContent[][] = [];
  for (const fact of facts) {
    const last = rows.at(-1);
    const waiting = last?.length === 1 && last[0]?.width === 'half';
    if (last && waiting && fact.width === 'half') last.push(fact);
    else rows.push([fact]);
  }
  return rows;
};

const quiet = { weight: 'regular', color: color.quiet, align: 'start' } as const;

const setFact = (fact: FactContent, width: number, typefaces: Typefaces): SetPiece => {
  const valueType = fact.emphasis ? type.factEmphasis : type.fact;
  const valueInChinese = setParagraph(
    fact.value,
    width - labelWidth,
    { ...valueType, weight: fact.emphasis ? 'bold' : 'regular', color: color.ink, align: 'start' },
    typefaces,
  );
  const value = setBeneath(
    valueInChinese,
    fact.englishValue,
    width - labelWidth,
    { ...type.englishValue, ...quiet },
    typefaces,
  );
  const label = setBeneath(
    setParagraph(fact.label, labelWidth, { ...type.label, leading: valueType.leading, ...quiet }, typefaces),
    fact.englishLabel,
    labelWidth - labelGap,
    { ...type.englishLabel, ...quiet },
    typefaces,
  );
  return {
    height: Math.max(value.height, label.height),
    operations: [...label.operations, ...placed(value, labelWidth, 0)],
  };
};

/** The facts as a quiet table: labels, values, hairlines between the rows and no other lines. */
export const setFacts = (facts: readonly FactContent[], typefaces: Typefaces): FlowBlock[] =>
  pairUp(facts).map((row, index, rows) => {
    const half = (contentWidth - columnGap) / 2;
    const cells = row.map((fact) => setFact(fact, fact.width === 'half' ? half : contentWidth, typefaces));
    const height = Math.max(...cells.map((cell) => cell.height)) + rowPadding * 2;
    const line = (y: number): DrawOperation => ({
      kind: 'rule',
      x: 0,
      y,
      width: contentWidth,
      thickness: hairline,
      color: color.hairline,
    });
    return {
      height,
      operations: [
        ...(index === 0 ? [line(0)] : []),
        ...cells.flatMap((cell, column) => placed(cell, column * (half + columnGap), rowPadding)),
        line(height - hairline),
      ],
      // The last rows go along with what follows them, so that a seal never stands on a page without facts.
      keepWithNext: index >= rows.length - 2,
    };
  });
