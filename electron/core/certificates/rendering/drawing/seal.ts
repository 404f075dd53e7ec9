import type { CertificateContent } from '../certificate-content.ts';
import { color, millimetres, seal } from '../layout/page-style.ts';
import type { Typeface } from '../typesetting/typeface.ts';
import { ideographTop } from '../layout/set-text.ts';
import { formContent, type Matrix, pdfColor, pdfNumbers } from './form-object.ts';
import { outlineAt, outlineLine } from './outlined-text.ts';

const outerRadius = seal.diameter / 2;

/** Half of the arc that the department's name takes, from the top; the rest is left to the registration number. */
const nameArc = (110 * Math.PI) / 180;
const nameRadius = outerRadius - seal.ring - millimetres(1.1);
const nameSize = millimetres(5);
/** Characters on a seal are taller than wide; a long name makes them narrower still, and then smaller. */
const nameStretch = { usual: 0.82, least: 0.62 } as const;
/** A short name is not pulled apart further than this. */
const widestStep = (27 * Math.PI) / 180;

const starRadius = millimetres(7);
/** Inner corners of a regular five-pointed star: (3 − √5) / 2 of the outer radius. */
const starInner = 0.382;

const lineSize = millimetres(3.5);
const lineWidth = millimetres(24);
const lineBaseline = millimetres(-11.6);

const codeSize = millimetres(2);
const codeRadius = outerRadius - seal.ring - millimetres(0.8);
const codeStep = (5.4 * Math.PI) / 180;

/** Bézier control distance for a quarter circle of radius 1. */
const quarter = 0.5523;

const circle = (radius: number): string => {
  const bend = radius * quarter;
  return [
    `${pdfNumbers(radius, 0)} m`,
    `${pdfNumbers(radius, bend, bend, radius, 0, radius)} c`,
    `${pdfNumbers(-bend, radius, -radius, bend, -radius, 0)} c`,
    `${pdfNumbers(-radius, -bend, -bend, -radius, 0, -radius)} c`,
    `${pdfNumbers(bend, -radius, radius, -bend, radius, 0)} c h`,
  ].join('\n');
};

const star = (): string => {
  const corners = Array.from({ length: 10 }, (_, index) => {
    const radius = index % 2 === 0 ? starRadius : starRadius * starInner;
    const angle = Math.PI / 2 + (index * Math.PI) / 5;
    return `${pdfNumbers(radius * Math.cos(angle), radius * Math.sin(angle))} ${index === 0 ? 'm' : 'l'}`;
  });
  return `${corners.join('\n')} h f`;
};

/** The name along the upper arc, read clockwise, feet towards the centre; the top of each character at `nameRadius`. */
const nameOnArc = (name: string, typeface: Typeface): string => {
  const characters = Array.from(name);
  const step = Math.min(widestStep, (2 * nameArc) / Math.max(1, characters.length - 1));
  // Half a character further in, where the distance between neighbours is read.
  const room = step * (nameRadius - nameSize / 2);
  const stretch = Math.min(nameStretch.usual, Math.max(nameStretch.least, (room * 0.96) / nameSize));
  const size = Math.min(nameSize, (room * 0.96) / stretch);
  return characters
    .map((character, index) => {
      const angle = (index - (characters.length - 1) / 2) * step;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const half = (typeface.width(character, size) * stretch) / 2;
      const baseline = nameRadius - size * ideographTop;
      const matrix: Matrix = [
        stretch * cos,
        -stretch * sin,
        sin,
        cos,
        -half * cos + baseline * sin,
        half * sin + baseline * cos,
      ];
      return outlineAt(character, typeface, size, matrix);
    })
    .join('\n');
};

/** The registration number along the lower arc, read from left to right, feet towards the ring. */
const codeOnArc = (code: string, typeface: Typeface): string =>
  Array.from(code, (character, index) => {
    const angle = (index - (code.length - 1) / 2) * codeStep;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const half = typeface.width(character, codeSize) / 2;
    const matrix: Matrix = [
      cos,
      sin,
      -sin,
      cos,
      -half * cos + codeRadius * sin,
      -half * sin - codeRadius * cos,
    ];
    return outlineAt(character, typeface, codeSize, matrix);
  }).join('\n');

/** The round seal as path operators: centre at 0, 0, y upwards, points. */
const sealContent = (texts: CertificateContent['seal'], typeface: Typeface): string => {
  const red = pdfColor(color.seal);
  const lineStretch = Math.min(1, lineWidth / typeface.width(texts.line, lineSize));
  return [
    `${red} rg ${red} RG ${pdfNumbers(seal.ring)} w`,
    `${circle(outerRadius - seal.ring / 2)} S`,
    star(),
    nameOnArc(texts.ring, typeface),
    outlineLine(texts.line, typeface, lineSize, lineBaseline, lineStretch),
    codeOnArc(texts.code, typeface),
  ].join('\n');
};

/** As many seals as a city's departments have. */
const keptSeals = 64;

const sealForms = new WeakMap<Typeface, Map<string, Uint8Array>>();

/**
 * The round seal as content of a form: centre at 0, 0, y upwards, points. It is the same on every certificate of a
 * department and says nothing of a person, so it is drawn once and kept.
 */
export const sealFormOf = (texts: CertificateContent['seal'], typeface: Typeface): Uint8Array => {
  const forms = sealForms.get(typeface) ?? new Map<string, Uint8Array>();
  sealForms.set(typeface, forms);
  const key = JSON.stringify([texts.ring, texts.line, texts.code]);
  const known = forms.get(key);
  if (known !== undefined) return known;
  // In memory of its own size: what zlib gives back lies in a larger piece, whose rest may still have a former document in it.
  const form = new Uint8Array(formContent(sealContent(texts, typeface)));
  if (forms.size >= keptSeals) forms.clear();
  forms.set(key, form);
  return form;
};

export const sealBounds = [-outerRadius, -outerRadius, outerRadius, outerRadius] as const;
