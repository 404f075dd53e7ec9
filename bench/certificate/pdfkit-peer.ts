import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { CertificateRenderer } from '../../electron/core/certificates/rendering/certificate-renderer.ts';
import { drawQr } from '../../electron/core/certificates/rendering/drawing/qr-code.ts';
import type { CertificateContent } from '../../electron/core/certificates/rendering/certificate-content.ts';
import type { DrawOperation } from '../../electron/core/certificates/rendering/layout/draw-operation.ts';
import { layOutCertificate } from '../../electron/core/certificates/rendering/layout/lay-out-certificate.ts';
import { millimetres, page, qrSideOf } from '../../electron/core/certificates/rendering/layout/page-style.ts';
import { arcAngles, contentOf, starCorners } from './certificate-text.ts';
import { fontFolder, type SignableCertificate } from './signed-certificates.ts';

const fontPaths = {
  regular: join(fontFolder, '400Regular/NotoSerifSC_400Regular.ttf'),
  bold: join(fontFolder, '700Bold/NotoSerifSC_700Bold.ttf'),
} as const;

const drawOperation = (document: PDFKit.PDFDocument, operation: DrawOperation): void => {
  if (operation.kind === 'text') {
    const { text, x, baseline, size, weight, color, spacing } = operation;
    document.fillColor(color).font(weight).fontSize(size);
    document.text(text, x, baseline, {
      lineBreak: false,
      baseline: 'alphabetic',
      characterSpacing: spacing,
    });
    return;
  }
  const height = operation.kind === 'rule' ? operation.thickness : operation.height;
  document.rect(operation.x, operation.y, operation.width, height).fill(operation.color);
};

/** A lattice of marks, each a text that is turned. */
const drawWatermark = (document: PDFKit.PDFDocument, lines: readonly string[]): void => {
  document.fillColor('#ececec').font('regular');
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 3; column++) {
      const [x, y] = [millimetres(column * 80 - (row % 2) * 40), millimetres(row * 40)];
      document.save().rotate(-26, { origin: [x, y] });
      lines.forEach((line, index) => {
        document.fontSize(index === 0 ? 14 : 8.5).text(line, x, y + index * 18, { lineBreak: false });
      });
      document.restore();
    }
  }
};

const drawSeal = (
  document: PDFKit.PDFDocument,
  { ring, line, code }: CertificateContent['seal'],
  { x, y }: { readonly x: number; readonly y: number },
): void => {
  const centred = { width: millimetres(42), align: 'center', lineBreak: false } as const;
  document.save().translate(x, y).opacity(0.85).lineWidth(millimetres(1.2)).font('bold');
  document.circle(0, 0, millimetres(20.4)).stroke('#c8102e').fillColor('#c8102e');
  document.polygon(...starCorners(millimetres(7)).map(([left, top]) => [left, top])).fill();
  const name = Array.from(ring);
  arcAngles(name.length).forEach((angle, index) => {
    document.save().rotate(angle).scale(0.82, 1).fontSize(millimetres(5));
    document.text(name[index] ?? '', -millimetres(2.5), -millimetres(18.5), { lineBreak: false });
    document.restore();
  });
  document.fontSize(millimetres(3.5)).text(line, -millimetres(21), millimetres(8.5), centred);
  document.fontSize(millimetres(2)).text(code, -millimetres(21), millimetres(15), centred);
  document.restore();
};

const finish = (document: PDFKit.PDFDocument): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('error', reject);
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.end();
  });

/**
 * The certificate by pdfkit as its manual shows it: fonts registered by path for each document, all texts by `text()`,
 * those of watermark and seal too. Line breaks and pages are worked out by our code, and the symbol is drawn by it, so
 * that it is spared what it has no means for.
 */
export const renderByPdfkit = async (
  certificate: SignableCertificate,
  { typefaces }: Pick<CertificateRenderer, 'typefaces'>,
): Promise<Uint8Array> => {
  const { content, qr } = contentOf(certificate);
  const laidOut = layOutCertificate(content, qrSideOf(qr.size), typefaces);
  if (!laidOut.ok) throw new Error(laidOut.detail);
  const { layout } = laidOut;
  const document = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    lang: 'zh-CN',
    font: '',
    info: { Title: content.title, Author: certificate.claims.department.name },
  });
  for (const [name, path] of Object.entries(fontPaths)) document.registerFont(name, path);
  layout.pages.forEach((operations, index) => {
    document.addPage();
    drawWatermark(document, content.watermark);
    for (const operation of operations) drawOperation(document, operation);
    if (index === layout.pages.length - 1) {
      drawQr(document, qr, layout.qrCorner);
      drawSeal(document, content.seal, layout.sealCenter);
    }
  });
  return finish(document);
};
