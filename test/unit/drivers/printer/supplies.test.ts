import { describe, expect, it } from 'vitest';
import { type IppValue, integer, keyword, name, text } from '../../../../drivers/printer/ipp/message.ts';
import { readSupplies, reasonsFromSupplies } from '../../../../drivers/printer/supplies.ts';

const octets = (value: string): IppValue => ({ type: 'octetString', value: Buffer.from(value, 'latin1') });
const attributes = (entries: Record<string, IppValue[]>) => new Map(Object.entries(entries));
const tray = (row: string) => attributes({ 'printer-input-tray': [octets(row)] });

describe('markers', () => {
  const markers = (...levels: number[]) =>
    attributes({
      'marker-names': ['Black', 'Cyan', 'Waste'].map(name),
      'marker-types': ['toner', 'ink-cartridge', 'waste-toner'].map(keyword),
      'marker-levels': levels.map(integer),
      'marker-low-levels': [15, 5, 0].map(integer),
      'marker-high-levels': [100, 100, 90].map(integer),
    });

  it('have names, kinds, percent and a state by their own threshold', () => {
    expect(readSupplies(markers(16, 5, 20))).toEqual([
      { name: 'Black', kind: 'toner', percent: 16, state: 'ok' },
      { name: 'Cyan', kind: 'ink', percent: 5, state: 'low' },
      { name: 'Waste', kind: 'waste', percent: 20, state: 'ok' },
    ]);
    expect(readSupplies(markers(15, 0, 90)).map(({ state }) => state)).toEqual(['low', 'empty', 'low']);
  });

  it('know that −1 and −2 mean unknown and −3 that there is some', () => {
    expect(readSupplies(markers(-1, -2, -3)).map(({ percent, state }) => [percent, state])).toEqual([
      [null, 'unknown'],
      [null, 'unknown'],
      [null, 'ok'],
    ]);
  });

  it('are low from ten percent where the printer has no threshold, and nameless ones get a number', () => {
    expect(readSupplies(attributes({ 'marker-levels': [10, 11, 250].map(integer) }))).toEqual([
      { name: 'marker 1', kind: 'other', percent: 10, state: 'low' },
      { name: 'marker 2', kind: 'other', percent: 11, state: 'ok' },
      { name: 'marker 3', kind: 'other', percent: null, state: 'unknown' },
    ]);
  });

  it('come from printer-supply where there is nothing else', () => {
    expect(
      readSupplies(
        attributes({
          'printer-supply': [
            octets('index=1;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=200;level=50;'),
            octets('index=2;type=wasteToner;maxcapacity=-2;level=-2;colorantname=none'),
            octets('type=inkCartridge;level=7'),
            octets('nonsense'),
          ],
          'printer-supply-description': [text('Black toner')],
        }),
      ),
    ).toEqual([
      { name: 'Black toner', kind: 'toner', percent: 25, state: 'ok' },
      { name: 'none', kind: 'waste', percent: null, state: 'unknown' },
      { name: 'supply 3', kind: 'ink', percent: null, state: 'ok' },
      { name: 'supply 4', kind: 'other', percent: null, state: 'unknown' },
    ]);
  });
});

describe('trays', () => {
  it.each([
    ['type=sheetFeedAutoRemovableTray;maxcapacity=250;level=200;name=main', 80, 'ok'],
    ['maxcapacity=250;level=25;name=main;', 10, 'low'],
    ['maxcapacity=250;level=1;name=main;', 1, 'low'],
    ['maxcapacity=250;level=0;name=main;', 0, 'empty'],
    ['maxcapacity=250;level=-2;name=main;', null, 'unknown'],
    ['maxcapacity=250;level=-3;name=main;', null, 'ok'],
    ['maxcapacity=-2;level=40;name=main;', null, 'ok'],
  ])('%s', (row, percent, state) => {
    expect(readSupplies(tray(row))).toEqual([{ name: 'main', kind: 'media', percent, state }]);
  });
});

describe('reasons that follow from levels', () => {
  it('come low before out, as warnings: the printer decides when it stops', () => {
    const reasonsAt = (level: number) =>
      reasonsFromSupplies(readSupplies(tray(`maxcapacity=100;level=${level};`)));
    expect(reasonsAt(50)).toEqual([]);
    expect(reasonsAt(9)).toMatchObject([{ code: 'media-low', severity: 'warning', actor: 'staff' }]);
    expect(reasonsAt(0)).toMatchObject([{ code: 'media-empty', severity: 'warning', actor: 'staff' }]);
  });

  it('do not complain of an empty tray beside a full one', () => {
    const trays = attributes({
      'printer-input-tray': [
        octets('maxcapacity=100;level=0;name=photo'),
        octets('maxcapacity=100;level=90;name=main'),
      ],
    });
    expect(reasonsFromSupplies(readSupplies(trays))).toEqual([]);
  });

  it('name the supply', () => {
    const supplies = readSupplies(
      attributes({
        'marker-names': [name('Cyan')],
        'marker-types': [keyword('toner')],
        'marker-levels': [integer(3)],
      }),
    );
    expect(reasonsFromSupplies(supplies)).toMatchObject([{ code: 'toner-low', detail: 'Cyan' }]);
  });
});
