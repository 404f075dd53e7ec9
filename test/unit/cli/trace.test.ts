import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameTrace, type FrameTraceEntry } from '../../../drivers/device/frame-trace.ts';
import { encodeRequest } from '../../../drivers/id-card-reader/commands.ts';
import { encodeFrame } from '../../../drivers/id-card-reader/frame.ts';
import { meaningOfFrame } from '../../../electron/cli/devices/frame-meaning.ts';
import { createTraceFollower, type TraceNews } from '../../../electron/cli/devices/trace-follower.ts';
import { traceLine } from '../../../electron/cli/text/trace-line.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

const entry = (change: Partial<FrameTraceEntry> = {}): FrameTraceEntry => ({
  direction: 'sent',
  hex: Buffer.from(encodeFrame(encodeRequest('findCard')))
    .toString('hex')
    .toUpperCase(),
  hiddenBytes: 0,
  note: '',
  firstAt: 0,
  lastAt: 0,
  count: 1,
  ...change,
});

const total = (news: readonly TraceNews[]): number =>
  news.reduce((sum, each) => sum + (each.type === 'frame' ? 1 : each.times), 0);

describe('following a trace', () => {
  it('tells each frame once, and repetitions when something else comes', () => {
    const follower = createTraceFollower();
    const find = entry({ note: 'find', firstAt: 1, lastAt: 1 });
    expect(follower.look([find])).toEqual([{ type: 'frame', entry: find }]);
    const found = { ...find, count: 5, lastAt: 9 };
    expect(follower.look([found])).toEqual([]);
    const card = entry({ note: 'card', firstAt: 10, lastAt: 10 });
    expect(follower.look([found, card])).toEqual([
      { type: 'repeated', entry: found, times: 4 },
      { type: 'frame', entry: card },
    ]);
    expect(follower.finish()).toEqual([]);
  });

  it('tells the last repetitions at the end', () => {
    const follower = createTraceFollower();
    follower.look([entry()]);
    follower.look([entry({ count: 3, lastAt: 4 })]);
    expect(follower.finish()).toMatchObject([{ type: 'repeated', times: 2 }]);
    expect(follower.finish()).toEqual([]);
  });

  it('counts every frame exactly once, however often it looks, while the buffer does not overflow between looks', async () => {
    const step = fc.record({
      kind: fc.constantFrom(1, 2, 3, 4),
      looks: fc.boolean(),
      pause: fc.constantFrom(0, 1, 7),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const clock = createFakeClock();
        const trace = createFrameTrace({ clock, capacity: 60 });
        const follower = createTraceFollower();
        const news: TraceNews[] = [];
        for (const { kind, looks, pause } of steps) {
          trace.record('sent', Uint8Array.of(kind), 1);
          await clock.advance(pause);
          if (looks) news.push(...follower.look(trace.entries()));
        }
        news.push(...follower.look(trace.entries()), ...follower.finish());
        expect(total(news)).toBe(steps.length);
      }),
      { numRuns: 60 },
    );
  });

  it('goes on when old entries fall out of the ring', () => {
    const clock = createFakeClock();
    const trace = createFrameTrace({ clock, capacity: 3 });
    const follower = createTraceFollower();
    let seen = 0;
    for (let byte = 0; byte < 20; byte += 1) {
      trace.record('sent', Uint8Array.of(byte), 1);
      seen += total(follower.look(trace.entries()));
    }
    expect(seen).toBe(20);
  });
});

describe('a frame in words', () => {
  it.each<[Partial<FrameTraceEntry>, string]>([
    [{}, 'findCard'],
    [{ direction: 'received', hex: 'AAAAAA9669000400008084' }, 'no-card'],
    [{ direction: 'received', hex: 'AAAAAA96690508000090', hiddenBytes: 1285 }, 'done'],
    [{ direction: 'received', hex: 'AAAAAA9669000400007773' }, 'unknown'],
    [{ direction: 'junk', hex: '', hiddenBytes: 18, note: 'noise' }, 'noise'],
    [{ hex: 'AAAAAA96690003FFFFFF', note: 'odd' }, 'odd'],
  ])('%j is %s', (change, meaning) => {
    expect(meaningOfFrame(entry(change))).toBe(meaning);
  });

  it('never makes it throw', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 20 }),
        fc.constantFrom('sent', 'received', 'junk'),
        (bytes, direction) => {
          const hex = Buffer.from(bytes).toString('hex');
          expect(typeof meaningOfFrame(entry({ hex, direction }))).toBe('string');
        },
      ),
    );
  });

  it('stands on one line with time, direction and what is hidden', () => {
    const at = new Date(2026, 10, 20, 9, 5, 7, 45).getTime();
    const received = entry({
      direction: 'received',
      hex: 'AAAAAA96690508000090',
      hiddenBytes: 1285,
      firstAt: at,
    });
    expect(traceLine({ type: 'frame', entry: received }, 'done')).toBe(
      '09:05:07.045  ← AA AA AA 96 69 05 08 00 00 90 (1285 bytes hidden)  done',
    );
    expect(traceLine({ type: 'repeated', entry: entry({ lastAt: at }), times: 2 }, 'findCard')).toBe(
      '09:05:07.045  → findCard came 2 times more',
    );
  });
});
