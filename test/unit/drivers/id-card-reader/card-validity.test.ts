import { describe, expect, it } from 'vitest';
import { dayInChina, judgeValidity } from '../../../../drivers/id-card-reader/card-validity.ts';

const term = { validFrom: '2019-06-01', validUntil: '2039-06-01' };
/** An instant by the clock on a wall in China. */
const inChina = (text: string): number => Date.parse(`${text}+08:00`);

describe('validity of a card', () => {
  it.each([
    ['2019-05-31T23:59:59.999', 'not-yet-valid'],
    ['2019-06-01T00:00:00.000', 'valid'],
    ['2026-11-20T12:00:00.000', 'valid'],
    ['2039-06-01T23:59:59.999', 'valid'],
    ['2039-06-02T00:00:00.000', 'expired'],
  ])('at %s in China is: %s', (instant, validity) => {
    expect(judgeValidity(term, inChina(instant))).toBe(validity);
  });

  it('has no end where it is long-term', () => {
    expect(judgeValidity({ ...term, validUntil: 'long-term' }, inChina('2199-01-01T00:00:00'))).toBe('valid');
    expect(judgeValidity({ ...term, validUntil: 'long-term' }, inChina('2019-01-01T00:00:00'))).toBe(
      'not-yet-valid',
    );
  });

  it('goes by the day in China, whatever the zone of the machine', () => {
    expect(dayInChina(Date.parse('2026-11-20T15:59:59Z'))).toBe('2026-11-20');
    expect(dayInChina(Date.parse('2026-11-20T16:00:00Z'))).toBe('2026-11-21');
  });
});
