import type { KeyboardLayout } from './typing.ts';

const asOnTelephones = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const inTheirOrder = ['abcdefg', 'hijklmn', 'opqrstu', 'vwxyz'];
const numbers = ['1234567890', '-—、,.，。', '()（）·/#号'];
const numbersWide = ['12345', '67890', '-、,.。', '()·/号'];

/** Addresses of platforms, printers and ports, and codes: everything on one face. */
const addresses = ['1234567890', 'qwertyuiop', 'asdfghjkl-', 'zxcvbnm._', ':/@#?=&+'];

/** The keys of a layout, row by row; `wide` where each has to be larger. */
export const rowsOf = (layout: KeyboardLayout, wide: boolean): readonly (readonly string[])[] => {
  if (layout === 'address') return addresses.map((row) => [...row]);
  const rows = layout === 'numbers' ? (wide ? numbersWide : numbers) : wide ? inTheirOrder : asOnTelephones;
  return rows.map((row) => [...row]);
};
