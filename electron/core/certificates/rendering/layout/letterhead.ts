import type { CertificateContent } from '../certificate-content.ts';
import type { Typefaces } from '../typesetting/typeface.ts';
import { type DrawOperation, placed, type SetPiece } from './draw-operation.ts';
import { color, contentWidth, type } from './page-style.ts';
import { fittingSize, type ParagraphStyle, setParagraph } from './set-text.ts';

/** The rule under a title in Chinese printing: a thick line over a thin one (文武线). */
const titleRule = { thick: 1.8, gap: 1.8, thin: 0.5 } as const;

const gap = { afterDepartment: 10, afterTitle: 2, beforeRule: 9, afterRule: 7, afterReference: 10 } as const;

/** Between two references that share a line, at least. */
const referenceGap = 24;

/** Stacks pieces, each `space` points below the last; keeps count of the height. */
const createStack = () => {
  const operations: DrawOperation[] = [];
  let height = 0;
  return {
    add(piece: SetPiece, space = 0): void {
      height += space;
      operations.push(...placed(piece, 0, height));
      height += piece.height;
    },
    rule(thickness: number, ruleColor: string, space = 0): void {
      height += space;
      operations.push({ kind: 'rule', x: 0, y: height, width: contentWidth, thickness, color: ruleColor });
      height += thickness;
    },
    finish: (space: number): SetPiece => ({ height: height + space, operations }),
  };
};

const referenceStyle = {
  ...type.reference,
  weight: 'regular',
  color: color.quiet,
  align: 'start',
} as const satisfies ParagraphStyle;

/** Number at the left and validity at the right of one line, or beneath each other when they do not fit. */
const setReferences = (left: string, right: string, typefaces: Typefaces): SetPiece => {
  const { size } = type.reference;
  const together = typefaces.regular.width(left, size) + typefaces.regular.width(right, size) + referenceGap;
  const leftPiece = setParagraph(left, contentWidth, referenceStyle, typefaces);
  const rightPiece = setParagraph(right, contentWidth, { ...referenceStyle, align: 'end' }, typefaces);
  if (together <= contentWidth) {
    return { height: leftPiece.height, operations: [...leftPiece.operations, ...rightPiece.operations] };
  }
  return {
    height: leftPiece.height + rightPiece.height,
    operations: [...leftPiece.operations, ...placed(rightPiece, 0, leftPiece.height)],
  };
};

/** Head of the first page: who certifies, what, under which number, until when. */
export const setLetterhead = (content: CertificateContent, typefaces: Typefaces): SetPiece => {
  const centered = { align: 'center', color: color.ink, weight: 'regular' } as const;
  const titleSize = fittingSize(
    content.title,
    contentWidth,
    type.title.size,
    type.titleMinimum,
    'bold',
    typefaces,
  );
  const title = { size: titleSize, leading: type.title.leading };
  const stack = createStack();
  stack.add(
    setParagraph(content.departmentLine, contentWidth, { ...type.department, ...centered }, typefaces),
  );
  stack.add(
    setParagraph(content.title, contentWidth, { ...title, ...centered, weight: 'bold' }, typefaces),
    gap.afterDepartment,
  );
  stack.add(
    setParagraph(
      content.englishTitle,
      contentWidth,
      { ...type.englishTitle, ...centered, color: color.quiet },
      typefaces,
    ),
    gap.afterTitle,
  );
  stack.rule(titleRule.thick, color.ink, gap.beforeRule);
  stack.rule(titleRule.thin, color.ink, titleRule.gap);
  stack.add(setReferences(content.numberLine, content.validUntilLine, typefaces), gap.afterRule);
  return stack.finish(gap.afterReference);
};

/** Head of the pages that follow: which certificate this page belongs to. */
export const setContinuationHead = (content: CertificateContent, typefaces: Typefaces): SetPiece => {
  const stack = createStack();
  stack.add(setReferences(content.title, content.numberLine, typefaces));
  stack.rule(titleRule.thin, color.ink, 5);
  return stack.finish(gap.afterReference);
};
