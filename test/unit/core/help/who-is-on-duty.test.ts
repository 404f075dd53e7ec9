import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whoIsOnDuty } from '../../../../electron/core/help/who-is-on-duty.ts';
import { loadWorkingCalendar } from '../../../../platform/applications/working-days.ts';
import type { HelpDirectory } from '../../../../platform/contract/help.ts';

const both = (text: string) => ({ 'zh-CN': text, en: text });
const calendar = loadWorkingCalendar();

const directory: HelpDirectory = {
  hotline: '12345',
  desks: [
    {
      name: both('值班台'),
      telephone: '0731-00000000',
      hours: [{ days: 'working-days', from: '08:30', until: '17:30' }],
    },
  ],
  stations: [
    {
      stationCode: 'QX-0007',
      desks: [
        {
          name: both('小周'),
          telephone: '0731-00000007',
          hours: [{ days: 'free-days', from: '09:00', until: '24:00' }],
        },
      ],
    },
  ],
};

/** A moment in China. */
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const ask = (text: string, stationCode = 'QX-0001') =>
  whoIsOnDuty(directory, stationCode, { now: at(text), calendar });

describe('who is on duty', () => {
  it('is the desk whose hours run, until they end', () => {
    expect(ask('2026-11-20T08:30').onDuty).toEqual([
      { name: both('值班台'), telephone: '0731-00000000', until: '17:30' },
    ]);
    expect(ask('2026-11-20T17:30').onDuty).toEqual([]);
  });

  it('is nobody outside of the hours; then whoever begins next is named, over the weekend', () => {
    expect(ask('2026-11-20T07:00').next).toMatchObject({ day: '2026-11-20', from: '08:30', isToday: true });
    expect(ask('2026-11-20T18:00')).toMatchObject({
      onDuty: [],
      next: { day: '2026-11-23', from: '08:30', isToday: false },
      hotline: '12345',
    });
  });

  it('goes by the holidays that were delivered: 1 October is no working day, 10 October 2026 is one', () => {
    expect(ask('2026-10-01T10:00').onDuty).toEqual([]);
    expect(ask('2026-10-10T10:00').onDuty).toHaveLength(1);
  });

  it('is the desk of the station where it has its own, whatever letters its code is written in', () => {
    expect(ask('2026-11-21T23:59', 'qx-0007').onDuty).toMatchObject([{ until: '24:00' }]);
    expect(ask('2026-11-20T10:00', 'qx-0007').onDuty).toEqual([]);
  });

  it('never leaves anybody without a number to call, and never names a past hour as the next', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2025-12-01T00:00'), max: at('2027-01-31T00:00') }), (now) => {
        const { onDuty, next, hotline } = whoIsOnDuty(directory, 'QX-0001', { now, calendar });
        expect(hotline).toBe('12345');
        expect(onDuty.length > 0).not.toBe(next !== null);
        if (next) expect(at(`${next.day}T${next.from}`)).toBeGreaterThan(now - 60_000);
      }),
    );
  });
});
