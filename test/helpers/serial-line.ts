import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../drivers/device/clock.ts';
import type { DeviceStatus } from '../../drivers/device/device-status.ts';
import type { CardEvent } from '../../drivers/id-card-reader/card-event.ts';
import type { IdCardReader } from '../../drivers/id-card-reader/id-card-reader.ts';
import { createIdCardReaderDriver } from '../../drivers/id-card-reader/id-card-reader-driver.ts';
import {
  createSimulatedIdCardReader,
  fieldTimings,
  type ReaderTimings,
  type SimulatedIdCardReader,
} from '../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import { createSerialLine, type SerialLine } from '../../drivers/simulator/serial-line/serial-line.ts';

/** Longest wait for something that takes well under a second on an idle machine, milliseconds. */
const patience = 20_000;

/** A real driver on a real pseudo terminal with a simulated reader at its other end. */
export interface ReaderOnSerialLine {
  readonly line: SerialLine;
  readonly simulator: SimulatedIdCardReader;
  readonly driver: IdCardReader;
  /** Everything that was told of cards so far. */
  readonly events: readonly CardEvent[];
  /** Every status published so far. */
  readonly statuses: readonly DeviceStatus[];
  /** Resolves with the first event of this type after `from` events; rejects after a generous time, telling what did come. */
  event<Type extends CardEvent['type']>(
    type: Type,
    from?: number,
  ): Promise<Extract<CardEvent, { type: Type }>>;
  /** Resolves when the present status satisfies the condition. */
  status(condition: (status: DeviceStatus) => boolean): Promise<DeviceStatus>;
  close(): Promise<void>;
}

/** Waits until `find` gives something, looking again whenever `subscribe` says that something happened. */
const waitFor = <Found>(
  find: () => Found | undefined,
  subscribe: (look: () => void) => () => void,
  explain: () => string,
): Promise<Found> =>
  new Promise((resolve, reject) => {
    const finish = (act: () => void) => {
      unsubscribe();
      cancel();
      act();
    };
    const look = () => {
      const found = find();
      if (found !== undefined) finish(() => resolve(found));
    };
    const unsubscribe = subscribe(look);
    const cancel = systemClock.after(patience, () => finish(() => reject(new Error(explain()))));
    look();
  });

/** A temporary folder that `remove` takes away again. */
export const temporaryFolder = async (): Promise<{ path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'yizhan-serial-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};

/** Waits for a status of any driver. */
export const statusOf = (
  driver: IdCardReader,
  condition: (status: DeviceStatus) => boolean,
): Promise<DeviceStatus> =>
  waitFor<DeviceStatus>(
    () => (condition(driver.status()) ? driver.status() : undefined),
    (look) => driver.onStatus(look),
    () => `status is ${JSON.stringify(driver.status())}`,
  );

/** Builds line, simulator and driver. The driver is started and enabled; close it in the test's end. */
export const readerOnSerialLine = async (
  options: { readonly timings?: Partial<ReaderTimings>; readonly baudRate?: number | 'auto' } = {},
): Promise<ReaderOnSerialLine> => {
  const folder = await temporaryFolder();
  const line = await createSerialLine(join(folder.path, 'reader'));
  const simulator = createSimulatedIdCardReader({
    stream: line.stream,
    clock: systemClock,
    timings: { ...fieldTimings, find: 10, select: 10, read: 60, other: 5, ...options.timings },
  });
  const driver = createIdCardReaderDriver({
    transport: { kind: 'serial', path: line.devicePath, baudRate: options.baudRate ?? 115200 },
    clock: systemClock,
  });
  const events: CardEvent[] = [];
  const statuses: DeviceStatus[] = [];
  driver.onCard((event) => events.push(event));
  driver.onStatus((status) => statuses.push(status));
  driver.start();
  driver.enable();

  return {
    line,
    simulator,
    driver,
    events,
    statuses,
    event: (type, from = 0) =>
      waitFor(
        () =>
          events
            .slice(from)
            .find((event): event is Extract<CardEvent, { type: typeof type }> => event.type === type),
        (look) => driver.onCard(look),
        () =>
          `no ${type}; events ${events.map((event) => JSON.stringify(event))}, ${JSON.stringify(driver.status())}`,
      ),
    status: (condition) => statusOf(driver, condition),
    async close() {
      await driver.stop();
      simulator.close();
      await line.close();
      await folder.remove();
    },
  };
};
