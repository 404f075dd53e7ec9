import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../../drivers/device/clock.ts';
import type { DeviceStatus } from '../../../../drivers/device/device-status.ts';
import { readerBaudRates } from '../../../../drivers/id-card-reader/baud-rates.ts';
import type { CardEvent } from '../../../../drivers/id-card-reader/card-event.ts';
import { createIdCardReader, type IdCardReader } from '../../../../drivers/id-card-reader/id-card-reader.ts';
import { heartbeatPause } from '../../../../drivers/id-card-reader/reader-machine.ts';
import {
  createSimulatedIdCardReader,
  type SimulatedIdCardReader,
} from '../../../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import { encodeTextBlock } from '../../../../drivers/simulator/residents/encode-card.ts';
import { linXiaolan, residents } from '../../../../drivers/simulator/residents/residents.ts';
import { cardFoundReply, noCardReply } from '../../../fixtures/id-card-reader/vectors.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';
import { createFakePort, type FakePort } from '../../../helpers/fake-transport.ts';

let clock: FakeClock;
let port: FakePort;
let simulator: SimulatedIdCardReader;
let driver: IdCardReader;
let events: CardEvent[];
let statuses: DeviceStatus[];

const build = (
  options: { deviceRate?: number; rates?: readonly [number, ...number[]]; driverClock?: Clock } = {},
): void => {
  port = createFakePort(options.deviceRate === undefined ? {} : { deviceRate: options.deviceRate });
  simulator = createSimulatedIdCardReader({ stream: port.stream, clock });
  driver = createIdCardReader({
    createTransport: port.createTransport,
    baudRates: options.rates ?? [115200],
    clock: options.driverClock ?? clock,
  });
  events = [];
  statuses = [];
  driver.onCard((event) => events.push(event));
  driver.onStatus((status) => statuses.push(status));
};

/** Starts with a visit that wants a card, and waits until the reader has answered. */
const begin = async (): Promise<void> => {
  driver.enable();
  driver.start();
  await clock.advance(100);
};

beforeEach(() => {
  clock = createFakeClock();
  build();
});
afterEach(async () => {
  simulator.close();
  await driver.stop();
  expect(clock.pending()).toBe(0);
});

const typesOf = () => events.map(({ type }) => type);

