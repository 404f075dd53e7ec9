import { afterEach, describe, expect, it } from 'vitest';
import type { SimulatedReaderFault } from '../../../drivers/simulator/id-card-reader/reader-faults.ts';
import { linXiaolan } from '../../../drivers/simulator/residents/residents.ts';
import { type ReaderOnSerialLine, readerOnSerialLine } from '../../helpers/serial-line.ts';

/** A device is usable again within this time after its cause has gone away, milliseconds. */
const recoveryTime = 5000;

let reader: ReaderOnSerialLine;
afterEach(() => reader.close());

/** Takes the fault away and reads a card; gives how long it took until the reader was fit again. */
const recover = async (): Promise<number> => {
  const eventsBefore = reader.events.length;
  const start = performance.now();
  reader.simulator.setFault(null);
  await reader.status(({ state, reasons }) => state === 'online' && reasons.length === 0);
  const took = performance.now() - start;
  reader.simulator.liftCard();
  reader.simulator.layCard(linXiaolan);
  await reader.event('cardRead', eventsBefore);
  return took;
};

const spoilingFaults: readonly [SimulatedReaderFault, string, string][] = [
  [{ kind: 'silent' }, 'offline', 'no-answer'],
  [{ kind: 'slow', delay: 3000 }, 'offline', 'no-answer'],
  [{ kind: 'garbage-inside' }, 'hardwareError', 'unintelligible-answer'],
  [{ kind: 'garbage-only' }, 'hardwareError', 'unintelligible-answer'],
  [{ kind: 'wrong-check-sum' }, 'hardwareError', 'unintelligible-answer'],
  [{ kind: 'wrong-length' }, 'hardwareError', 'unintelligible-answer'],
  [{ kind: 'truncated' }, 'hardwareError', 'unintelligible-answer'],
  [{ kind: 'wrong-status', code: 0x60 }, 'hardwareError', 'reader-self-test-failed'],
  [{ kind: 'wrong-status', code: 0x66 }, 'hardwareError', 'reader-not-authorised'],
  [{ kind: 'wrong-status', code: 0x10 }, 'hardwareError', 'unintelligible-answer'],
  [{ kind: 'wrong-status', code: 0x77 }, 'online', 'reader-reported-unknown-status'],
];

describe('a reader that answers badly', () => {
  it.each(spoilingFaults)(
    '%j gives %s, %s, and the reader is fit again soon after',
    async (fault, state, code) => {
      reader = await readerOnSerialLine();
      await reader.status((status) => status.state === 'online');
      reader.simulator.setFault({ fault });
      const status = await reader.status(({ reasons }) => reasons.length > 0);
      expect(status.state).toBe(state);
      expect(status.reasons.map((reason) => reason.code)).toEqual([code]);
      expect(await recover()).toBeLessThan(recoveryTime);
    },
  );

  it('is found again also where its rate is not given', async () => {
    reader = await readerOnSerialLine({ baudRate: 'auto' });
    reader.simulator.setFault({ fault: { kind: 'silent' } });
    await reader.status(({ reasons }) => reasons[0]?.code === 'no-answer');
    expect(await recover()).toBeLessThan(recoveryTime);
  });
});

const harmlessFaults: readonly SimulatedReaderFault[] = [
  { kind: 'slow', delay: 150 },
  { kind: 'garbage-before' },
  { kind: 'garbage-after' },
];

describe('a disturbed line', () => {
  it.each(harmlessFaults)('%j does not keep a card from being read', async (fault) => {
    reader = await readerOnSerialLine();
    reader.simulator.setFault({ fault });
    reader.simulator.layCard(linXiaolan);
    expect((await reader.event('cardRead')).record).toEqual(linXiaolan.card);
    expect(reader.driver.status()).toEqual({ state: 'online', reasons: [] });
  });

  const readFaults: readonly [SimulatedReaderFault, object][] = [
    [{ kind: 'silent' }, { reason: 'no-answer' }],
    [{ kind: 'garbage-inside' }, { reason: 'unintelligible-answer' }],
    [{ kind: 'wrong-check-sum' }, { reason: 'unintelligible-answer' }],
    [{ kind: 'wrong-length' }, { reason: 'unintelligible-answer' }],
    [{ kind: 'truncated' }, { reason: 'unintelligible-answer' }],
    [
      { kind: 'wrong-status', code: 0x32 },
      { reason: 'card-refused', statusCode: 0x32 },
    ],
    [
      { kind: 'wrong-status', code: 0x47 },
      { reason: 'reader-error', statusCode: 0x47 },
    ],
    [
      { kind: 'wrong-status', code: 0x77 },
      { reason: 'reader-error', statusCode: 0x77 },
    ],
  ];
  it.each(readFaults)(
    '%j while a card is read fails that read as %j, and the next goes well',
    async (fault, failure) => {
      reader = await readerOnSerialLine();
      reader.simulator.setFault({ fault, commands: ['readCard'] });
      reader.simulator.layCard(linXiaolan);
      expect(await reader.event('readFailed')).toEqual({ type: 'readFailed', ...failure });
      expect(await recover()).toBeLessThan(recoveryTime);
    },
  );
});
