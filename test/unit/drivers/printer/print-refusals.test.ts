import { describe, expect, it } from 'vitest';
import type { IppFailure } from '../../../../drivers/printer/ipp/operations.ts';
import { statusFromFailure } from '../../../../drivers/printer/printer-status.ts';
import { buildPrintWorld } from './print-world.ts';

describe('a print that the printer does not take', () => {
  it.each([
    [0x0506, 'not-accepting-jobs'],
    [0x040a, 'document-format-unsupported'],
    [0x0400, 'refused'],
    [0x0401, 'refused'],
  ])('fails when Validate-Job is refused with status %i: %s', async (status, reason) => {
    const world = buildPrintWorld();
    void world.start(
      {},
      {
        ...world.printer.client,
        validateJob: () => Promise.resolve({ ok: false, reason: 'refused', status, detail: 'no' }),
      },
    );
    await world.clock.advance(1_000);
    expect(world.ended.outcome).toEqual({ outcome: 'failed', reason, detail: 'no' });
    expect(world.printer.engine.jobs()).toEqual([]);
  });

  it.each([
    ['media', 'media-size-unsupported'],
    ['print-color-mode', 'no-colour'],
    ['copies', 'copies-unsupported'],
  ])('fails when it would ignore %s: %s', async (attributeName, reason) => {
    const world = buildPrintWorld();
    void world.start(
      {},
      {
        ...world.printer.client,
        validateJob: () => Promise.resolve({ ok: true, value: [attributeName] }),
      },
    );
    await world.clock.advance(1_000);
    expect(world.ended.outcome).toMatchObject({ outcome: 'failed', reason });
    expect(world.printer.engine.jobs()).toEqual([]);
  });
});

describe('a printer that cannot be asked', () => {
  const whole = { detail: 'why', mayHaveArrived: false } as const;

  it.each([
    ['connection-refused', 'connection-refused', 'offline', 'staff'],
    ['host-not-found', 'port-not-found', 'offline', 'technician'],
    ['no-such-path', 'port-not-found', 'offline', 'technician'],
    ['connect-time-out', 'no-answer', 'offline', 'staff'],
    ['idle-time-out', 'no-answer', 'offline', 'staff'],
    ['whole-time-out', 'no-answer', 'offline', 'staff'],
    ['connection-lost', 'port-closed', 'offline', 'technician'],
    ['not-trusted', 'not-trusted', 'offline', 'technician'],
    ['access-denied', 'port-access-denied', 'offline', 'technician'],
    ['malformed-reply', 'unintelligible-answer', 'hardwareError', 'technician'],
    ['reply-too-large', 'unintelligible-answer', 'hardwareError', 'technician'],
    ['not-ipp', 'unintelligible-answer', 'hardwareError', 'technician'],
  ] as const)('says of %s: %s, %s, for the %s', (reason, code, state, actor) => {
    const failure: IppFailure = { ok: false, reason, ...whole };
    expect(statusFromFailure(failure)).toEqual({
      state,
      reasons: [{ code, severity: 'error', actor, detail: 'why' }],
    });
  });
});