describe('the way of a card', () => {
  it('goes from found over reading to read', async () => {
    await begin();
    expect(statuses.map(({ state }) => state)).toEqual(['starting', 'online']);
    await clock.advance(200);
    expect(driver.cardPresence).toBe('absent');
    simulator.layCard(linXiaolan);
    await clock.advance(300);
    expect(typesOf()).toEqual(['cardReading']);
    expect(driver.cardPresence).toBe('present');
    await clock.advance(900);
    expect(typesOf()).toEqual(['cardReading', 'cardRead']);
    expect(events[1]).toMatchObject({ record: linXiaolan.card });
    // Still lying or lifted: the reader finds nothing either way.
    await clock.advance(1000);
    expect(driver.cardPresence).toBe('unknown');
    simulator.liftCard();
    await clock.advance(1000);
    expect(driver.cardPresence).toBe('unknown');
  });

  it('takes no longer than the reader itself and two short pauses', async () => {
    await begin();
    await clock.advance(500);
    const finds = simulator.commandsSeen().length;
    simulator.layCard(linXiaolan);
    // One find may be under way; the one after it sees the card: 60, then 20 + 60 find, 60 select, 900 read.
    await clock.advance(60 + 20 + 60 + 60 + 900 + 20);
    expect(typesOf()).toEqual(['cardReading', 'cardRead']);
    expect(simulator.commandsSeen().length).toBeGreaterThan(finds);
  });

  it('is not begun while nobody wants a card, and not told after nobody does', async () => {
    driver.start();
    simulator.layCard(linXiaolan);
    await clock.advance(3 * heartbeatPause);
    expect(new Set(simulator.commandsSeen())).toEqual(new Set(['status']));
    driver.enable();
    await clock.advance(300);
    expect(typesOf()).toEqual(['cardReading']);
    driver.disable();
    await clock.advance(2000);
    expect(typesOf()).toEqual(['cardReading']);
    expect(driver.cardPresence).toBe('unknown');
    // The forgotten card is not read for the next visit.
    driver.enable();
    await clock.advance(3000);
    expect(typesOf()).toEqual(['cardReading']);
  });

  it('is not given to a next visit that begins while it is still being read', async () => {
    await begin();
    simulator.layCard(linXiaolan);
    await clock.advance(500);
    expect(typesOf()).toEqual(['cardReading']);
    driver.disable();
    driver.enable();
    await clock.advance(3000);
    expect(typesOf()).toEqual(['cardReading']);
    simulator.layCard(linXiaolan);
    await clock.advance(2000);
    expect(typesOf()).toEqual(['cardReading', 'cardRemoved', 'cardReading', 'cardRead']);
  });

  it('is told as gone when it is lifted before it was selected', async () => {
    await begin();
    simulator.setFault({ fault: { kind: 'wrong-status', code: 0x81 }, commands: ['selectCard'] });
    simulator.layCard(linXiaolan);
    await clock.advance(200);
    expect(driver.cardPresence).toBe('present');
    simulator.liftCard();
    await clock.advance(400);
    expect(typesOf()).toEqual(['cardRemoved']);
    expect(driver.cardPresence).toBe('absent');
  });

  it('gives up a card that cannot be selected three times', async () => {
    await begin();
    simulator.setFault({ fault: { kind: 'wrong-status', code: 0x81 }, commands: ['selectCard'] });
    simulator.layCard(linXiaolan);
    await clock.advance(500);
    expect(events).toEqual([{ type: 'readFailed', reason: 'card-lost', statusCode: 0x81 }]);
  });

  it.each([0x31, 0x32, 0x33, 0x40])('ends as refused with status %i', async (code) => {
    await begin();
    simulator.layCard(linXiaolan, { refusedWith: code });
    await clock.advance(400);
    expect(events[0]).toEqual({ type: 'readFailed', reason: 'card-refused', statusCode: code });
    expect(driver.status()).toEqual({ state: 'online', reasons: [] });
  });

  it('ends as invalid where a check digit is wrong, naming the field and keeping the number to itself', async () => {
    await begin();
    const [resident] = residents;
    const text = Buffer.from(encodeTextBlock(resident.card));
    text.write('430199195803120420', 122, 'utf16le');
    simulator.layCard(resident, { text });
    await clock.advance(2000);
    expect(events[1]).toEqual({ type: 'readFailed', reason: 'card-data-invalid', field: 'idNumber' });
  });

  it('is tried once more when the read failed', async () => {
    await begin();
    simulator.layCard(linXiaolan);
    simulator.setFault({ fault: { kind: 'wrong-status', code: 0x41 }, commands: ['readCard'] });
    await clock.advance(800);
    simulator.setFault(null);
    await clock.advance(2000);
    expect(typesOf()).toEqual(['cardReading', 'cardRead']);
  });

  it('goes on when a listener stops wanting cards in the middle of being told', async () => {
    await begin();
    driver.onCard(({ type }) => {
      if (type === 'cardRead') driver.disable();
    });
    simulator.layCard(linXiaolan);
    await clock.advance(2000);
    expect(typesOf()).toEqual(['cardReading', 'cardRead']);
    const finds = simulator.commandsSeen().filter((name) => name === 'findCard').length;
    await clock.advance(5000);
    expect(simulator.commandsSeen().filter((name) => name === 'findCard')).toHaveLength(finds);
  });
});

