import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../../drivers/device/clock.ts';
import {
  createDeviceRegistry,
  type DeviceRegistry,
  type DeviceRegistryEvent,
} from '../../../../drivers/device/device-registry.ts';
import type { CardEvent } from '../../../../drivers/id-card-reader/card-event.ts';
import { createIdCardReader, type IdCardReader } from '../../../../drivers/id-card-reader/id-card-reader.ts';
import {
  createSimulatedIdCardReader,
  type SimulatedIdCardReader,
} from '../../../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import { linXiaolan } from '../../../../drivers/simulator/residents/residents.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';
import { createFakePort, type FakePort } from '../../../helpers/fake-transport.ts';

let clock: FakeClock;
let port: FakePort;
let simulator: SimulatedIdCardReader;
let registry: DeviceRegistry;
let driver: IdCardReader;
let events: CardEvent[];
let failures: DeviceRegistryEvent[];
/** Opening the port never comes to an end. */
let hangsInOpen: boolean;

const create = (watched: Clock): IdCardReader =>
  createIdCardReader({
    createTransport: (rate) => {
      const transport = port.createTransport(rate);
      return hangsInOpen ? { ...transport, open: () => new Promise(() => {}) } : transport;
    },
    baudRates: [115200],
    clock: watched,
  });

beforeEach(() => {
  clock = createFakeClock();
  port = createFakePort();
  simulator = createSimulatedIdCardReader({ stream: port.stream, clock });
  registry = createDeviceRegistry({ clock });
  hangsInOpen = false;
  driver = registry.add(create, { heartbeatWithin: 10_000 });
  events = [];
  failures = [];
  driver.onCard((event) => events.push(event));
  registry.onEvent((event) => {
    if (event.type === 'driver-failed') failures.push(event);
  });
});
afterEach(async () => {
  simulator.close();
  await registry.stop();
  expect(clock.pending()).toBe(0);
});

describe('a reader in the registry', () => {
  it('is never taken for stalled, whatever its device does', async () => {
    registry.start();
    for (const silence of [false, true, false]) {
      simulator.setFault(silence ? { fault: { kind: 'silent' } } : null);
      for (const wanted of [true, false]) {
        if (wanted) driver.enable();
        else driver.disable();
        await clock.advance(60_000);
      }
      port.lose();
      port.refuse('port-not-found');
      await clock.advance(60_000);
      port.refuse(null);
    }
    expect(failures).toEqual([]);
  });

  it('goes on looking for the visit’s card after it was started anew, and keeps its trace', async () => {
    let thrown = false;
    driver.onCard(({ type }) => {
      if (type !== 'cardReading' || thrown) return;
      thrown = true;
      throw new Error(`${linXiaolan.card.name} was not expected`);
    });
    registry.start();
    driver.enable();
    simulator.layCard(linXiaolan);
    await clock.advance(400);
    expect(failures).toMatchObject([{ failure: 'threw' }]);
    expect(JSON.stringify(failures)).not.toContain(linXiaolan.card.name);
    // The visit hears that its card was not read.
    expect(events.map(({ type }) => type)).toEqual(['cardReading', 'readFailed']);
    const traced = driver.trace().length;
    await clock.advance(1000);
    expect(registry.status('idCardReader')).toEqual({ state: 'online', reasons: [] });
    expect(driver.trace().length).toBeGreaterThanOrEqual(traced);
    simulator.liftCard();
    simulator.layCard(linXiaolan);
    await clock.advance(2000);
    expect(events.at(-1)).toMatchObject({ type: 'cardRead', record: linXiaolan.card });
    expect(registry.list()).toMatchObject([{ restarts: 1 }]);
  });

  it('whose port never finishes opening is shown as failed, also while it is tried again', async () => {
    hangsInOpen = true;
    registry.start();
    await clock.advance(9000);
    expect(registry.status('idCardReader').state).toBe('starting');
    for (let second = 0; second < 60; second += 1) {
      await clock.advance(1000);
      if (failures.length === 0) continue;
      expect(registry.status('idCardReader')).toMatchObject({
        state: 'hardwareError',
        reasons: [{ code: 'driver-restarting', detail: 'stalled: no sign of life for 10000 ms' }],
      });
    }
    expect(failures.length).toBeGreaterThan(2);
  });
});
