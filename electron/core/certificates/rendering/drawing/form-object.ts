import { compress, endWithCompressed } from './compressed-stream.ts';

/** Bounds of a form in its own coordinates: left, bottom, right, top. */
export type FormBounds = readonly [number, number, number, number];

/** Carries one space with y upwards to another: a b c d e f of ISO 32000-2, 8.3.3. */
export type Matrix = readonly [number, number, number, number, number, number];

/** A number as PDF content takes it: no exponent, no needless digits. */
export const pdfNumber = (value: number): string => String(Math.round(value * 1e4) / 1e4);

export const pdfNumbers = (...values: readonly number[]): string => values.map(pdfNumber).join(' ');

/** `#rrggbb` as the three operands of `rg` and `RG`. */
export const pdfColor = (hex: string): string =>
  pdfNumbers(...[1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255));

/** Path operators as `createForm` takes them. */
export const formContent = (operators: string): Uint8Array => compress(Buffer.from(operators, 'latin1'));

/**
 * Puts compressed path operators (`formContent`) into the document as a form XObject (ISO 32000-2, 8.10), to be drawn any
 * number of times. Its coordinates have y upwards.
 */
export const createForm = (
  document: PDFKit.PDFDocument,
  bounds: FormBounds,
  content: Uint8Array,
): PDFKit.PDFKitReference => {
  const form = document.ref({
    Type: 'XObject',
    Subtype: 'Form',
    FormType: 1,
    BBox: [...bounds],
    Resources: {},
  });
  endWithCompressed(form, content);
  return form;
};

/** Draws what follows as ink of the given opacity: what lies beneath stays readable (ISO 32000-2, 11.3.5.2, Multiply). */
export const drawAsInk = (document: PDFKit.PDFDocument, opacity: number): void => {
  const name = 'Ink';
  const state = document.ref({ Type: 'ExtGState', ca: opacity, CA: opacity, BM: 'Multiply' });
  state.finalize();
  document.page.ext_gstates[name] = state;
  document.addContent(`/${name} gs`);
};

/** Where a form stands: its origin in points from the upper left corner of the page, turned anticlockwise. */
export interface FormPlacement {
  readonly x: number;
  readonly y: number;
  /** Radians. */
  readonly angle: number;
}

/** Draws a form on the current page. */
export const drawForm = (
  document: PDFKit.PDFDocument,
  name: string,
  form: PDFKit.PDFKitReference,
  { x, y, angle }: FormPlacement,
): void => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  document.page.xobjects[name] = form;
  // pdfkit turns the page over, to have y downwards; the form is turned back.
  document.addContent(`q ${pdfNumbers(cos, -sin, -sin, -cos, x, y)} cm /${name} Do Q`);
};
