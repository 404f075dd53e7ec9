/** Stands for what is not known; claims hold no empty texts. */
export const unknownValue = '—';

/** Whether a register has entries of the person: what a certificate of absence turns on. */
export const presence = (count: number): '有' | '无' => (count === 0 ? '无' : '有');

/** A text of a register cut to so many characters, the last one then an ellipsis: a certificate has little room. */
export const shortened = (text: string, characters: number): string => {
  const all = [...text];
  return all.length <= characters ? text : `${all.slice(0, characters - 1).join('')}…`;
};
