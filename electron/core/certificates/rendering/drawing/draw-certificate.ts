import type { CertificateContent } from '../certificate-content.ts';
import type { CertificateLayout } from '../layout/lay-out-certificate.ts';
import { seal } from '../layout/page-style.ts';
import type { Typefaces } from '../typesetting/typeface.ts';
import { createForm, drawForm, drawAsInk, formContent } from './form-object.ts';
import { createPagePainter } from './page-painter.ts';
import { type DocumentDescription, finishDocument, openDocument } from './pdf-document.ts';
import { drawQr, type QrMatrix } from './qr-code.ts';
import { sealBounds, sealFormOf } from './seal.ts';
import { addSignatureField, type SignatureDescription } from './signature-field.ts';
import { createWatermark } from './watermark.ts';

export interface DrawableCertificate {
  readonly description: DocumentDescription;
  readonly content: CertificateContent;
  readonly layout: CertificateLayout;
  readonly qr: QrMatrix;
  /** Room for a signature is left where there is to be one. */
  readonly signature: SignatureDescription | null;
}

/** Draws a laid-out certificate: watermark beneath, then text, then QR code, and the seal over everything. */
export const drawCertificate = async (
  { description, content, layout, qr, signature }: DrawableCertificate,
  typefaces: Typefaces,
): Promise<Uint8Array> => {
  const document = await openDocument(description);
  const paint = createPagePainter(document, typefaces);
  const watermark = createWatermark(content.watermark, typefaces.regular);
  const watermarkForm = createForm(document, watermark.bounds, formContent(watermark.content));

  layout.pages.forEach((operations, index) => {
    document.addPage();
    for (const placement of watermark.placements) drawForm(document, 'Watermark', watermarkForm, placement);
    paint(operations);
    if (index === layout.pages.length - 1) {
      drawQr(document, qr, layout.qrCorner);
      const sealForm = createForm(document, sealBounds, sealFormOf(content.seal, typefaces.bold));
      document.save();
      drawAsInk(document, seal.opacity);
      drawForm(document, 'Seal', sealForm, { ...layout.sealCenter, angle: 0 });
      document.restore();
    }
  });
  if (signature) addSignatureField(document, signature);
  return finishDocument(document);
};
