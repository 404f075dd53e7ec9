import { createPagePainter } from '../../certificates/rendering/drawing/page-painter.ts';
import { finishDocument, openDocument } from '../../certificates/rendering/drawing/pdf-document.ts';
import { type DrawOperation, placed } from '../../certificates/rendering/layout/draw-operation.ts';
import {
  color,
  contentWidth,
  margin,
  millimetres,
  page,
  type,
} from '../../certificates/rendering/layout/page-style.ts';
import { setParagraph } from '../../certificates/rendering/layout/set-text.ts';
import type { Typefaces } from '../../certificates/rendering/typesetting/typeface.ts';

/** Primary and secondary colours of print, and black: a missing toner shows at a glance. */
const bars = ['#00aeef', '#ec008c', '#fff200', '#000000', '#ed1c24', '#00a651', '#2e3192'] as const;
const greys = ['#1a1a1a', '#4d4d4d', '#808080', '#b3b3b3', '#d9d9d9', '#f2f2f2'] as const;
const barHeight = millimetres(22);
const stripHeight = millimetres(9);
/** A cross this far from each corner: all four whole and equally far mean that the paper lies straight. */
const crossAt = millimetres(10);
const crossArm = millimetres(4);
const hair = 0.5;

const box = (x: number, y: number, width: number, height: number, fill: string): DrawOperation => ({
  kind: 'box',
  x,
  y,
  width,
  height,
  color: fill,
});

const strip = (colours: readonly string[], y: number, height: number): readonly DrawOperation[] => {
  const width = contentWidth / colours.length;
  return colours.map((fill, index) => box(margin.left + index * width, y, width, height, fill));
};

const cross = (x: number, y: number): readonly DrawOperation[] => [
  box(x - crossArm, y - hair / 2, crossArm * 2, hair, color.ink),
  box(x - hair / 2, y - crossArm, hair, crossArm * 2, color.ink),
];

/** A ruler of 100 mm: a printer that scales shows it here. */
const ruler = (y: number): readonly DrawOperation[] => [
  box(margin.left, y, millimetres(100), hair, color.ink),
  ...Array.from({ length: 11 }, (_, tick) =>
    box(
      margin.left + millimetres(tick * 10) - hair / 2,
      y,
      hair,
      millimetres(tick % 5 === 0 ? 4 : 2.5),
      color.ink,
    ),
  ),
];

/** Lines of 0.25 to 2 points. */
const fineLines = (y: number): readonly DrawOperation[] =>
  [0.25, 0.5, 1, 1.5, 2].map((thickness, index) => ({
    kind: 'rule',
    x: margin.left,
    y: y + index * 6,
    width: contentWidth,
    thickness,
    color: color.ink,
  }));

const sample = '便民驿站为您服务，打印清晰、色彩完整、位置端正。0123456789 ABCDEFGHIJKLM abcdefghijklm';

/** What stands on the test page besides the marks. */
export interface TestPageFacts {
  readonly stationCode: string;
  readonly version: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

const texts = ({ stationCode, version, at }: TestPageFacts) => {
  const time = new Date(at).toISOString().replace('T', ' ').slice(0, 16);
  return {
    title: '打印机检测页 Printer Test Page',
    facts: `${stationCode} · ${version} · ${time} UTC`,
    colours:
      '一、七个色块依次为青、品红、黄、黑、红、绿、蓝，无条纹、无缺色。  1. Seven bars: cyan, magenta, yellow, black, red, green, blue, without streaks.',
    greys: '二、灰阶由深到浅六级可分。  2. Six steps of grey can be told apart.',
    ruler:
      '三、标尺长 100 毫米；四角十字完整，离纸边各 10 毫米。  3. The ruler is 100 mm long; the crosses in the corners are whole, 10 mm from each edge.',
    lines: '四、五条细线都不断。  4. None of the five lines is broken.',
    text: '五、下面的字大小都清楚。  5. The text is clear in every size.',
  };
};

/** Draws the test page: colour bars, greys, alignment marks, fine lines and text; one A4 page, PDF/A-2b. */
export const renderTestPage = async (typefaces: Typefaces, facts: TestPageFacts): Promise<Uint8Array> => {
  const words = texts(facts);
  const operations: DrawOperation[] = [
    ...cross(crossAt, crossAt),
    ...cross(page.width - crossAt, crossAt),
    ...cross(crossAt, page.height - crossAt),
    ...cross(page.width - crossAt, page.height - crossAt),
  ];
  let y: number = margin.top;
  const write = (
    text: string,
    style: { readonly size: number; readonly leading: number },
    weight: 'regular' | 'bold' = 'regular',
  ): void => {
    const piece = setParagraph(
      text,
      contentWidth,
      { ...style, weight, color: color.ink, align: 'start' },
      typefaces,
    );
    operations.push(...placed(piece, margin.left, y));
    y += piece.height;
  };
  const draw = (drawn: readonly DrawOperation[], height: number): void => {
    operations.push(...drawn);
    y += height + millimetres(6);
  };
  write(words.title, type.title, 'bold');
  write(words.facts, type.reference);
  y += millimetres(6);
  write(words.colours, type.label);
  draw(strip(bars, y, barHeight), barHeight);
  write(words.greys, type.label);
  draw(strip(greys, y, stripHeight), stripHeight);
  write(words.ruler, type.label);
  draw(ruler(y + 2), millimetres(5));
  write(words.lines, type.label);
  draw(fineLines(y + 4), 30);
  write(words.text, type.label);
  for (const size of [7, 9, 12, 16, 22]) write(sample, { size, leading: size * 1.6 });

  const document = await openDocument({
    title: words.title,
    author: facts.stationCode,
    subject: 'test page',
    keywords: facts.version,
    createdAt: new Date(facts.at),
  });
  document.addPage();
  createPagePainter(document, typefaces)(operations);
  return finishDocument(document);
};
