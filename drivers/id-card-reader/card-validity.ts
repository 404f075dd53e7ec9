import type { CardRecord } from './card-record.ts';

export type CardValidity = 'valid' | 'expired' | 'not-yet-valid';

/** Cards are valid by the calendar of China: UTC+8 all year, no daylight saving since 1991. */
const chinaOffset = 8 * 60 * 60 * 1000;

/** The calendar day in China at an instant (milliseconds since the epoch), `YYYY-MM-DD`. */
export const dayInChina = (instant: number): string =>
  new Date(instant + chinaOffset).toISOString().slice(0, 10);

/**
 * Whether a card is valid at an instant (milliseconds since the epoch): from the first to the last day of its term,
 * both included; `long-term` (长期) has no last day.
 */
export const judgeValidity = (
  { validFrom, validUntil }: Pick<CardRecord, 'validFrom' | 'validUntil'>,
  instant: number,
): CardValidity => {
  const today = dayInChina(instant);
  if (today < validFrom) return 'not-yet-valid';
  if (validUntil !== 'long-term' && today > validUntil) return 'expired';
  return 'valid';
};
