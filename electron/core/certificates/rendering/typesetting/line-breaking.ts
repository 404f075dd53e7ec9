import type { Typeface } from './typeface.ts';

export interface TextLine {
  readonly text: string;
  /** Points, at the size that the line was broken for. */
  readonly width: number;
}

/** Punctuation that never begins a line and never ends one (GB/T 15834-2011, 5.1). */
const neverFirst = /^[，。、；：？！）》」』】〕〉”’％‰℃…—·～,.;:?!)\]}%°′″㎡]$/u;
const neverLast = /^[（《「『【〔〈“‘([{￥¥$#№]$/u;

const word = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}@&+/\\_-]$/u;
const mark = /^\p{M}$/u;
const space = /^[\p{Zs}]$/u;
const noBreakSpace = /^[\u00a0\u202f]$/u;

/** Whether a line may end between two neighbouring characters. */
const mayBreak = (before: string, after: string): boolean => {
  if (space.test(after) || noBreakSpace.test(before) || mark.test(after)) return false;
  if (space.test(before)) return true;
  if (neverFirst.test(after) || neverLast.test(before)) return false;
  return !(word.test(before) && word.test(after));
};

interface Piece {
  readonly text: string;
  readonly width: number;
  /** Width without the spaces at its end, which hang over the margin. */
  readonly inkWidth: number;
}

/** Cuts a text into pieces between which lines may end. */
const piecesOf = (text: string, typeface: Typeface, size: number): Piece[] => {
  const pieces: string[] = [];
  let previous: string | undefined;
  for (const character of text) {
    if (previous === undefined || mayBreak(previous, character)) pieces.push(character);
    else pieces.push(`${pieces.pop() ?? ''}${character}`);
    previous = character;
  }
  return pieces.map((piece) => ({
    text: piece,
    width: typeface.width(piece, size),
    inkWidth: typeface.width(piece.trimEnd(), size),
  }));
};

/** Cuts a piece that is wider than any line between any two characters. */
const forcePieces = (piece: Piece, typeface: Typeface, size: number, room: number): Piece[] =>
  piece.inkWidth <= room
    ? [piece]
    : Array.from(piece.text, (character) => {
        const width = typeface.width(character, size);
        return { text: character, width, inkWidth: width };
      });

/**
 * Breaks a text into lines no wider than `width` points (the first one `indent` narrower), after the rules for Chinese
 * punctuation; a word that is wider than a line is cut. Characters wider than a line stand alone on theirs.
 */
export const breakLines = (
  text: string,
  typeface: Typeface,
  size: number,
  width: number,
  indent = 0,
): TextLine[] => {
  // Sums of widths carry rounding errors far below what anyone could see.
  const tolerance = 0.001;
  const lines: TextLine[] = [];
  let current = '';
  let currentWidth = 0;
  let room = width - indent;
  const finish = (): void => {
    const line = current.trimEnd();
    lines.push({ text: line, width: typeface.width(line, size) });
    current = '';
    currentWidth = 0;
    room = width;
  };
  for (const whole of piecesOf(text, typeface, size)) {
    for (const piece of forcePieces(whole, typeface, size, width)) {
      if (current !== '' && currentWidth + piece.inkWidth > room + tolerance) finish();
      current += piece.text;
      currentWidth += piece.width;
    }
  }
  if (current !== '' || lines.length === 0) finish();
  return lines;
};
