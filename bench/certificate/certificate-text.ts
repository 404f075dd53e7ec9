import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CertificateContent,
  fillTemplate,
} from '../../electron/core/certificates/rendering/certificate-content.ts';
import { encodeQr, type QrMatrix } from '../../electron/core/certificates/rendering/drawing/qr-code.ts';
import { parseTemplate } from '../../electron/core/certificates/rendering/template/parse-template.ts';
import { type SignableCertificate, templatesFolder } from './signed-certificates.ts';

const template = parseTemplate(readFileSync(join(templatesFolder, 'housing-status.json'), 'utf8'));

/** What stands on the page: every candidate draws the same texts, the same symbol, a seal and a watermark. */
export const contentOf = ({
  claims,
  qrPayload,
}: SignableCertificate): { readonly content: CertificateContent; readonly qr: QrMatrix } => {
  if (!template.ok) throw new Error(template.detail);
  const filled = fillTemplate(template.template, claims);
  const qr = encodeQr(qrPayload);
  if (!filled.ok || !qr.ok) throw new Error('the certificate cannot be filled in');
  return { content: filled.content, qr: qr.matrix };
};

/** The dark modules as an SVG path, one unit a module. */
export const qrPath = (qr: QrMatrix): string => {
  const parts: string[] = [];
  for (let row = 0; row < qr.size; row++) {
    for (let column = 0; column < qr.size; column++) {
      const start = column;
      while (column < qr.size && qr.isDark(row, column)) column++;
      if (column > start) parts.push(`M${start} ${row}h${column - start}v1h-${column - start}z`);
    }
  }
  return parts.join('');
};

/** Corners of the star of a seal of radius 1, from its top. */
export const starCorners = (radius: number): readonly (readonly [number, number])[] =>
  Array.from({ length: 10 }, (_, index) => {
    const at = radius * (index % 2 === 0 ? 1 : 0.382);
    const angle = -Math.PI / 2 + (index * Math.PI) / 5;
    return [at * Math.cos(angle), at * Math.sin(angle)] as const;
  });

/** Where the characters of a name stand along the upper arc of a seal, in degrees from the top. */
export const arcAngles = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => (index - (count - 1) / 2) * (220 / Math.max(1, count - 1)));
