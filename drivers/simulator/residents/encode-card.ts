import type { CardRecord } from '../../id-card-reader/card-record.ts';
import { encodeSimulatedPhoto } from './photo/simulated-photo-codec.ts';
import { drawPortrait, seedOf } from './photo/portrait.ts';

/** Writes what a reader would send of a card: the opposite of the driver's decoder, and written apart from it. */

const compact = (day: string): string => (day === 'long-term' ? '长期' : day.replaceAll('-', ''));

const sexCodes = { 未知: '0', 男: '1', 女: '2', 未说明: '9' } as const;

/** Field text and the number of UTF-16 units it fills in the block. */
type Field = readonly [text: string | null, units: number];

/** The fields in the order of the block, without gaps: 128 units together. */
const fieldsOf = (card: CardRecord): readonly Field[] => {
  const sex: Field = [sexCodes[card.sex], 1];
  const birth: Field = [compact(card.birthDate), 8];
  const from: Field = [compact(card.validFrom), 8];
  const until: Field = [compact(card.validUntil), 8];
  switch (card.kind) {
    case 'resident':
      return [
        [card.name, 15],
        sex,
        [card.nationCode, 2],
        birth,
        [card.address, 35],
        [card.idNumber, 18],
        [card.issuer, 15],
        from,
        until,
        ['', 18],
      ];
    case 'hongKongMacaoTaiwan':
      return [
        [card.name, 15],
        sex,
        ['', 2],
        birth,
        [card.address, 35],
        [card.idNumber, 18],
        [card.issuer, 15],
        from,
        until,
        [card.permitNumber, 9],
        [card.issues, 2],
        ['', 3],
        ['J', 1],
        ['', 3],
      ];
    case 'foreigner2017':
      return [
        [card.englishName, 60],
        sex,
        [card.idNumber, 15],
        [card.nationality, 3],
        [card.chineseName, 15],
        from,
        until,
        birth,
        [card.version, 2],
        [card.issuerCode, 4],
        ['I', 1],
        ['', 3],
      ];
    case 'foreigner2023':
      return [
        [card.chineseName, 15],
        sex,
        [card.renewals, 2],
        birth,
        [card.englishName.slice(0, 35), 35],
        [card.idNumber, 18],
        ['', 15],
        from,
        until,
        [card.englishName.slice(35), 11],
        [card.nationality, 3],
        ['Y', 1],
        [card.link, 3],
      ];
  }
};

/** Text block of a card: 256 bytes UTF-16LE. Throws a RangeError where a field is too long for its place. */
export const encodeTextBlock = (card: CardRecord): Uint8Array => {
  const text = fieldsOf(card)
    .map(([value, units]) => {
      const content = value ?? '';
      if (content.length > units) throw new RangeError(`a field of ${units} units is too short for its text`);
      return content.padEnd(units, ' ');
    })
    .join('');
  return Uint8Array.from(Buffer.from(text, 'utf16le'));
};

/** Photo block of a card, 1024 bytes with the WLT preamble: a drawn portrait in the simulator's own codec. */
export const encodePhotoBlock = (card: CardRecord): Uint8Array =>
  encodeSimulatedPhoto(drawPortrait(card), seedOf(card));

/** Units of UTF-16 that an appended address has room for. */
const appendedAddressUnits = 35;

/** Appended address as a card has it: 70 bytes UTF-16LE. Throws a RangeError where the text is too long. */
export const encodeAppendedAddress = (address: string): Uint8Array => {
  if (address.length > appendedAddressUnits) throw new RangeError('the address is too long for its place');
  return Uint8Array.from(Buffer.from(address.padEnd(appendedAddressUnits, ' '), 'utf16le'));
};
