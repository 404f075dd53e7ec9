import { drawQr, encodeQr } from '../../certificates/rendering/drawing/qr-code.ts';
import { createPagePainter } from '../../certificates/rendering/drawing/page-painter.ts';
import { finishDocument, openDocument } from '../../certificates/rendering/drawing/pdf-document.ts';
import { type DrawOperation, placed } from '../../certificates/rendering/layout/draw-operation.ts';
import { color, contentWidth, margin, type } from '../../certificates/rendering/layout/page-style.ts';
import { setParagraph } from '../../certificates/rendering/layout/set-text.ts';
import { chinaDayOf } from '../../staff-mode/china-time.ts';
import type { Typefaces } from '../../certificates/rendering/typesetting/typeface.ts';

/** What stands on a slip; `endsAt` in milliseconds since the Unix epoch. */
export interface CredentialSlip {
  readonly text: string;
  readonly label: string;
  readonly kioskId: string;
  readonly stationCode: string;
  readonly madeAt: number;
  readonly endsAt: number;
}

/** A slip on A4, to be cut: the code, whose it is, how long it counts, and what to do when it is lost. PDF/A-2b. */
export const renderCredentialSlip = async (
  slip: CredentialSlip,
  typefaces: Typefaces,
): Promise<Uint8Array> => {
  const encoded = encodeQr(slip.text);
  if (!encoded.ok) throw new Error(encoded.detail);
  const operations: DrawOperation[] = [];
  let y: number = margin.top;
  const write = (text: string, style: { readonly size: number; readonly leading: number }, bold = false) => {
    const piece = setParagraph(
      text,
      contentWidth,
      { ...style, weight: bold ? 'bold' : 'regular', color: color.ink, align: 'start' },
      typefaces,
    );
    operations.push(...placed(piece, margin.left, y));
    y += piece.height;
  };
  write('服务凭证 Service Credential', type.title, true);
  write(`${slip.label} · ${slip.kioskId} · ${slip.stationCode}`, type.factEmphasis, true);
  write(
    `有效期至 ${chinaDayOf(slip.endsAt)}，只在本机有效。 Good until then, at this kiosk only.`,
    type.fact,
  );
  y += 24;
  const corner = { x: margin.left + 16, y };
  y += 150;
  write('进入维护模式时，把二维码对准扫码口，再输自己的 6 位密码。', type.statement);
  write(
    'Hold the code to the scanner when entering maintenance, then type your own 6-digit PIN.',
    type.englishText,
  );
  write('丢了请马上告诉站长在“人员”里收回。没有密码，捡到的人进不来。', type.statement);
  write(
    'Lost? Tell the supervisor at once, who revokes it under "Staff". Whoever finds it cannot come in without the PIN.',
    type.englishText,
  );
  const document = await openDocument({
    title: '服务凭证 Service Credential',
    author: slip.stationCode,
    subject: slip.label,
    keywords: slip.kioskId,
    createdAt: new Date(slip.madeAt),
  });
  document.addPage();
  createPagePainter(document, typefaces)(operations);
  drawQr(document, encoded.matrix, corner);
  return finishDocument(document);
};
