import type { Typeface } from '../typesetting/typeface.ts';
import { type Matrix, pdfNumbers } from './form-object.ts';

/** A character as a filled outline, with its left end of the base line at 0, 0. */
const outlineCharacter = (character: string, typeface: Typeface, size: number): string => {
  const codePoint = character.codePointAt(0) ?? 0;
  const font = typeface.fontOf(codePoint);
  const scale = size / font.unitsPerEm;
  return `q ${pdfNumbers(scale, 0, 0, scale, 0, 0)} cm\n${font.outline(codePoint)}\nf Q`;
};

/** Draws a character through a matrix that carries its own space (y upwards) to the form's. */
export const outlineAt = (character: string, typeface: Typeface, size: number, matrix: Matrix): string =>
  `q ${pdfNumbers(...matrix)} cm\n${outlineCharacter(character, typeface, size)} Q`;

/**
 * A line of text as outlines, centred on x = 0 with its base line at `baseline`. What is drawn so can be seen but not
 * selected: searching, copying and reading aloud skip it, as they should for a seal and a watermark.
 */
export const outlineLine = (
  text: string,
  typeface: Typeface,
  size: number,
  baseline: number,
  stretch = 1,
): string => {
  let x = (-typeface.width(text, size) * stretch) / 2;
  return Array.from(text, (character) => {
    const drawn = outlineAt(character, typeface, size, [stretch, 0, 0, 1, x, baseline]);
    x += typeface.width(character, size) * stretch;
    return drawn;
  }).join('\n');
};
