/** AIM symbology identifiers (ISO/IEC 15424): `]`, a letter for the symbology and a modifier. */

const symbologies = {
  A: 'code-39',
  C: 'code-128',
  E: 'ean-upc',
  G: 'code-93',
  I: 'interleaved-2-of-5',
  L: 'pdf417',
  Q: 'qr-code',
  d: 'data-matrix',
  z: 'aztec',
} as const;

/** What kind of code was scanned, as far as the scanner says and the kiosk cares. */
export type Symbology = (typeof symbologies)[keyof typeof symbologies];

const aimIdPattern = /^\][A-Za-z][0-9A-Za-z]$/;
/** Length of an identifier in bytes. */
export const aimIdLength = 3;

/** The identifier that bytes begin with, or null. */
export const aimIdAt = (bytes: Uint8Array): string | null => {
  const head = String.fromCharCode(...bytes.subarray(0, aimIdLength));
  return aimIdPattern.test(head) ? head : null;
};

/** The symbology of an identifier, or null for one that no list here has. */
export const symbologyOf = (aimId: string): Symbology | null => {
  const names: Partial<Record<string, Symbology>> = symbologies;
  return names[aimId.charAt(1)] ?? null;
};
