import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardEvent, CardReads } from '../../../../drivers/id-card-reader/card-event.ts';
import { createIdCardReader, type IdCardReader } from '../../../../drivers/id-card-reader/id-card-reader.ts';
import {
  type CardExtras,
  createSimulatedIdCardReader,
  type SimulatedIdCardReader,
} from '../../../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import {
  encodeAppendedAddress,
  encodePhotoBlock,
  encodeTextBlock,
} from '../../../../drivers/simulator/residents/encode-card.ts';
import { linXiaolan, residents } from '../../../../drivers/simulator/residents/residents.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';
import { createFakePort } from '../../../helpers/fake-transport.ts';

const newAddress = '潇湘市清溪区滨江街道望江路66号';
const fingerprintsOf = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 7 + 3) & 0xff);

let clock: FakeClock;
let simulator: SimulatedIdCardReader;
let driver: IdCardReader;
let events: CardEvent[];

beforeEach(() => {
  clock = createFakeClock();
  const port = createFakePort();
  simulator = createSimulatedIdCardReader({ stream: port.stream, clock });
  driver = createIdCardReader({ createTransport: port.createTransport, baudRates: [115200], clock });
  events = [];
  driver.onCard((event) => events.push(event));
  driver.start();
});
afterEach(async () => {
  simulator.close();
  await driver.stop();
  expect(clock.pending()).toBe(0);
});

/** Lays a card for a visit that wants this of it; gives the last thing that was told. */
const read = async (
  reads: CardReads | undefined,
  extras: CardExtras = {},
): Promise<CardEvent | undefined> => {
  driver.enable(reads);
  await clock.advance(500);
  simulator.layCard(linXiaolan, extras);
  await clock.advance(4000);
  return events.at(-1);
};
const readCommands = () => simulator.commandsSeen().filter((name) => name.startsWith('read'));

describe('what a visit wants of a card', () => {
  it('is text and photo unless it says otherwise: nothing else is asked of the card', async () => {
    const extras = {
      fingerprints: fingerprintsOf(1024),
      appendedAddress: encodeAppendedAddress(newAddress),
    };
    expect(await read(undefined, extras)).toEqual({
      type: 'cardRead',
      record: linXiaolan.card,
      photo: encodePhotoBlock(linXiaolan.card),
    });
    expect(readCommands()).toEqual(['readCard']);
  });

  it.each([1024, 512])('can be fingerprints: %i bytes', async (length) => {
    const fingerprints = fingerprintsOf(length);
    expect(await read({ fingerprints: true }, { fingerprints })).toMatchObject({
      type: 'cardRead',
      record: linXiaolan.card,
      photo: encodePhotoBlock(linXiaolan.card),
      fingerprints,
    });
    expect(readCommands()).toEqual(['readCardWithFingerprint']);
  });

  it('can be fingerprints, also of a card that has none', async () => {
    const event = await read({ fingerprints: true });
    expect(event).toMatchObject({ type: 'cardRead', record: linXiaolan.card });
    expect(event).not.toHaveProperty('fingerprints');
  });

  it('can be the appended address', async () => {
    const appendedAddress = encodeAppendedAddress(newAddress);
    expect(await read({ appendedAddress: true }, { appendedAddress })).toMatchObject({
      type: 'cardRead',
      record: linXiaolan.card,
      appendedAddress: newAddress,
    });
    expect(readCommands()).toEqual(['readCard', 'readAppendedAddress']);
  });

  it.each<[string, CardExtras]>([
    ['says that it has none (91)', {}],
    ['has it blank', { appendedAddress: encodeAppendedAddress('') }],
  ])('can be the appended address of a card that %s', async (_, extras) => {
    expect(await read({ appendedAddress: true }, extras)).toMatchObject({
      type: 'cardRead',
      appendedAddress: null,
    });
    expect(driver.status()).toEqual({ state: 'online', reasons: [] });
  });

  it('can be both, told in one event', async () => {
    const extras = {
      fingerprints: fingerprintsOf(1024),
      appendedAddress: encodeAppendedAddress(newAddress),
    };
    await read({ fingerprints: true, appendedAddress: true }, extras);
    expect(events.map(({ type }) => type)).toEqual(['cardReading', 'cardRead']);
    expect(events[1]).toMatchObject({ fingerprints: extras.fingerprints, appendedAddress: newAddress });
  });

  it('is forgotten with the visit', async () => {
    await read({ fingerprints: true, appendedAddress: true });
    driver.disable();
    await clock.advance(3000);
    await read(undefined);
    expect(readCommands()).toEqual(['readCardWithFingerprint', 'readAppendedAddress', 'readCard']);
  });
});

