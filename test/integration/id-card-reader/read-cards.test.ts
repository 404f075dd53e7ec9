import { afterEach, describe, expect, it } from 'vitest';
import { cardKinds } from '../../../drivers/id-card-reader/card-record.ts';
import { encodePhotoBlock } from '../../../drivers/simulator/residents/encode-card.ts';
import { linXiaolan, residents } from '../../../drivers/simulator/residents/residents.ts';
import { type ReaderOnSerialLine, readerOnSerialLine } from '../../helpers/serial-line.ts';

let reader: ReaderOnSerialLine;
afterEach(() => reader.close());

describe('cards on a real serial port', () => {
  it.each(cardKinds)('reads a card of kind %s with its photo', async (kind) => {
    const resident = residents.find(({ card }) => card.kind === kind);
    if (!resident) throw new Error(`no resident with a card of kind ${kind}`);
    reader = await readerOnSerialLine();
    await reader.status(({ state }) => state === 'online');
    reader.simulator.layCard(resident);
    const { record, photo } = await reader.event('cardRead');
    expect(record).toEqual(resident.card);
    expect(photo).toEqual(encodePhotoBlock(resident.card));
    expect(reader.events.map(({ type }) => type)).toEqual(['cardReading', 'cardRead']);
  });

  it('reads at the pace of the field', async () => {
    reader = await readerOnSerialLine({ timings: { find: 100, select: 100, read: 1200, other: 50 } });
    reader.simulator.layCard(linXiaolan);
    await reader.event('cardReading');
    expect(reader.driver.cardPresence).toBe('present');
    expect((await reader.event('cardRead')).record).toEqual(linXiaolan.card);
    expect(reader.driver.cardPresence).toBe('unknown');
  });

  it('reads the same card twice when it is laid twice, and not before', async () => {
    reader = await readerOnSerialLine();
    reader.simulator.layCard(linXiaolan);
    await reader.event('cardRead');
    const findsBefore = reader.simulator.commandsSeen().length;
    await expect
      .poll(() => reader.simulator.commandsSeen().length, { timeout: 20_000 })
      .toBeGreaterThan(findsBefore + 3);
    expect(reader.events).toHaveLength(2);
    reader.simulator.liftCard();
    reader.simulator.layCard(linXiaolan);
    expect((await reader.event('cardRead', 2)).record).toEqual(linXiaolan.card);
    expect(reader.events.map(({ type }) => type)).toEqual([
      'cardReading',
      'cardRead',
      'cardRemoved',
      'cardReading',
      'cardRead',
    ]);
  });

  it('says that the card was lost when it is lifted in mid-read, and reads it when it is laid again', async () => {
    reader = await readerOnSerialLine({ timings: { read: 300 } });
    reader.simulator.layCard(linXiaolan);
    await reader.event('cardReading');
    reader.simulator.liftCard();
    expect(await reader.event('readFailed')).toEqual({
      type: 'readFailed',
      reason: 'card-lost',
      statusCode: 0x41,
    });
    expect(reader.driver.status().state).toBe('online');
    reader.simulator.layCard(linXiaolan);
    expect((await reader.event('cardRead')).record).toEqual(linXiaolan.card);
  });

  it('looks for no card while nobody wants one', async () => {
    reader = await readerOnSerialLine();
    reader.driver.disable();
    await reader.status(({ state }) => state === 'online');
    reader.simulator.layCard(linXiaolan);
    const before = reader.simulator.commandsSeen().length;
    // The heartbeat goes on.
    await expect
      .poll(() => reader.simulator.commandsSeen().length, { timeout: 20_000 })
      .toBeGreaterThan(before);
    expect(reader.simulator.commandsSeen().slice(before)).not.toContain('selectCard');
    reader.driver.enable();
    await reader.event('cardRead');
  });

  it('finds the reader with its rate not given', async () => {
    reader = await readerOnSerialLine({ baudRate: 'auto' });
    reader.simulator.layCard(linXiaolan);
    await reader.event('cardRead');
  });
});
