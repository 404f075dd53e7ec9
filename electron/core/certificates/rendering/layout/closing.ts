import type { CertificateContent } from '../certificate-content.ts';
import type { Typefaces } from '../typesetting/typeface.ts';
import { type DrawOperation, placed } from './draw-operation.ts';
import { color, contentWidth, seal, type } from './page-style.ts';
import { setBeneath, setParagraph } from './set-text.ts';

/** A point of the page, or of the piece it belongs to. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Foot of the last page: QR code at the left, signature and seal at the right. Corner at 0, 0. */
export interface Closing {
  readonly height: number;
  readonly operations: readonly DrawOperation[];
  readonly sealCenter: Position;
  /** Upper left corner of the symbol, without its quiet zone. */
  readonly qrCorner: Position;
}

const signatureWidth = 190;
const noteGap = 16;

/**
 * Sets who signs and when, with the seal over the line of the date, as it is stamped by hand (骑年盖月), beside a QR code
 * of the given side.
 */
export const setClosing = (content: CertificateContent, qrSide: number, typefaces: Typefaces): Closing => {
  const noteWidth = contentWidth - qrSide - noteGap - signatureWidth;
  const radius = seal.diameter / 2;
  const signatureStyle = { ...type.signature, weight: 'regular', color: color.ink, align: 'center' } as const;
  const signatory = setParagraph(content.signatory, signatureWidth, signatureStyle, typefaces);
  const date = setParagraph(content.signatureDate, signatureWidth, signatureStyle, typefaces);
  const noteStyle = { ...type.note, weight: 'regular', color: color.quiet, align: 'start' } as const;
  const noteHeading = setParagraph(
    content.verification.heading,
    noteWidth,
    { ...noteStyle, weight: 'bold', color: color.ink },
    typefaces,
  );
  const note = setBeneath(
    setParagraph(content.verification.text, noteWidth, noteStyle, typefaces),
    content.verification.english,
    noteWidth,
    { ...noteStyle, ...type.englishNote },
    typefaces,
  );

  const aboveDate = Math.max(radius - date.height / 2, signatory.height);
  const height = Math.max(aboveDate + date.height / 2 + radius, qrSide);
  const dateTop = height - radius - date.height / 2;
  const left = contentWidth - signatureWidth;
  const noteTop = height - note.height - noteHeading.height;
  return {
    height,
    operations: [
      ...placed(signatory, left, dateTop - signatory.height),
      ...placed(date, left, dateTop),
      ...placed(noteHeading, qrSide + noteGap, noteTop),
      ...placed(note, qrSide + noteGap, noteTop + noteHeading.height),
    ],
    sealCenter: { x: left + signatureWidth / 2, y: height - radius },
    qrCorner: { x: 0, y: height - qrSide },
  };
};