describe('an appended address that cannot be read', () => {
  const wanted = { appendedAddress: true };

  it('fails the reading, after one more try', async () => {
    simulator.setFault({
      fault: { kind: 'wrong-status', code: 0x41 },
      commands: ['readAppendedAddress'],
    });
    expect(await read(wanted)).toEqual({ type: 'readFailed', reason: 'card-lost', statusCode: 0x41 });
    expect(readCommands()).toEqual(['readCard', 'readAppendedAddress', 'readAppendedAddress']);
  });

  it.each([
    ['no text', Uint8Array.of(0, 0xd8, 0x20, 0)],
    ['an odd number of bytes', new Uint8Array(71).fill(0x20)],
    ['a control character', Uint8Array.of(0x41, 0, 0x1b, 0)],
  ])('fails the reading where it is %s', async (_, appendedAddress) => {
    expect(await read(wanted, { appendedAddress })).toEqual({
      type: 'readFailed',
      reason: 'card-data-invalid',
      field: 'appendedAddress',
    });
  });

  it('fails the reading where no answer comes', async () => {
    simulator.setFault({ fault: { kind: 'silent' }, commands: ['readAppendedAddress'] });
    expect(await read(wanted)).toEqual({ type: 'readFailed', reason: 'no-answer' });
    await clock.advance(1000);
    expect(driver.status()).toEqual({ state: 'online', reasons: [] });
  });

  it('is not told to anybody after the visit is over, nor is the card', async () => {
    driver.enable(wanted);
    simulator.setFault({ fault: { kind: 'slow', delay: 1000 }, commands: ['readAppendedAddress'] });
    await clock.advance(500);
    simulator.layCard(linXiaolan);
    await clock.advance(1500);
    expect(readCommands()).toEqual(['readCard', 'readAppendedAddress']);
    driver.disable();
    driver.enable(wanted);
    await clock.advance(4000);
    expect(events.map(({ type }) => type)).toEqual(['cardReading']);
  });
});

describe('stopping', () => {
  it('in the middle of a reading tells the visit that it failed', async () => {
    driver.enable();
    await clock.advance(500);
    simulator.layCard(linXiaolan);
    await clock.advance(300);
    await driver.stop();
    expect(events.at(-1)).toEqual({ type: 'readFailed', reason: 'line-lost' });
  });
});

describe('the trace', () => {
  /** Everything of a card that must not be seen: each value as text, in UTF-16LE and UTF-8, and pieces of each block. */
  const secretsOf = (texts: readonly string[], blocks: readonly Uint8Array[]): string[] => [
    ...texts.flatMap((text) => [
      text,
      Buffer.from(text, 'utf16le').toString('hex').toUpperCase(),
      Buffer.from(text, 'utf8').toString('hex').toUpperCase(),
    ]),
    ...blocks.flatMap((block) => {
      const hex = Buffer.from(block).toString('hex').toUpperCase();
      const pieces: string[] = [];
      for (let start = 0; start + 16 <= hex.length; start += 16) pieces.push(hex.slice(start, start + 16));
      return pieces.filter((piece) => new Set(piece.match(/../g)).size > 3);
    }),
  ];

  const faults = [
    null,
    { kind: 'garbage-inside' },
    { kind: 'wrong-check-sum' },
    { kind: 'wrong-length' },
    { kind: 'truncated' },
    { kind: 'slow', delay: 100 },
  ] as const;

  it.each(residents.map((resident) => [resident.key, resident] as const))(
    'never holds anything of the card of %s, however its answers are damaged',
    async (_, resident) => {
      const extras = {
        fingerprints: fingerprintsOf(1024),
        appendedAddress: encodeAppendedAddress(newAddress),
      };
      const values = Object.entries(resident.card)
        // These are names of ours, or too short to be told from chance.
        .filter(
          ([field]) =>
            !['kind', 'sex', 'nationCode', 'version', 'issues', 'renewals', 'link'].includes(field),
        )
        .flatMap(([, value]) => (typeof value === 'string' && value !== 'long-term' ? [value] : []));
      const dates = values
        .filter((value) => /^\d{4}-\d\d-\d\d$/.test(value))
        .map((day) => day.replaceAll('-', ''));
      const secrets = secretsOf(
        [...values, ...dates, newAddress],
        [
          encodeTextBlock(resident.card),
          encodePhotoBlock(resident.card),
          extras.fingerprints,
          extras.appendedAddress,
        ],
      );
      driver.enable({ fingerprints: true, appendedAddress: true });
      await clock.advance(500);
      for (const fault of faults) {
        simulator.setFault(fault && { fault, commands: ['readCardWithFingerprint', 'readAppendedAddress'] });
        simulator.layCard(resident, extras);
        await clock.advance(8000);
        simulator.liftCard();
        await clock.advance(1000);
      }
      expect(events.some(({ type }) => type === 'cardRead')).toBe(true);
      const trace = JSON.stringify(driver.trace());
      expect(driver.trace().length).toBeGreaterThan(20);
      expect(secrets.length).toBeGreaterThan(50);
      expect(secrets.filter((secret) => trace.includes(secret))).toEqual([]);
    },
  );
});
