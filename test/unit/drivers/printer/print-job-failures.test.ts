import { describe, expect, it } from 'vitest';
import type { IppClient, IppOutcome } from '../../../../drivers/printer/ipp/operations.ts';
import type { PrintRequest } from '../../../../drivers/printer/print-job.ts';
import { defaultPrintLimits } from '../../../../drivers/printer/print-outcome.ts';
import { samplePdf } from './loopback-printer.ts';
import { buildPrintWorld } from './print-world.ts';

describe('a print that fails', () => {
  it('fails when the printer aborts it', async () => {
    const world = buildPrintWorld();
    void world.start();
    await world.clock.advance(4_000);
    world.printer.engine.endJob(1, 'aborted', 'aborted-by-system');
    await world.clock.advance(2_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'failed', reason: 'aborted-by-printer' });
  });

  it('fails when somebody cancels it at the panel', async () => {
    const world = buildPrintWorld();
    void world.start();
    await world.clock.advance(1_000);
    world.printer.engine.endJob(1, 'canceled', 'job-canceled-at-device');
    await world.clock.advance(2_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'failed', reason: 'cancelled-at-printer' });
  });

  it('tries for a while to reach a printer that sleeps', async () => {
    const world = buildPrintWorld();
    world.printer.setLine('refused');
    void world.start();
    await world.clock.advance(8_000);
    world.printer.setLine('up');
    await world.clock.advance(10_000);
    expect(world.ended.outcome).toEqual({ outcome: 'completed', impressions: 2 });
  });

  it('fails when it cannot be reached at all, and has sent nothing', async () => {
    const world = buildPrintWorld();
    world.printer.setLine('refused');
    void world.start();
    await world.clock.advance(defaultPrintLimits.reach + 2_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'failed', reason: 'printer-unreachable' });
    expect(world.eventTypes()).toEqual([]);
  });

  it('waits for a busy printer, and fails if it stays busy', async () => {
    const patient = buildPrintWorld();
    let refusals = 5;
    const busy: IppClient = {
      ...patient.printer.client,
      createJob: (ticket) =>
        refusals-- > 0
          ? Promise.resolve({ ok: false, reason: 'refused', status: 0x0507, detail: 'server-error-busy' })
          : patient.printer.client.createJob(ticket),
    };
    void patient.start({}, busy);
    await patient.clock.advance(20_000);
    expect(patient.ended.outcome).toEqual({ outcome: 'completed', impressions: 2 });

    refusals = Number.POSITIVE_INFINITY;
    const second = buildPrintWorld();
    void second.start({}, busy);
    await second.clock.advance(defaultPrintLimits.wait + 2_000);
    expect(second.ended.outcome).toMatchObject({ outcome: 'failed', reason: 'printer-busy' });
  });

  it('does not send a certificate to a printer that would ignore colour', async () => {
    const world = buildPrintWorld();
    void world.start(
      {},
      {
        ...world.printer.client,
        validateJob: () => Promise.resolve({ ok: true, value: ['print-color-mode'] }),
      },
    );
    await world.clock.advance(1_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'failed', reason: 'no-colour' });
    expect(world.printer.engine.jobs()).toEqual([]);
  });

  it('sends no document when the caller aborts as soon as the job has a name', async () => {
    const world = buildPrintWorld();
    world.when((event) => {
      if (event.type === 'created') {
        world.cancel.abort();
      }
    });
    void world.start();
    await world.clock.advance(1_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'failed', reason: 'cancelled' });
    expect(world.printer.engine.receivedDocuments()).toEqual([]);
    expect(world.printer.engine.jobs()[0]?.state).toBe(7);
  });

  it('cancels the empty job when the printer refuses the document', async () => {
    const world = buildPrintWorld();
    void world.start(
      {},
      {
        ...world.printer.client,
        sendDocument: () =>
          Promise.resolve({ ok: false, reason: 'refused', status: 0x040a, detail: 'not this format' }),
      },
    );
    await world.clock.advance(1_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'failed', reason: 'document-format-unsupported' });
    expect(world.printer.engine.jobs()[0]?.state).toBe(7);
  });
});

