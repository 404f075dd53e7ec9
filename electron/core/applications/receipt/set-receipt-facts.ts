import { placed, type SetPiece } from '../../certificates/rendering/layout/draw-operation.ts';
import { color, contentWidth, type } from '../../certificates/rendering/layout/page-style.ts';
import { setParagraph } from '../../certificates/rendering/layout/set-text.ts';
import type { Typefaces } from '../../certificates/rendering/typesetting/typeface.ts';
import type { LocalizedText } from '../../../../platform/contract/catalogue.ts';
import type { ReceiptFact } from './receipt-content.ts';

const labelWidth = 74;
const columnGap = 18;
const rowPadding = 4;
const hairline = 0.5;

interface TextStyle {
  readonly size: number;
  readonly leading: number;
  readonly weight: 'regular' | 'bold';
  readonly color: string;
}

/** Chinese, and the English quiet and small beneath. */
export const setInBoth = (
  text: LocalizedText | string,
  width: number,
  style: TextStyle & { readonly align: 'start' | 'center' },
  typefaces: Typefaces,
): SetPiece => {
  const chinese = setParagraph(typeof text === 'string' ? text : text['zh-CN'], width, style, typefaces);
  if (typeof text === 'string') return chinese;
  const english = setParagraph(
    text.en,
    width,
    { ...type.columnLabel, weight: 'regular', color: color.quiet, align: style.align },
    typefaces,
  );
  return {
    height: chinese.height + english.height,
    operations: [...chinese.operations, ...placed(english, 0, chinese.height)],
  };
};

const setFact = ({ label, value, emphasis }: ReceiptFact, width: number, typefaces: Typefaces): SetPiece => {
  const valueType = emphasis ? type.factEmphasis : type.fact;
  const weight = emphasis ? 'bold' : 'regular';
  const labelType = { ...type.label, leading: valueType.leading, weight: 'regular', align: 'start' } as const;
  const name = setInBoth(label, labelWidth, { ...labelType, color: color.quiet }, typefaces);
  const said = setInBoth(
    value,
    width - labelWidth,
    { ...valueType, weight, color: color.ink, align: 'start' },
    typefaces,
  );
  return {
    height: Math.max(name.height, said.height),
    operations: [...name.operations, ...placed(said, labelWidth, 0)],
  };
};

/** Rows as they stand on paper: two facts of half width that follow each other share one. */
const rowsOf = (facts: readonly ReceiptFact[]): (readonly ReceiptFact[])[] => {
  const rows: ReceiptFact[][] = [];
  for (const fact of facts) {
    const last = rows.at(-1);
    const waits = last?.length === 1 && last[0]?.width === 'half' && fact.width === 'half';
    if (last && waits) last.push(fact);
    else rows.push([fact]);
  }
  return rows;
};

/** The facts of a receipt as the quiet table that certificates have, each label in both languages. */
export const setReceiptFacts = (facts: readonly ReceiptFact[], typefaces: Typefaces): readonly SetPiece[] =>
  rowsOf(facts).map((row, index) => {
    const half = (contentWidth - columnGap) / 2;
    const cells = row.map((fact) => setFact(fact, fact.width === 'half' ? half : contentWidth, typefaces));
    const height = Math.max(...cells.map((cell) => cell.height)) + rowPadding * 2;
    const line = (y: number) =>
      ({ kind: 'rule', x: 0, y, width: contentWidth, thickness: hairline, color: color.hairline }) as const;
    return {
      height,
      operations: [
        ...(index === 0 ? [line(0)] : []),
        ...cells.flatMap((cell, column) => placed(cell, column * (half + columnGap), rowPadding)),
        line(height - hairline),
      ],
    };
  });
