import fc from 'fast-check';
import { expect, test } from 'vitest';
import { yearsFrom } from '../../../platform/years-from.ts';

test('the same day some years before or later, and 28 February where that year has no 29th', () => {
  expect(yearsFrom('2026-11-20', -18)).toBe('2008-11-20');
  expect(yearsFrom('2028-02-29', -18)).toBe('2010-02-28');
  expect(yearsFrom('2028-02-29', -16)).toBe('2012-02-29');
  expect(yearsFrom('2000-02-29', 100)).toBe('2100-02-28');
  expect(yearsFrom('2000-02-28', 4)).toBe('2004-02-28');
});

test('is a day that there is, whatever the day and the years', () => {
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2400-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.integer({ min: -120, max: 120 }), (date, years) => {
      const day = yearsFrom(date.toISOString().slice(0, 10), years);
      expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
    }),
  );
});
