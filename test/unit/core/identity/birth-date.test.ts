import { expect, test } from 'vitest';
import { residents } from '../../../../drivers/simulator/residents/residents.ts';
import { birthDateOf } from '../../../../electron/core/identity/birth-date.ts';

const now = Date.UTC(2026, 10, 20);

test.each(residents.map(({ key, card }) => [key, card] as const))(
  'is what the card says: %s',
  (_key, card) => {
    expect(birthDateOf(card.idNumber, now)).toBe(card.birthDate);
  },
);

test.each([
  ['UTO430110112002', '2010-11-20'],
  // Nobody is born tomorrow: a hundred years ago, then.
  ['UTO430126112102', '1926-11-21'],
  ['UTO430126112002', '2026-11-20'],
  ['UTO430100022902', '2000-02-29'],
])('of two digits of a year the younger person is meant: %s', (idNumber, birthDate) => {
  expect(birthDateOf(idNumber, now)).toBe(birthDate);
});

test.each([
  '430199195802300429',
  '430199195813120429',
  'AAAAAAAAAAAAAAAAAA',
  '430199195803120',
  'UTO430192133202',
  '',
])('%j says none', (idNumber) => {
  expect(birthDateOf(idNumber, now)).toBeNull();
});
