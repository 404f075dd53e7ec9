import type { CertificateContent } from '../certificate-content.ts';
import type { Typefaces } from '../typesetting/typeface.ts';
import { type Position, setClosing } from './closing.ts';
import { setTable } from './data-table.ts';
import { type DrawOperation, placed, type SetPiece } from './draw-operation.ts';
import { setFacts } from './facts-list.ts';
import { type FlowBlock, spacer } from './flow-block.ts';
import { setContinuationHead, setLetterhead } from './letterhead.ts';
import { setPageFooter } from './page-footer.ts';
import { color, contentWidth, margin, page, type } from './page-style.ts';
import { maximumPages, paginate } from './paginate.ts';
import { type ParagraphStyle, setBeneath, setParagraph } from './set-text.ts';

/** A certificate as it will stand on paper; seal and QR code belong to the last page. */
export interface CertificateLayout {
  readonly pages: readonly (readonly DrawOperation[])[];
  readonly sealCenter: Position;
  readonly qrCorner: Position;
}

export type LayOutResult =
  | { readonly ok: true; readonly layout: CertificateLayout }
  | { readonly ok: false; readonly reason: 'text-does-not-fit'; readonly detail: string };

const bodyStyle = {
  ...type.statement,
  weight: 'regular',
  color: color.ink,
  align: 'justify',
  // A Chinese paragraph begins two characters in.
  indent: type.statement.size * 2,
} as const satisfies ParagraphStyle;

const englishStyle = {
  ...type.englishText,
  weight: 'regular',
  color: color.quiet,
  align: 'start',
} as const satisfies ParagraphStyle;

const setBody = (text: string, english: string, typefaces: Typefaces): SetPiece =>
  setBeneath(
    setParagraph(text, contentWidth, bodyStyle, typefaces),
    english,
    contentWidth,
    englishStyle,
    typefaces,
  );

const blankStyle = {
  ...type.note,
  weight: 'regular',
  color: color.quiet,
  align: 'center',
} as const satisfies ParagraphStyle;

const spaceAfterStatement = 6;
const spaceBeforeClosingText = 8;
const spaceAroundClosing = 8;

/** More empty paper than this between text and signature is marked as empty, so that nothing can be written in. */
const widestBlank = 110;
const blankText = '（以下空白）';

/** Lays the content out on as many A4 pages as it takes, up to a limit. */
export const layOutCertificate = (
  content: CertificateContent,
  qrSide: number,
  typefaces: Typefaces,
): LayOutResult => {
  const letterhead = setLetterhead(content, typefaces);
  const continuationHead = setContinuationHead(content, typefaces);
  const closing = setClosing(content, qrSide, typefaces);
  // As high as on any page: the note and the numbers of a certificate as long as it may get.
  const footerHeight = setPageFooter(content, maximumPages - 1, maximumPages, typefaces).height;
  const footerTop = page.height - margin.bottom - footerHeight;
  const area = {
    firstTop: margin.top + letterhead.height,
    nextTop: margin.top + continuationHead.height,
    bottom: footerTop - spaceAroundClosing,
    left: margin.left,
  };

  const blocks: FlowBlock[] = [
    { ...setBody(content.statement, content.englishStatement, typefaces), keepWithNext: true },
    spacer(spaceAfterStatement),
    ...setFacts(content.facts, typefaces),
    ...content.tables.flatMap((table) => setTable(table, typefaces)),
    spacer(spaceBeforeClosingText),
    { ...setBody(content.closing, content.englishClosing, typefaces), keepWithNext: true },
    // Keeps the room in which the closing stands at the foot of the last page.
    { height: closing.height + spaceAroundClosing, operations: [], keepWithNext: false },
  ];
  const paginated = paginate(blocks, area);
  if (!paginated.ok) return { ok: false, reason: 'text-does-not-fit', detail: paginated.detail };

  const closingTop = area.bottom - closing.height;
  const textEnd = paginated.end - closing.height - spaceAroundClosing;
  const blank = setParagraph(blankText, contentWidth, blankStyle, typefaces);
  const pages = paginated.pages.map((operations, index) => {
    const isFirst = index === 0;
    const isLast = index === paginated.pages.length - 1;
    const footer = setPageFooter(content, index + 1, paginated.pages.length, typefaces);
    return [
      ...placed(isFirst ? letterhead : continuationHead, margin.left, margin.top),
      ...operations,
      ...(isLast && closingTop - textEnd > widestBlank ? placed(blank, margin.left, textEnd) : []),
      ...(isLast ? placed(closing, margin.left, closingTop) : []),
      ...placed(footer, margin.left, footerTop),
    ];
  });
  const onPage = ({ x, y }: Position): Position => ({ x: margin.left + x, y: closingTop + y });
  return {
    ok: true,
    layout: { pages, sealCenter: onPage(closing.sealCenter), qrCorner: onPage(closing.qrCorner) },
  };
};
