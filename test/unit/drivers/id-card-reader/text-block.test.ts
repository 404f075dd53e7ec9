import { describe, expect, it } from 'vitest';
import { decodeTextBlock } from '../../../../drivers/id-card-reader/text-block.ts';
import * as blocks from '../../../fixtures/id-card-reader/text-blocks.ts';

/** The block with text written over it at a byte offset. */
const changed = (block: Uint8Array, offset: number, text: string): Uint8Array => {
  const copy = Buffer.from(block);
  copy.write(text, offset, 'utf16le');
  return Uint8Array.from(copy);
};

const record = (block: Uint8Array) => {
  const outcome = decodeTextBlock(block);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.record;
};

describe('the text block', () => {
  it('of a resident’s card', () => {
    expect(record(blocks.residentBlock)).toEqual({
      kind: 'resident',
      name: '林晓岚',
      sex: '女',
      nationCode: '01',
      birthDate: '1958-03-12',
      address: '潇湘市清溪区清溪镇柳塘村三组18号',
      idNumber: '430199195803120429',
      issuer: '潇湘市公安局清溪分局',
      validFrom: '2018-05-20',
      validUntil: 'long-term',
    });
  });

  it('of a residence permit for Hong Kong, Macao and Taiwan residents', () => {
    expect(record(blocks.permitBlock)).toEqual({
      kind: 'hongKongMacaoTaiwan',
      name: '黎志恒',
      sex: '男',
      birthDate: '1985-10-20',
      address: '潇湘市清溪区滨江街道望江路66号',
      idNumber: '810000198510200334',
      issuer: '潇湘市公安局清溪分局',
      validFrom: '2024-02-01',
      validUntil: '2029-02-01',
      permitNumber: 'H09999999',
      issues: '01',
    });
  });

  it('of a foreigner’s card of 2017', () => {
    expect(record(blocks.foreigner2017Block)).toEqual({
      kind: 'foreigner2017',
      name: '莫安娜',
      sex: '女',
      birthDate: '1980-01-01',
      idNumber: 'PAK310080010103',
      englishName: 'ERIKSSON, ANNA MARIA',
      chineseName: '莫安娜',
      nationality: 'UTO',
      issuerCode: '1500',
      version: '01',
      validFrom: '2020-01-15',
      validUntil: '2030-01-14',
    });
  });

  it('of a foreigner’s card of 2023, whose English name goes on in a second field', () => {
    expect(record(blocks.foreigner2023Block)).toEqual({
      kind: 'foreigner2023',
      name: '托马斯',
      sex: '男',
      birthDate: '1985-01-01',
      idNumber: '932682198501010017',
      englishName: 'MORE, THOMAS BARTHOLOMEW HYTHLODAEUS AMAUROT',
      chineseName: '托马斯',
      nationality: 'UTO',
      renewals: '01',
      link: 'A1',
      validFrom: '2024-03-01',
      validUntil: '2034-02-28',
    });
  });

  it('calls a foreigner without a Chinese name by the English one', () => {
    const block = changed(blocks.foreigner2017Block, 158, ' '.repeat(15));
    expect(record(block)).toMatchObject({ name: 'ERIKSSON, ANNA MARIA', chineseName: null });
  });

  it.each([
    ['0', '未知'],
    ['1', '男'],
    ['2', '女'],
    ['9', '未说明'],
  ])('takes sex %s for %s', (code, sex) => {
    expect(record(changed(blocks.residentBlock, 30, code)).sex).toBe(sex);
  });

  it('takes padding with NUL as well', () => {
    expect(record(changed(blocks.residentBlock, 0, '林晓岚\0\0\0\0\0\0\0\0\0\0\0\0')).name).toBe('林晓岚');
  });

  it.each([
    ['name', 0, ' '.repeat(15)],
    ['name', 0, '林\u0007岚'],
    ['name', 0, '林\u202e岚'],
    ['name', 0, '林\ud842岚'],
    ['sex', 30, '3'],
    ['nationCode', 32, '57'],
    ['nationCode', 32, '  '],
    ['birthDate', 36, '19580230'],
    ['birthDate', 36, '1958 312'],
    ['idNumber', 122, '430199195803120428'],
    ['idNumber', 122, '43019919580312042x'],
    ['validFrom', 188, '00000000'],
    ['validUntil', 204, '长 期'],
    ['validUntil', 204, ' '.repeat(8)],
  ])('refuses a wrong %s and names the field, not its content', (field, offset, text) => {
    expect(decodeTextBlock(changed(blocks.residentBlock, offset, text))).toEqual({
      ok: false,
      reason: 'invalid-field',
      field,
    });
  });

  it('refuses a foreigner’s number with a wrong check digit, of both kinds', () => {
    const failure = { ok: false, reason: 'invalid-field', field: 'idNumber' };
    expect(decodeTextBlock(changed(blocks.foreigner2017Block, 122, 'PAK310080010104'))).toEqual(failure);
    expect(decodeTextBlock(changed(blocks.foreigner2023Block, 122, '932682198501010018'))).toEqual(failure);
    // A citizen's number on a foreigner's card.
    expect(decodeTextBlock(changed(blocks.foreigner2023Block, 122, '430199195803120429'))).toEqual(failure);
  });

  it('refuses another kind of card and another length', () => {
    expect(decodeTextBlock(changed(blocks.residentBlock, 248, 'Z'))).toEqual({
      ok: false,
      reason: 'unknown-card-kind',
    });
    expect(decodeTextBlock(blocks.residentBlock.slice(1))).toEqual({ ok: false, reason: 'wrong-length' });
    expect(decodeTextBlock(new Uint8Array(0))).toEqual({ ok: false, reason: 'wrong-length' });
  });
});
