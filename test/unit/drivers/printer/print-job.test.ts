import { describe, expect, it } from 'vitest';
import { defaultPrintLimits } from '../../../../drivers/printer/print-outcome.ts';
import type { PrinterConditions } from '../../../../drivers/simulator/printer/conditions.ts';
import { samplePdf } from './loopback-printer.ts';
import { buildPrintWorld } from './print-world.ts';

const minute = 60_000;

describe('a print that goes well', () => {
  it('is completed with the pages that the printer counted, and the printer has the very document', async () => {
    const world = buildPrintWorld();
    void world.start();
    await world.clock.advance(7_000);
    expect(world.ended.outcome).toEqual({ outcome: 'completed', impressions: 2 });
    expect(world.eventTypes()).toEqual(['created', 'sent', 'progress', 'progress']);
    const [received] = world.printer.engine.receivedDocuments();
    expect(Buffer.from(received?.octets ?? []).equals(Buffer.from(samplePdf(2)))).toBe(true);
    expect(received).toMatchObject({ jobName: 'print-17', format: 'application/pdf' });
  });

  it('asks for A4, colour, one side and no scaling', async () => {
    const world = buildPrintWorld();
    void world.start({ copies: 2 });
    await world.clock.advance(20_000);
    const template = world.printer.engine.receivedDocuments()[0]?.template;
    expect(Object.fromEntries([...(template ?? [])].map(([key, values]) => [key, values[0]?.value]))).toEqual(
      {
        media: 'iso_a4_210x297mm',
        'print-color-mode': 'color',
        sides: 'one-sided',
        'print-scaling': 'none',
        copies: 2,
      },
    );
    expect(world.ended.outcome).toEqual({ outcome: 'completed', impressions: 4 });
  });

  it('names the job before any octet of the document leaves', async () => {
    const world = buildPrintWorld();
    const receivedWhenCreated: number[] = [];
    world.when((event) => {
      if (event.type === 'created') {
        receivedWhenCreated.push(world.printer.engine.receivedDocuments().length);
      }
    });
    void world.start();
    await world.clock.advance(7_000);
    expect(receivedWhenCreated).toEqual([0]);
    expect(world.events[0]).toEqual({
      type: 'created',
      job: { jobUri: 'ipp://printer.test/ipp/print/1', jobId: 1, jobName: 'print-17' },
    });
  });

  it('waits for a slow printer and asks it less and less often', async () => {
    const world = buildPrintWorld({ millisecondsPerPage: 2 * minute });
    void world.start();
    await world.clock.advance(5 * minute);
    expect(world.ended.outcome).toEqual({ outcome: 'completed', impressions: 2 });
    // Two requests a look, a look a second at most.
    expect(world.printer.exchanges()).toBeLessThan(2 * 4 * 60 + 60);
  });

  it('leaves no timer behind', async () => {
    const world = buildPrintWorld();
    void world.start();
    await world.clock.advance(7_000);
    expect(world.ended.outcome).not.toBeNull();
    expect(world.clock.pending()).toBe(0);
  });
});

describe('a print that is held up', () => {
  it.each<[string, Partial<PrinterConditions>, Partial<PrinterConditions>, string[]]>([
    ['paper runs out', { sheetsInTray: 1 }, { sheetsInTray: 250 }, ['media-empty', 'media-needed']],
    ['a cover is open', { coverOpen: true }, { coverOpen: false }, ['cover-open']],
    ['paper is jammed', { jammed: true }, { jammed: false }, ['media-jam']],
    ['somebody has stopped the printer', { stopped: true }, { stopped: false }, ['paused']],
    [
      'toner is out',
      { tonerPercent: { black: 50, cyan: 0, magenta: 50, yellow: 50 } },
      { tonerPercent: { black: 50, cyan: 100, magenta: 50, yellow: 50 } },
      ['toner-empty', 'marker-supply-empty'],
    ],
  ])('pauses when %s, resumes when it is mended, and completes', async (_what, fault, cure, codes) => {
    const world = buildPrintWorld(fault);
    void world.start();
    await world.clock.advance(5 * minute);
    expect(world.ended.outcome).toBeNull();
    const paused = world.events.findLast((event) => event.type === 'paused');
    expect(
      paused?.reasons.filter(({ severity }) => severity === 'error').map(({ code, actor }) => [code, actor]),
    ).toEqual(codes.map((code) => [code, 'staff']));
    world.printer.engine.set(cure);
    await world.clock.advance(10_000);
    expect(world.eventTypes()).toContain('resumed');
    expect(world.ended.outcome).toEqual({ outcome: 'completed', impressions: 2 });
  });

  it('is still held up when the page before the empty tray counts only after the tray was seen', async () => {
    const world = buildPrintWorld({ sheetsInTray: 1 });
    const { client } = world.printer;
    const slow: typeof client = {
      ...client,
      getJobAttributes: async (...asked) => {
        const answer = await client.getJobAttributes(...asked);
        await new Promise<void>((resolve) => world.clock.after(400, resolve));
        return answer;
      },
    };
    void world.start({}, slow);
    await world.clock.advance(minute);
    const told = world.eventTypes();
    expect(told.indexOf('paused')).toBeLessThan(told.indexOf('progress'));
    expect(told.at(-1)).toBe('paused');
    expect(told.filter((type) => type === 'resumed')).toEqual([]);
  });

  it('prints the page again that was jammed half way', async () => {
    const world = buildPrintWorld();
    void world.start();
    await world.clock.advance(4_500);
    world.printer.engine.set({ jammed: true });
    await world.clock.advance(minute);
    expect(world.events.at(-1)).toMatchObject({ type: 'paused', reasons: [{ code: 'media-jam' }] });
    world.printer.engine.set({ jammed: false });
    await world.clock.advance(4_000);
    expect(world.ended.outcome).toEqual({ outcome: 'completed', impressions: 2 });
  });

  it('is cancelled and failed when nobody refills paper in time', async () => {
    const world = buildPrintWorld({ sheetsInTray: 1 });
    void world.start();
    await world.clock.advance(defaultPrintLimits.paused + 10_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'failed', reason: 'timed-out' });
    expect(world.printer.engine.jobs()[0]?.state).toBe(7);
  });

  it('is cancelled at the caller’s wish, and says how many pages came out', async () => {
    const world = buildPrintWorld();
    void world.start();
    await world.clock.advance(4_000);
    world.cancel.abort();
    await world.clock.advance(1_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'failed', reason: 'cancelled' });
    expect(world.ended.outcome).toMatchObject({ detail: expect.stringContaining('after 1 impressions') });
    expect(world.printer.engine.jobs()[0]?.state).toBe(7);
  });

  it('is completed although cancelled when the last page was faster', async () => {
    const world = buildPrintWorld();
    void world.start();
    await world.clock.advance(5_900);
    world.printer.setLine('silent');
    world.printer.engine.set({ millisecondsPerPage: 1 });
    await world.clock.advance(200);
    world.cancel.abort();
    world.printer.setLine('up');
    await world.clock.advance(30_000);
    expect(world.ended.outcome).toEqual({ outcome: 'completed', impressions: 2 });
  });
});
