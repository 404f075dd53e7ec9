import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause, systemClock } from '../../drivers/device/clock.ts';
import type { IdCardReader } from '../../drivers/id-card-reader/id-card-reader.ts';
import { createIdCardReaderDriver } from '../../drivers/id-card-reader/id-card-reader-driver.ts';
import {
  createSimulatedIdCardReader,
  fieldTimings,
} from '../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import { linXiaolan } from '../../drivers/simulator/residents/residents.ts';
import { createSerialLine } from '../../drivers/simulator/serial-line/serial-line.ts';
import { atMost, type Measurement } from '../support/measurement.ts';
import { summariseTimes } from '../support/statistics.ts';
import { watchWaits } from './watched-waits.ts';

const cards = 40;
/** What the driver and the line may add, milliseconds. */
const goal = 20;
/** The cards are laid at moments spread over one round of polling, milliseconds. */
const pollingRound = 80;

/** When the next card is read. */
const nextRead = (reader: IdCardReader): Promise<number> =>
  new Promise((resolve, reject) => {
    const stop = reader.onCard((event) => {
      const at = performance.now();
      switch (event.type) {
        case 'cardReading':
        case 'cardLeft':
        case 'cardRemoved':
          return;
        case 'cardRead':
          stop();
          resolve(at);
          return;
        case 'readFailed':
          stop();
          reject(new Error(`the card was not read: ${event.reason}`));
          return;
      }
    });
  });

const online = (reader: IdCardReader): Promise<void> =>
  new Promise((resolve) => {
    const stop = reader.onStatus(({ state }) => {
      if (state !== 'online') return;
      stop();
      resolve();
    });
  });

/**
 * From the card laid on a simulated reader with timings of the field to the driver's `cardRead`, over a real pseudo
 * terminal. What the reader itself works on a command is known; the rest is driver, line, and the pauses of polling.
 */
export const measureCards = async (): Promise<Measurement> => {
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-bench-'));
  const line = await createSerialLine(join(folder, 'reader'));
  const waits = watchWaits(systemClock);
  const simulator = createSimulatedIdCardReader({ stream: line.stream, clock: waits, timings: fieldTimings });
  const reader = createIdCardReaderDriver({
    transport: { kind: 'serial', path: line.devicePath, baudRate: 115200 },
    clock: systemClock,
  });
  const whole: number[] = [];
  const readers: number[] = [];
  const overheads: number[] = [];
  try {
    const begun = online(reader);
    reader.enable();
    reader.start();
    await begun;
    for (let card = 0; card < cards; card += 1) {
      simulator.liftCard();
      waits.forget();
      await pause(systemClock, 200 + (card * pollingRound) / cards);
      const read = nextRead(reader);
      const laid = performance.now();
      simulator.layCard(linXiaolan);
      const at = await read;
      const busy = waits.waitedWithin(laid, at);
      whole.push(at - laid);
      readers.push(busy);
      overheads.push(at - laid - busy);
    }
  } finally {
    await reader.stop();
    simulator.close();
    await line.close();
    await rm(folder, { recursive: true, force: true });
  }
  const overhead = summariseTimes(overheads);
  return {
    name: 'card laid → cardRead',
    unit: 'ms',
    method: `${cards} cards at moments spread over a round of polling; simulated reader with timings of the field (find ${fieldTimings.find}, select ${fieldTimings.select}, read ${fieldTimings.read} ms) and driver in one process, a pseudo terminal between them. Overhead: each card's time less what the reader was working in it.`,
    candidates: [
      {
        name: 'driver, whole',
        kind: 'ours',
        remark: 'from the card laid to the event',
        oursToThis: null,
        ...summariseTimes(whole),
      },
      {
        name: 'reader alone',
        kind: 'reference',
        remark: 'the sum of its own waits between the two',
        ...summariseTimes(readers),
        oursToThis: summariseTimes(whole).p50 / summariseTimes(readers).p50,
      },
      {
        name: 'overhead',
        kind: 'ours',
        remark: 'the difference, card by card',
        oursToThis: null,
        ...overhead,
      },
    ],
    goals: [atMost(goal, 'p50 of the overhead', overhead.p50, 'ms')],
  };
};
