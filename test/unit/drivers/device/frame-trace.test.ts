import { describe, expect, it } from 'vitest';
import { createFrameTrace } from '../../../../drivers/device/frame-trace.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';

describe('the frame trace', () => {
  it('keeps the visible bytes with their time, and of the others the number', async () => {
    const clock = createFakeClock(1000);
    const trace = createFrameTrace({ clock, capacity: 10 });
    await clock.advance(5);
    trace.record('received', Uint8Array.of(0xaa, 0x0b, 3, 4), 2, 'note');
    expect(trace.entries()).toEqual([
      {
        direction: 'received',
        hex: 'AA0B',
        hiddenBytes: 2,
        note: 'note',
        firstAt: 1005,
        lastAt: 1005,
        count: 1,
      },
    ]);
  });

  it('counts polling that alternates between two frames, and keeps what came before', async () => {
    const clock = createFakeClock(0);
    const trace = createFrameTrace({ clock, capacity: 5 });
    trace.record('sent', Uint8Array.of(9), 1);
    for (let round = 0; round < 1000; round += 1) {
      await clock.advance(1);
      trace.record('sent', Uint8Array.of(1), 1);
      trace.record('received', Uint8Array.of(2), 1);
    }
    expect(trace.entries().map(({ hex, count, firstAt, lastAt }) => [hex, count, firstAt, lastAt])).toEqual([
      ['09', 1, 0, 0],
      ['01', 1000, 1, 1000],
      ['02', 1000, 1, 1000],
    ]);
  });

  it('forgets the oldest beyond its capacity', () => {
    const trace = createFrameTrace({ clock: createFakeClock(), capacity: 3 });
    for (let value = 0; value < 10; value += 1) trace.record('sent', Uint8Array.of(value), 1);
    expect(trace.entries().map(({ hex }) => hex)).toEqual(['07', '08', '09']);
  });
});
