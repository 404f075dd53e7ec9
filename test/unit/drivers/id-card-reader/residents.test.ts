import { describe, expect, it } from 'vitest';
import { cardKinds } from '../../../../drivers/id-card-reader/card-record.ts';
import { judgeValidity } from '../../../../drivers/id-card-reader/card-validity.ts';
import { nations } from '../../../../drivers/id-card-reader/nations.ts';
import { decodeTextBlock } from '../../../../drivers/id-card-reader/text-block.ts';
import { encodePhotoBlock, encodeTextBlock } from '../../../../drivers/simulator/residents/encode-card.ts';
import { residents } from '../../../../drivers/simulator/residents/residents.ts';
import { residentBlock } from '../../../fixtures/id-card-reader/text-blocks.ts';

describe('synthetic residents', () => {
  it.each(residents)('$key: the card reads as it was written', ({ card }) => {
    const block = encodeTextBlock(card);
    expect(block).toHaveLength(256);
    expect(decodeTextBlock(block)).toEqual({ ok: true, record: card });
  });

  it('begin with the resident of the demo, whose block is the one laid out by hand', () => {
    expect(encodeTextBlock(residents[0].card)).toEqual(residentBlock);
  });

  it('are all different, and of every kind', () => {
    expect(new Set(residents.map(({ key }) => key)).size).toBe(residents.length);
    expect(new Set(residents.map(({ card }) => card.idNumber)).size).toBe(residents.length);
    expect(new Set(residents.map(({ card }) => card.kind))).toEqual(new Set(cardKinds));
  });

  it('have the rare characters, full fields, terms and nations that readers meet', () => {
    const names = residents.map(({ card }) => card.name);
    for (const character of ['𠮷', '䶮', '龘', '·']) {
      expect(names.some((name) => name.includes(character))).toBe(true);
    }
    expect(names.some((name) => name.length === 15)).toBe(true);
    const nationCodes = residents.flatMap(({ card }) => (card.kind === 'resident' ? [card.nationCode] : []));
    expect(nationCodes).toEqual(expect.arrayContaining(['97', '98']));
    const addresses = residents.flatMap(({ card }) => ('address' in card ? [card.address.length] : []));
    expect(Math.max(...addresses)).toBe(35);
    const instant = Date.parse('2026-11-20T08:00:00Z');
    const validities = residents.map(({ card }) => judgeValidity(card, instant));
    expect(new Set(validities)).toEqual(new Set(['valid', 'expired', 'not-yet-valid']));
    expect(residents[0].card.validUntil).toBe('long-term');
  });

  it('have the sex and birthday that their numbers say', () => {
    for (const { card } of residents) {
      if (card.kind === 'foreigner2017') {
        expect(card.idNumber.slice(7, 13)).toBe(card.birthDate.replaceAll('-', '').slice(2));
      } else {
        const birthAt = 6;
        expect(card.idNumber.slice(birthAt, birthAt + 8)).toBe(card.birthDate.replaceAll('-', ''));
        expect(card.sex).toBe(Number(card.idNumber[16]) % 2 === 1 ? '男' : '女');
      }
    }
  });

  it('have photos of their own, with the WLT preamble', () => {
    const photos = residents.map(({ card }) => Buffer.from(encodePhotoBlock(card)).toString('hex'));
    for (const photo of photos) {
      expect(photo).toHaveLength(2048);
      expect(photo.startsWith('574c66007e003200')).toBe(true);
    }
    expect(new Set(photos).size).toBe(residents.length);
  });

  it('cannot have a field that is too long for the card', () => {
    const [{ card }] = residents;
    expect(() => encodeTextBlock({ ...card, name: '长'.repeat(16) })).toThrow(RangeError);
  });
});

describe('nations', () => {
  it('has 56 codes and the two special ones', () => {
    expect(Object.keys(nations)).toHaveLength(58);
    expect(nations['01']).toBe('汉');
    expect(nations['15']).toBe('土家');
    expect(nations['56']).toBe('基诺');
    expect(nations['97']).toBe('其他');
    expect(nations['98']).toBe('外国血统中国籍人士');
  });
});
