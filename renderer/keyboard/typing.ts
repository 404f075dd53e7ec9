import { mostLetters } from './pinyin.ts';

/** What has been typed: the text, and letters that have not become characters yet. */
export interface Typing {
  readonly text: string;
  readonly letters: string;
}

/** Which keys are shown. */
export type KeyboardLayout = 'pinyin' | 'latin' | 'numbers' | 'address';

export type KeyStroke =
  | { readonly key: 'letter' | 'sign'; readonly value: string }
  | { readonly key: 'candidate'; readonly text: string; readonly letters: number }
  | { readonly key: 'delete' | 'clear' };

/** Length as it is counted for a resident: characters, not the units of UTF-16. */
export const lengthOf = (text: string): number => [...text].length;

/** What a stroke makes of what has been typed; nothing that is longer than `maximumLength` characters. */
export const typed = (before: Typing, stroke: KeyStroke, maximumLength: number): Typing => {
  const append = (value: string, letters: string): Typing =>
    lengthOf(before.text) + lengthOf(value) > maximumLength ? before : { text: before.text + value, letters };
  switch (stroke.key) {
    case 'letter':
      return before.letters.length < mostLetters
        ? { ...before, letters: before.letters + stroke.value }
        : before;
    case 'sign':
      return append(stroke.value, before.letters);
    case 'candidate':
      return append(stroke.text, before.letters.slice(stroke.letters));
    case 'delete':
      return before.letters === ''
        ? { ...before, text: [...before.text].slice(0, -1).join('') }
        : { ...before, letters: before.letters.slice(0, -1) };
    case 'clear':
      return { text: '', letters: '' };
  }
};
