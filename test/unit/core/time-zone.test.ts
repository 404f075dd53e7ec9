import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { dateText, dateTimeText } from '../../../electron/core/certificates/rendering/date-text.ts';
import { birthDateOf } from '../../../electron/core/identity/birth-date.ts';
import { civilDayStart } from '../../../electron/core/printing/print-quota.ts';
import { startOfChinaDay, tomorrowAt } from '../../../electron/core/staff-mode/china-time.ts';

const zones = ['Asia/Shanghai', 'UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Kathmandu'] as const;
const usual = process.env.TZ;

/** What is done while the machine's time zone is this one. Node looks at the variable each time that it is set. */
const inZone = <Value>(zone: string, work: () => Value): Value => {
  process.env.TZ = zone;
  return work();
};

afterEach(() => {
  if (usual === undefined) delete process.env.TZ;
  else process.env.TZ = usual;
});

/** Everything that a day or an hour of the calendar decides, at one instant. */
const calendarAt = (instant: number) => ({
  quotaSince: civilDayStart(instant),
  today: startOfChinaDay(instant),
  openAgain: tomorrowAt(instant, 8),
  paper: [dateText(Math.floor(instant / 1000)), dateTimeText(Math.floor(instant / 1000))],
  born: [birthDateOf('430199195803120429', instant), birthDateOf('UTO430158031201', instant)],
});

describe('a leap of the machine’s time zone', () => {
  it('does reach the machine: the local hour is another', () => {
    const noon = Date.UTC(2026, 10, 20, 4);
    const hours = zones.map((zone) => inZone(zone, () => new Date(noon).getHours()));
    expect(new Set(hours).size).toBeGreaterThan(3);
  });

  it('moves no day, no quota, no opening hour and no date on paper', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2040, 0, 1) }),
        fc.constantFrom(...zones),
        fc.constantFrom(...zones),
        (instant, zone, other) => {
          expect(inZone(other, () => calendarAt(instant))).toEqual(inZone(zone, () => calendarAt(instant)));
        },
      ),
    );
  });

  it('leaves the day of the quota where China has it', () => {
    const justBefore = Date.UTC(2026, 10, 20, 15, 59, 59);
    const start = inZone('America/New_York', () => civilDayStart(justBefore));
    expect(start).toBe(Date.UTC(2026, 10, 19, 16));
    expect(inZone('Pacific/Kiritimati', () => civilDayStart(justBefore + 1_000))).toBe(start + 86_400_000);
  });
});
