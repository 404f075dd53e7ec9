import { encodePhotoBlock, encodeTextBlock } from '../../../drivers/simulator/residents/encode-card.ts';
import { maskIdNumber, maskName } from '../../../electron/core/identity/mask.ts';
import { propertiesFor } from '../../../platform/seed/synthetic-population.ts';
import { findResident } from '../../../scripts/station/station-cards.ts';
import { needlesOf, needlesOfRaw } from '../../integration/leak/encodings.ts';
import type { SoughtValue } from '../../integration/leak/search-files.ts';

/**
 * Bytes of a picture or document are sought in pieces of this length. One that is the same in others is passed over:
 * fewer different bytes than these are a flat background, fewer than these above ASCII a document's own scaffolding.
 */
const pieceBytes = 24;
const fewestDifferent = 8;
const fewestAboveAscii = 4;

const text = (name: string, value: string): SoughtValue => ({ name, needles: needlesOf(value) });

/** Pieces from all over, so that no half of it goes unnoticed. */
export const pieces = (name: string, bytes: Uint8Array, count: number): readonly SoughtValue[] =>
  Array.from({ length: count }, (_, index) => {
    const from = Math.floor(((bytes.length - pieceBytes) * index) / Math.max(1, count - 1));
    return { name: `${name} at ${from}`, piece: bytes.subarray(from, from + pieceBytes) };
  })
    .filter(
      ({ piece }) =>
        new Set(piece).size >= fewestDifferent &&
        piece.filter((byte) => byte > 0x7f).length >= fewestAboveAscii,
    )
    .map(({ name: place, piece }) => ({ name: place, needles: needlesOfRaw(piece) }));

/** Ways in which a day is written in these programs, on cards and on certificates. */
const daysOf = (day: string): readonly string[] => {
  const [year = '', month = '', date = ''] = day.split('-');
  return [
    day,
    `${year}${month}${date}`,
    `${year}年${Number(month)}月${Number(date)}日`,
    `${year}年${month}月${date}日`,
  ];
};

/** What a visit's answers are; codes of the published form say nothing of a person by themselves. */
export interface TypedAnswers {
  readonly account: string;
  readonly telephone: string;
}

/**
 * Every personal value of a visit that is known beforehand. Numbers of certificates, receipts, requests and visits and the
 * pseudonym are none: the kiosk keeps them on purpose (docs/architecture.md, "Where a resident's data lives").
 */
export const visitValues = (residentId: string, answers: TypedAnswers): readonly SoughtValue[] => {
  const card = findResident(residentId)?.card;
  if (card?.kind !== 'resident') throw new Error(`${residentId} has no card of a resident`);
  return [
    text('name', card.name),
    text('masked name', maskName(card.name)),
    text('id number', card.idNumber),
    text('masked id number', maskIdNumber(card.idNumber)),
    text('address', card.address),
    text('issuer of the card', card.issuer),
    ...[card.birthDate, card.validFrom, card.validUntil].flatMap((day, index) =>
      daysOf(day).map((written) =>
        text(`${['birth date', 'card from', 'card until'][index]} ${written.length}`, written),
      ),
    ),
    ...propertiesFor(card.idNumber).flatMap(({ location, certificateNumber, area, registeredOn }, index) => [
      text(`dwelling ${index}`, location),
      text(`certificate of dwelling ${index}`, certificateNumber),
      text(`area of dwelling ${index}`, area.toFixed(2)),
      ...daysOf(registeredOn).map((written) => text(`day of dwelling ${index} ${written.length}`, written)),
    ]),
    text('account', answers.account),
    text('telephone', answers.telephone),
    // Its texts are sought as such; this is the block as it comes.
    ...pieces('text block of the chip', encodeTextBlock(card), 12),
    ...pieces('photo of the chip', encodePhotoBlock(card), 24),
  ];
};
