import { encodePhotoBlock, encodeTextBlock } from '../../../drivers/simulator/residents/encode-card.ts';
import type { SyntheticResident } from '../../../drivers/simulator/residents/synthetic-resident.ts';
import { maskIdNumber, maskName } from '../../../electron/core/identity/mask.ts';
import { decodeQrPayload } from '../../../platform/contract/certificate/qr-payload.ts';
import { propertiesFor } from '../../../platform/seed/synthetic-population.ts';
import { findResident } from '../../../scripts/station/station-cards.ts';
import { needlesOf, needlesOfRaw } from '../../integration/leak/encodings.ts';
import type { SoughtValue } from '../../integration/leak/search-files.ts';

/** An authority of which nothing but a card of this visit speaks; those of the city stand in its own documents. */
const issuer = '岳麓市公安局白沙井分局';

/** A resident of the station whose card is from elsewhere. */
export const residentFromElsewhere = (key: string): SyntheticResident => {
  const resident = findResident(key);
  if (resident?.card.kind !== 'resident') throw new Error(`${key} has no card of a resident`);
  return { ...resident, card: { ...resident.card, issuer } };
};

/** What a resident types. The codes of a form's choices say nothing of a person by themselves. */
export interface TypedAnswers {
  readonly account: string;
  readonly telephone: string;
}

/**
 * Pictures and documents are sought in pieces of this length. A piece that others have, too, says nothing: one with fewer
 * different bytes than these is a flat background, one with fewer above ASCII is scaffolding of the format.
 */
const pieceBytes = 24;
const fewestDifferent = 6;
const fewestAboveAscii = 4;
const pieceEvery = 8;

const isTelling = (piece: Uint8Array): boolean =>
  new Set(piece).size >= fewestDifferent && piece.filter((byte) => byte > 0x7f).length >= fewestAboveAscii;

/** At most so many telling pieces, from all over. */
export const pieces = (name: string, bytes: Uint8Array, atMost: number): readonly SoughtValue[] => {
  const places = Array.from(
    { length: Math.max(0, Math.ceil((bytes.length - pieceBytes) / pieceEvery)) },
    (_, index) => index * pieceEvery,
  ).filter((from) => isTelling(bytes.subarray(from, from + pieceBytes)));
  const step = Math.max(1, places.length / atMost);
  return Array.from({ length: Math.min(atMost, places.length) }, (_, index) => {
    const from = places[Math.floor(index * step)] ?? 0;
    return { name, needles: needlesOfRaw(bytes.subarray(from, from + pieceBytes)) };
  });
};

/** A text in every encoding that these programs, cards and certificates use. */
export const text = (name: string, value: string): SoughtValue => ({ name, needles: needlesOf(value) });

/** A day as these programs, cards and certificates write it. */
const day = (name: string, written: string): readonly SoughtValue[] => {
  const [year = '', month = '', date = ''] = written.split('-');
  const forms = [
    written,
    `${year}${month}${date}`,
    `${year}年${Number(month)}月${Number(date)}日`,
    `${year}年${month}月${date}日`,
  ];
  return forms.filter((form) => /\d{4}/.test(form)).map((form) => text(name, form));
};

/**
 * Every personal value of a visit that is known beforehand: what the card says, what the register of real estate says, what
 * is typed, and how it is masked on the screen. Not among them:
 * - what the kiosk keeps on purpose (docs/architecture.md, "Where a resident's data lives"): numbers of certificates and
 *   receipts, keys of messages, ids of visits and print jobs, the pseudonym;
 * - what says nothing of a person by itself: sex, nation, square metres, kinds of use, the codes of a form's choices.
 */
export const visitValues = (
  { key, card }: SyntheticResident,
  answers: TypedAnswers,
): readonly SoughtValue[] => {
  if (card.kind !== 'resident') throw new Error(`${key} has no card of a resident`);
  return [
    text('name', card.name),
    text('masked name', maskName(card.name)),
    text('id number', card.idNumber),
    text('masked id number', maskIdNumber(card.idNumber)),
    text('address', card.address),
    text('issuer of the card', card.issuer),
    ...day('birth date', card.birthDate),
    ...day('term of the card', card.validFrom),
    ...day('term of the card', card.validUntil),
    ...propertiesFor(card.idNumber).flatMap(({ location, certificateNumber, registeredOn }) => [
      text('dwelling', location),
      text('title of the dwelling', certificateNumber),
      ...day('day of the dwelling', registeredOn),
    ]),
    text('account', answers.account),
    text('telephone', answers.telephone),
    ...pieces('text of the chip', encodeTextBlock(card), 12),
    ...pieces('photo of the chip', encodePhotoBlock(card), 24),
  ];
};

/** Dictionary and content of each object that has a stream (ISO 32000-2, 7.3.8). */
const streams = /\bobj\s((?:(?!endobj).)*?)\sstream\r?\n(.*?)endstream/gs;

/**
 * What a printed certificate is made of: its page with the QR code, and its fonts with the characters that it uses. Left out
 * are forms – the seal is drawn once for all certificates of a department, the watermark shows purpose and time – and the
 * metadata, which says nothing of a person and is the only stream that is not compressed.
 */
export const documentValues = (pdf: Uint8Array): readonly SoughtValue[] => {
  const latin1 = Buffer.from(pdf).toString('latin1');
  return [...latin1.matchAll(streams)]
    .filter(([, dictionary = '']) => dictionary.includes('/FlateDecode') && !dictionary.includes('/Form'))
    .flatMap(([, , stream = '']) => pieces('document', Buffer.from(stream, 'latin1'), 8));
};

const textPiece = 24;
/** ECDSA P-256 (RFC 9053 §2.1). */
const signatureBytes = 64;

/**
 * What its QR code holds: the text that is drawn, and the signature at the end of the certificate behind it, whose words are
 * the city's in part.
 */
export const codeValues = (payload: string): readonly SoughtValue[] => {
  const decoded = decodeQrPayload(payload);
  if (decoded.outcome !== 'decoded') throw new Error(`the printed code is ${decoded.outcome}`);
  const texts = Array.from({ length: Math.floor(payload.length / textPiece) }, (_, index) =>
    payload.slice(index * textPiece, (index + 1) * textPiece),
  );
  return [
    ...texts.map((piece) => text('QR code', piece)),
    ...pieces('signature of the certificate', decoded.certificate.subarray(-signatureBytes), 4),
  ];
};
