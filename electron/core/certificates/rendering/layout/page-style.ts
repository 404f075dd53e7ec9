/** Measures, sizes and colours of a certificate: one place, so that all kinds look as if one office had issued them. */

/** PDF points to the millimetre (ISO 32000-2, 8.3.2.3: 72 to the inch). */
export const millimetres = (value: number): number => (value * 72) / 25.4;

/** ISO 216 A4. */
export const page = { width: millimetres(210), height: millimetres(297) } as const;

export const margin = {
  left: millimetres(25),
  right: millimetres(25),
  top: millimetres(20),
  bottom: millimetres(14),
} as const;

export const contentWidth = page.width - margin.left - margin.right;

/** Neutral but for the seal: printers set black and greys with one toner, while a tinted ink fringes fine serifs. */
export const color = {
  ink: '#000000',
  quiet: '#555555',
  hairline: '#bdbdbd',
  tint: '#f4f4f4',
  watermark: '#ececec',
  seal: '#c8102e',
} as const;

/** Sizes of type in points, with the distance from line to line. */
export const type = {
  title: { size: 23, leading: 34 },
  /** A long title is set smaller, but not smaller than this. */
  titleMinimum: 15,
  englishTitle: { size: 9.5, leading: 14 },
  department: { size: 12, leading: 19 },
  reference: { size: 9, leading: 15 },
  statement: { size: 12, leading: 20 },
  label: { size: 10, leading: 17 },
  fact: { size: 11, leading: 16 },
  factEmphasis: { size: 13, leading: 18 },
  tableHeading: { size: 11, leading: 18 },
  columnLabel: { size: 8.5, leading: 13 },
  cell: { size: 9, leading: 14 },
  signature: { size: 12, leading: 23 },
  note: { size: 8.5, leading: 13.5 },
  footer: { size: 7.5, leading: 11 },
  /** English, beneath the Chinese of the same meaning. */
  englishText: { size: 8.5, leading: 12 },
  englishLabel: { size: 6.5, leading: 8 },
  englishValue: { size: 8, leading: 10 },
  englishColumn: { size: 6, leading: 7.5 },
  englishNote: { size: 7, leading: 9.5 },
} as const;

/** Official round seals of departments measure 42 mm across, with a ring of 1.2 mm. */
export const seal = { diameter: millimetres(42), ring: millimetres(1.2), opacity: 0.85 } as const;

/** Modules of the largest symbol that is read at the usual side from a 150-dpi scan: version 13, 0.43 mm a module. */
const modulesAtUsualSide = 69;
const usualQrSide = millimetres(30);

/** Side of a QR symbol of so many modules, without its quiet zone: the usual 30 mm, more where it would get too fine. */
export const qrSideOf = (modules: number): number => usualQrSide * Math.max(1, modules / modulesAtUsualSide);
