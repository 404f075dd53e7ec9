import { checkWords, verdictWords } from '../../../contract/diagnostics/finding-words.ts';
import { createPagePainter } from '../../certificates/rendering/drawing/page-painter.ts';
import { finishDocument, openDocument } from '../../certificates/rendering/drawing/pdf-document.ts';
import {
  type DrawOperation,
  placed,
  type SetPiece,
} from '../../certificates/rendering/layout/draw-operation.ts';
import { color, contentWidth, margin, page, type } from '../../certificates/rendering/layout/page-style.ts';
import { setParagraph } from '../../certificates/rendering/layout/set-text.ts';
import type { Typefaces } from '../../certificates/rendering/typesetting/typeface.ts';
import type { ReadinessReport } from './readiness-report.ts';
import { deviceWords, outcomeWords, testWords } from './report-words.ts';

/** Widths of the columns: how it is, what it is, and what was found. */
const columns = { verdict: 62, subject: 96 } as const;
const rowGap = 4;

/** Names of cameras and printers are written in any script: what no font has is a question mark. */
const drawable = (text: string, typefaces: Typefaces): string =>
  [...text]
    .map((character) => (typefaces.regular.findUndrawable(character) === undefined ? character : '?'))
    .join('');

const inBoth = (words: { readonly 'zh-CN': string; readonly en: string }): string =>
  `${words['zh-CN']} ${words.en}`;

interface Row {
  readonly verdict: string;
  readonly subject: string;
  readonly text: string;
  readonly detail: string;
  readonly troubled: boolean;
}

const minute = (instant: number): string =>
  `${new Date(instant).toISOString().replace('T', ' ').slice(0, 16)} UTC`;

const findingRows = ({ findings }: ReadinessReport): readonly Row[] =>
  findings.map(({ check, verdict, words, detail }) => ({
    verdict: inBoth(verdictWords[verdict]),
    subject: inBoth(checkWords[check]),
    text: inBoth(words),
    detail,
    troubled: verdict !== 'good',
  }));

const testRows = ({ tests }: ReadinessReport): readonly Row[] =>
  tests.map(({ name, latest }) => ({
    verdict: inBoth(outcomeWords[latest?.outcome ?? 'not-done']),
    subject: inBoth(testWords[name]),
    text: latest === null ? '' : `${minute(latest.at)} · ${latest.by}`,
    detail: latest?.detail ?? '',
    troubled: latest?.outcome !== 'passed',
  }));

const deviceRows = ({ devices }: ReadinessReport): readonly Row[] =>
  devices.map(({ role, state, address, model, firmware, counters }) => ({
    verdict: state,
    subject: inBoth(deviceWords[role]),
    text: [address, model, firmware].filter(Boolean).join(' · '),
    detail: counters.map(({ name, count }) => `${name} ${count}`).join(', '),
    troubled: state !== 'online' && state !== 'deviceBusy',
  }));

const setRow = (row: Row, typefaces: Typefaces): SetPiece => {
  const small = {
    ...type.cell,
    color: color.ink,
    align: 'start',
    weight: row.troubled ? 'bold' : 'regular',
  } as const;
  const set = (text: string, width: number, style = {}) =>
    setParagraph(drawable(text, typefaces), width, { ...small, ...style }, typefaces);
  const { verdict, subject } = columns;
  const rest = contentWidth - verdict - subject;
  const text = set(row.text, rest);
  const detail = set(row.detail, rest, { ...type.note, weight: 'regular', color: color.quiet });
  const cells = [set(row.verdict, verdict - 6), set(row.subject, subject - 6)] as const;
  const height = Math.max(cells[0].height, cells[1].height, text.height + detail.height) + rowGap;
  return {
    height,
    operations: [
      ...placed(cells[0], 0, 0),
      ...placed(cells[1], verdict, 0),
      ...placed(text, verdict + subject, 0),
      ...placed(detail, verdict + subject, text.height),
      {
        kind: 'rule',
        x: 0,
        y: height - rowGap / 2,
        width: contentWidth,
        thickness: 0.4,
        color: color.hairline,
      },
    ],
  };
};

const setLine = (text: string, typefaces: Typefaces, changes = {}): SetPiece =>
  setParagraph(
    drawable(text, typefaces),
    contentWidth,
    { ...type.fact, weight: 'regular', color: color.ink, align: 'start', ...changes },
    typefaces,
  );

const piecesOf = (report: ReadinessReport, typefaces: Typefaces): readonly SetPiece[] => {
  const { versions } = report;
  const bold = { weight: 'bold' } as const;
  const section = (title: string, rows: readonly Row[]): readonly SetPiece[] => [
    setLine(title, typefaces, { ...type.tableHeading, leading: 26, ...bold }),
    ...rows.map((row) => setRow(row, typefaces)),
  ];
  return [
    setLine('终端状态报告 Readiness Report', typefaces, { ...type.title, ...bold }),
    setLine(`${report.stationCode} · ${report.kioskId} · ${minute(report.at)} · ${report.by}`, typefaces),
    setLine(
      `Yizhan ${versions.app} · Electron ${versions.electron} · Node ${versions.node} · ${versions.system}`,
      typefaces,
      {
        ...type.note,
        color: color.quiet,
      },
    ),
    setLine(
      report.ready
        ? '结论：可以投入使用。 Ready for service.'
        : '结论：有故障，请看加粗各项。 Not ready: see what is set bold.',
      typefaces,
      { ...type.factEmphasis, leading: 30, ...bold },
    ),
    ...section('检查 Checks', findingRows(report)),
    ...section('设备 Devices', deviceRows(report)),
    ...section('设备检测 Device tests', testRows(report)),
  ];
};

/** The report on paper: A4, as many pages as it needs, PDF/A-2b. */
export const renderReport = async (
  report: ReadinessReport,
  typefaces: Typefaces,
): Promise<{ readonly pdf: Uint8Array; readonly pages: number }> => {
  const pages: DrawOperation[][] = [[]];
  let y: number = margin.top;
  for (const piece of piecesOf(report, typefaces)) {
    if (y + piece.height > page.height - margin.bottom) {
      pages.push([]);
      y = margin.top;
    }
    pages.at(-1)?.push(...placed(piece, margin.left, y));
    y += piece.height;
  }
  const document = await openDocument({
    title: '终端状态报告 Readiness Report',
    author: report.stationCode,
    subject: report.kioskId,
    keywords: report.versions.app,
    createdAt: new Date(report.at),
  });
  const paint = createPagePainter(document, typefaces);
  for (const operations of pages) {
    document.addPage();
    paint(operations);
  }
  return { pdf: await finishDocument(document), pages: pages.length };
};
