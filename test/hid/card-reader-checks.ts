import { systemClock } from '../../drivers/device/clock.ts';
import type { CardEvent } from '../../drivers/id-card-reader/card-event.ts';
import { createIdCardReaderDriver } from '../../drivers/id-card-reader/id-card-reader-driver.ts';
import { plugHidCardReader } from '../../drivers/simulator/hid-guest/hid-card-reader.ts';
import { createSimulatedIdCardReader } from '../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import { linXiaolan } from '../../drivers/simulator/residents/residents.ts';
import { expectSame, type GuestCheck, waitFor } from './checks.ts';

const identity = { vendorId: 0x0483, productId: 0x5750, serialNumber: 'SIM-4' };

/** A simulated reader at the end of a cable that is plugged in. */
const plugReader = () => {
  const cable = plugHidCardReader(identity);
  const simulator = createSimulatedIdCardReader({ stream: cable.stream, clock: systemClock });
  return {
    simulator,
    async unplug() {
      simulator.close();
      await cable.unplug();
    },
  };
};

const startDriver = () => {
  const driver = createIdCardReaderDriver({ transport: { kind: 'hid', ...identity }, clock: systemClock });
  const events: CardEvent[] = [];
  driver.onCard((event) => events.push(event));
  driver.enable();
  driver.start();
  return {
    driver,
    status: (state: string) =>
      waitFor(
        () => driver.status().state === state || undefined,
        () => `not ${state}, but ${JSON.stringify(driver.status())}`,
      ),
    /** The next event of this type; those before it are dropped. */
    event: <Type extends CardEvent['type']>(type: Type): Promise<Extract<CardEvent, { type: Type }>> =>
      waitFor(
        () => {
          for (let event = events.shift(); event; event = events.shift()) {
            if (event.type === type) return event as Extract<CardEvent, { type: Type }>;
          }
          return undefined;
        },
        () => `no ${type}, ${JSON.stringify(driver.status())}`,
      ),
  };
};

export const cardReaderChecks: readonly GuestCheck[] = [
  {
    name: 'a card is read in reports of 64 bytes',
    async run() {
      const reader = plugReader();
      const kiosk = startDriver();
      await kiosk.status('online');
      const start = systemClock.monotonic();
      reader.simulator.layCard(linXiaolan);
      const { record, photo } = await kiosk.event('cardRead');
      expectSame(record, linXiaolan.card);
      expectSame(photo?.length, 1024);
      const took = Math.round(systemClock.monotonic() - start);
      await kiosk.driver.stop();
      await reader.unplug();
      return `read after ${took} ms`;
    },
  },
  {
    name: 'a reader that is unplugged in the middle of a read is missed, and reads again when it is back',
    async run() {
      const before = plugReader();
      const kiosk = startDriver();
      await kiosk.status('online');
      before.simulator.layCard(linXiaolan);
      await kiosk.event('cardReading');
      await before.unplug();
      expectSame((await kiosk.event('readFailed')).reason, 'line-lost');
      await kiosk.status('noDevice');
      const after = plugReader();
      await kiosk.status('online');
      after.simulator.layCard(linXiaolan);
      expectSame((await kiosk.event('cardRead')).record, linXiaolan.card);
      await kiosk.driver.stop();
      await after.unplug();
      return '';
    },
  },
];
