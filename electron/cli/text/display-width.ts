/** Characters that a terminal shows two columns wide: Chinese, and full-width punctuation and letters. */
const wide = /[\p{Script=Han}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

/** Columns that a text takes on a terminal. */
export const displayWidth = (text: string): number =>
  [...text].reduce((columns, character) => columns + (wide.test(character) ? 2 : 1), 0);

/** Fills a text up with spaces to a number of columns. */
export const padToWidth = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