describe('the line', () => {
  it('is tried at all five rates until the reader answers, and stays there', async () => {
    build({ deviceRate: 19200, rates: readerBaudRates });
    driver.start();
    await clock.advance(4000);
    expect(port.openings).toEqual([115200, 57600, 38400, 19200]);
    expect(driver.status().state).toBe('online');
    port.lose();
    await clock.advance(1000);
    expect(port.openings).toEqual([115200, 57600, 38400, 19200, 19200]);
    expect(driver.status().state).toBe('online');
  });

  it('is found again within five seconds at any rate', async () => {
    build({ deviceRate: 9600, rates: readerBaudRates });
    driver.start();
    simulator.setFault({ fault: { kind: 'silent' } });
    await clock.advance(7000);
    expect(driver.status().reasons[0]?.code).toBe('no-answer');
    simulator.setFault(null);
    await clock.advance(5000);
    expect(driver.status()).toEqual({ state: 'online', reasons: [] });
  });

  it('keeps telling what is wrong while it is opened anew', async () => {
    await begin();
    simulator.setFault({ fault: { kind: 'silent' } });
    await clock.advance(10_000);
    const told = statuses
      .slice(2)
      .map(({ state, reasons }) => `${state} ${reasons[0]?.code} ${reasons[0]?.actor}`);
    expect(new Set(told)).toEqual(new Set(['offline no-answer staff']));
    expect(port.openings.length).toBeGreaterThan(5);
    expect(port.openNow()).toBe(1);
  });

  it('gives a lost line as the reason, then what hinders its return', async () => {
    await begin();
    port.refuse('port-access-denied');
    port.lose();
    expect(driver.status()).toMatchObject({ state: 'noDevice', reasons: [{ code: 'port-closed' }] });
    await clock.advance(250);
    expect(driver.status()).toMatchObject({ state: 'offline', reasons: [{ code: 'port-access-denied' }] });
    port.refuse(null);
    await clock.advance(400);
    expect(driver.status()).toEqual({ state: 'online', reasons: [] });
  });

  it('finds the answer behind a broken one once the line is silent', async () => {
    await begin();
    simulator.setFault({ fault: { kind: 'silent' } });
    await clock.advance(100);
    const unfinished = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x05, 0x08, 0x00);
    port.deliver(Uint8Array.of(...unfinished, ...cardFoundReply));
    await clock.advance(100);
    expect(driver.cardPresence).toBe('present');
  });

  it('leaves an answer aside that cannot be meant for the question', async () => {
    driver.start();
    simulator.setFault({ fault: { kind: 'silent' } });
    await clock.advance(10);
    port.deliver(noCardReply);
    await clock.advance(10);
    expect(driver.status().state).toBe('starting');
  });

  it('does not get stuck with timers that fire a moment early', async () => {
    const early: Clock = {
      ...clock,
      after: (milliseconds, callback) => clock.after(Math.max(milliseconds - 0.5, 0.1), callback),
    };
    build({ driverClock: early });
    await begin();
    simulator.setFault({ fault: { kind: 'wrong-check-sum' } });
    await clock.advance(5000);
    expect(driver.status().reasons[0]?.code).toBe('unintelligible-answer');
  });
});

describe('the trace', () => {
  it('shows the dialogue and nothing of the card', async () => {
    await begin();
    simulator.layCard(linXiaolan);
    await clock.advance(2000);
    const shown = driver.trace();
    const read = shown.find(({ hiddenBytes }) => hiddenBytes > 100);
    expect(read).toMatchObject({ direction: 'received', hex: 'AAAAAA96690508000090', hiddenBytes: 1285 });
    const number = Buffer.from('430199195803120429', 'utf16le').toString('hex').toUpperCase();
    expect(JSON.stringify(shown)).not.toContain(number.slice(0, 16));
    expect(shown[0]).toMatchObject({ direction: 'sent', hex: 'AAAAAA9669000311FFED' });
  });

  it('hides damaged frames whole', async () => {
    await begin();
    simulator.setFault({ fault: { kind: 'wrong-check-sum' }, commands: ['readCard'] });
    simulator.layCard(linXiaolan);
    await clock.advance(4000);
    expect(events.at(-1)).toEqual({ type: 'readFailed', reason: 'unintelligible-answer' });
    const junk = driver.trace().filter(({ direction }) => direction === 'junk');
    expect(junk).toMatchObject([{ hex: '', hiddenBytes: 1295, note: 'bad-check-sum' }]);
  });
});
