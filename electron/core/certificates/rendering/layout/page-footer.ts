import type { CertificateContent } from '../certificate-content.ts';
import type { Typefaces } from '../typesetting/typeface.ts';
import { type DrawOperation, placed, type SetPiece } from './draw-operation.ts';
import { color, contentWidth, type } from './page-style.ts';
import { setParagraph } from './set-text.ts';

const ruleSpace = 6;
const hairline = 0.5;

const footerStyle = { ...type.footer, weight: 'regular', color: color.quiet } as const;

/** Foot of every page: how it was issued, for what it may be used, and which page of how many it is. */
export const setPageFooter = (
  content: CertificateContent,
  pageNumber: number,
  pageCount: number,
  typefaces: Typefaces,
): SetPiece => {
  const operations: DrawOperation[] = [
    { kind: 'rule', x: 0, y: 0, width: contentWidth, thickness: hairline, color: color.hairline },
  ];
  let height = ruleSpace;
  for (const line of content.footer) {
    const piece = setParagraph(line, contentWidth, { ...footerStyle, align: 'start' }, typefaces);
    operations.push(...placed(piece, 0, height));
    height += piece.height;
  }
  const continues = pageNumber < pageCount ? '　印章和核验码见末页' : '';
  const count = setParagraph(
    `第 ${pageNumber} 页　共 ${pageCount} 页${continues}`,
    contentWidth,
    { ...footerStyle, align: 'end' },
    typefaces,
  );
  operations.push(...placed(count, 0, height));
  return { height: height + count.height, operations };
};
