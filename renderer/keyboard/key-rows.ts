import type { KeyboardLayout } from './typing.ts';

const asOnTelephones = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const inTheirOrder = ['abcdefg', 'hijklmn', 'opqrstu', 'vwxyz'];
const numbers = ['1234567890', '-—、,.，。', '()（）·/#号'];
const numbersWide = ['12345', '67890', '-、,.。', '()·/号'];

/** The keys of a layout, row by row; `wide` where each has to be larger. */
export const rowsOf = (layout: KeyboardLayout, wide: boolean): readonly (readonly string[])[] => {
  const rows = layout === 'numbers' ? (wide ? numbersWide : numbers) : wide ? inTheirOrder : asOnTelephones;
  return rows.map((row) => [...row]);
};