describe('a job of several documents', () => {
  const several = { documents: [samplePdf(2), samplePdf(1)], pages: 3 };

  it('is begun only when all of them are there', async () => {
    const world = buildPrintWorld();
    void world.start(several);
    await world.clock.advance(20_000);
    expect(world.ended.outcome).toEqual({ outcome: 'completed', impressions: 3 });
    expect(world.printer.engine.receivedDocuments()).toHaveLength(2);
    expect(world.printer.engine.jobs()).toHaveLength(1);
  });

  it('is not sent to a printer that takes one document a job', async () => {
    const world = buildPrintWorld({ takesSeveralDocuments: false });
    void world.start(several);
    await world.clock.advance(1_000);
    expect(world.ended.outcome).toMatchObject({
      outcome: 'failed',
      reason: 'several-documents-unsupported',
    });
    expect(world.printer.engine.jobs()).toEqual([]);
  });

  it.each([
    ['refuses', { ok: false, reason: 'refused', status: 0x040a, detail: '' }],
    ['never hears of', { ok: false, reason: 'connection-refused', detail: '', mayHaveArrived: false }],
  ] as const)('is cancelled, and asked about, when the printer %s the second', async (_what, answer) => {
    const world = buildPrintWorld();
    const { client } = world.printer;
    void world.start(several, {
      ...client,
      sendDocument: (...request) =>
        request[3] ? Promise.resolve<IppOutcome<null>>(answer) : client.sendDocument(...request),
    });
    await world.clock.advance(5_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'failed', reason: 'cancelled-at-printer' });
    expect(world.printer.engine.jobs()[0]).toMatchObject({ state: 7, impressionsCompleted: 0 });
  });
});

describe('a print whose end nobody knows', () => {
  it('is followed on when the printer took the document and did not confirm it', async () => {
    const world = buildPrintWorld();
    world.when((event) => {
      if (event.type === 'created') {
        world.printer.setLine('silent');
      }
    });
    void world.start();
    await world.clock.advance(5_000);
    world.printer.setLine('up');
    await world.clock.advance(20_000);
    expect(world.eventTypes()).not.toContain('sent');
    expect(world.ended.outcome).toEqual({ outcome: 'completed', impressions: 2 });
  });

  it.each(['silent', 'refused', 'garbage'] as const)('is unknown when the line stays %s', async (line) => {
    const world = buildPrintWorld();
    world.when((event) => {
      if (event.type === 'sent') {
        world.printer.setLine(line);
      }
    });
    void world.start();
    await world.clock.advance(defaultPrintLimits.unreachable - 1_000);
    expect(world.ended.outcome).toBeNull();
    await world.clock.advance(20_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'unknown' });
  });

  it('outlives a line that is down for a moment', async () => {
    const world = buildPrintWorld();
    void world.start();
    await world.clock.advance(1_000);
    world.printer.setLine('refused');
    await world.clock.advance(30_000);
    world.printer.setLine('up');
    await world.clock.advance(5_000);
    expect(world.ended.outcome).toEqual({ outcome: 'completed', impressions: 2 });
  });

  it('is unknown when the printer has started anew and forgotten it', async () => {
    const world = buildPrintWorld();
    void world.start();
    await world.clock.advance(4_000);
    world.printer.engine.reboot();
    await world.clock.advance(2_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'unknown' });
  });

  it('does not take another job of the same number for its own', async () => {
    const world = buildPrintWorld();
    void world.start();
    await world.clock.advance(4_000);
    world.printer.engine.reboot();
    world.printer.engine.createJob('somebody-else', new Map(), 1);
    world.printer.engine.addDocument(1, 'application/pdf', samplePdf(1), true);
    await world.clock.advance(20_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'unknown' });
  });

  it('is unknown when the driver stops following, and the job goes on', async () => {
    const world = buildPrintWorld();
    void world.start();
    await world.clock.advance(1_000);
    world.release.abort();
    await world.clock.advance(10_000);
    expect(world.ended.outcome).toEqual({ outcome: 'unknown', detail: 'no longer followed' });
    expect(world.printer.engine.jobs()[0]?.state).toBe(9);
  });

  it('is unknown when the printer does not confirm that it has cancelled', async () => {
    const world = buildPrintWorld({ sheetsInTray: 1 });
    void world.start(
      {},
      {
        ...world.printer.client,
        cancelJob: () =>
          Promise.resolve({ ok: false, reason: 'refused', status: 0x0404, detail: 'not possible' }),
      },
    );
    await world.clock.advance(5_000);
    world.cancel.abort();
    await world.clock.advance(defaultPrintLimits.cancel + 2_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'unknown' });
  });
});

describe('a request that can never be right', () => {
  it.each<[string, Partial<PrintRequest>]>([
    ['a job name with a person’s name', { jobName: '张三' }],
    ['an empty job name', { jobName: '' }],
    ['no copies', { copies: 0 }],
    ['half a page', { pages: 0.5 }],
    ['a document that is no PDF', { documents: [Buffer.from('hello')] }],
  ])('is a mistake of the caller: %s', async (_what, request) => {
    await expect(buildPrintWorld().start(request)).rejects.toThrow(TypeError);
  });
});
