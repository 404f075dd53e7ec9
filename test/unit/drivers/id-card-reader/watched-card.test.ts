import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardEvent } from '../../../../drivers/id-card-reader/card-event.ts';
import { statusCodes } from '../../../../drivers/id-card-reader/commands.ts';
import { createIdCardReader, type IdCardReader } from '../../../../drivers/id-card-reader/id-card-reader.ts';
import {
  createSimulatedIdCardReader,
  type SimulatedIdCardReader,
} from '../../../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import { linXiaolan, residents } from '../../../../drivers/simulator/residents/residents.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';
import { createFakePort, type FakePort } from '../../../helpers/fake-transport.ts';

let clock: FakeClock;
let port: FakePort;
let simulator: SimulatedIdCardReader;
let driver: IdCardReader;
let events: CardEvent[];

beforeEach(async () => {
  clock = createFakeClock();
  port = createFakePort();
  simulator = createSimulatedIdCardReader({ stream: port.stream, clock });
  driver = createIdCardReader({ createTransport: port.createTransport, baudRates: [115200], clock });
  events = [];
  driver.onCard((event) => events.push(event));
  driver.start();
  await clock.advance(100);
});
afterEach(async () => {
  simulator.close();
  await driver.stop();
  expect(clock.pending()).toBe(0);
});

/** What was told since this was asked last. */
const told = () => events.splice(0).map(({ type }) => type);

/** A visit wants a card, which is laid and stays there. */
const visit = async (extras: Parameters<SimulatedIdCardReader['layCard']>[1] = {}): Promise<void> => {
  driver.enable();
  simulator.layCard(linXiaolan, extras);
  await clock.advance(1500);
  driver.disable();
  told();
};

describe('a card that still lies there when a visit has ended', () => {
  it('is told at once, once, and that it was lifted', async () => {
    await visit();
    driver.watch();
    await clock.advance(500);
    expect(told()).toEqual(['cardLeft']);
    expect(driver.cardPresence).toBe('present');
    await clock.advance(60_000);
    expect(told()).toEqual([]);
    simulator.liftCard();
    await clock.advance(1500);
    expect(told()).toEqual(['cardRemoved']);
    expect(driver.status()).toMatchObject({ state: 'online', reasons: [] });
  });

  it('is told in the same way where it has an appended address, which is left aside', async () => {
    await visit({ appendedAddress: new Uint8Array(70).fill(0x20) });
    driver.watch();
    await clock.advance(500);
    expect(events).toEqual([{ type: 'cardLeft' }]);
    expect(JSON.stringify(driver.trace().map(({ hex }) => hex))).not.toContain('2020202020');
  });

  it('is not told where it was lifted before', async () => {
    await visit();
    simulator.liftCard();
    driver.watch();
    await clock.advance(5000);
    expect(told()).toEqual(['cardRemoved']);
  });

  it('begins no visit; laid again it does', async () => {
    await visit();
    driver.watch();
    await clock.advance(1000);
    driver.enable();
    await clock.advance(5000);
    expect(told()).toEqual(['cardLeft']);
    simulator.liftCard();
    simulator.layCard(linXiaolan);
    await clock.advance(1500);
    expect(told()).toEqual(['cardRemoved', 'cardReading', 'cardRead']);
  });

  it('is not mixed up with the one that the next resident lays after it was lifted', async () => {
    await visit();
    driver.watch();
    await clock.advance(1000);
    simulator.liftCard();
    simulator.layCard(residents[1] ?? linXiaolan);
    await clock.advance(1500);
    expect(told()).toEqual(['cardLeft', 'cardRemoved']);
    driver.enable();
    await clock.advance(1500);
    expect(told()).toEqual(['cardReading', 'cardRead']);
  });

  it('that could not be read is told as well, and begins no visit', async () => {
    await visit({ refusedWith: statusCodes['reader-refused-card'] });
    driver.watch();
    await clock.advance(500);
    expect(told()).toEqual(['cardLeft']);
    driver.enable();
    await clock.advance(5000);
    expect(told()).toEqual([]);
    simulator.liftCard();
    await clock.advance(500);
    expect(told()).toEqual(['cardRemoved']);
    simulator.layCard(linXiaolan);
    await clock.advance(1500);
    expect(told()).toEqual(['cardReading', 'cardRead']);
  });

  it('begins no visit after a reader that had no power finds it anew', async () => {
    await visit();
    driver.watch();
    await clock.advance(1000);
    told();
    port.lose();
    simulator.layCard(linXiaolan);
    await clock.advance(10_000);
    expect(told()).toEqual(['cardLeft']);
    driver.enable();
    await clock.advance(5000);
    expect(told()).toEqual([]);
  });

  it('is no longer spoken of by a reader that cannot say', async () => {
    await visit();
    simulator.setFault({
      fault: { kind: 'wrong-status', code: statusCodes['bad-command'] },
      commands: ['readAppendedAddress'],
    });
    driver.watch();
    await clock.advance(5000);
    expect(told()).toEqual([]);
    expect(driver.status()).toMatchObject({ state: 'online', reasons: [] });
    expect(simulator.commandsSeen().filter((name) => name === 'readAppendedAddress')).toHaveLength(1);
  });
});

it('a kiosk whose visit had no card does not look for one', async () => {
  driver.watch();
  simulator.layCard(linXiaolan);
  await clock.advance(5000);
  expect(told()).toEqual([]);
  expect(simulator.commandsSeen()).not.toContain('findCard');
});
