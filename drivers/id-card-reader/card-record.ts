import { z } from 'zod';
import { isCitizenNumber, isForeignerNumber2017 } from './identity-number.ts';
import { nations } from './nations.ts';

/** What a card says, one shape a kind of card. */

/** The four kinds of card that an SDT reader reads. */
export const cardKinds = ['resident', 'hongKongMacaoTaiwan', 'foreigner2017', 'foreigner2023'] as const;
export type CardKind = (typeof cardKinds)[number];

const unprintable = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** Printable text: no control characters, no bidirectional overrides, no lone surrogates. */
export const printableText = (maximum: number) =>
  z
    .string()
    .min(1)
    .max(maximum)
    .refine((value) => !unprintable.test(value), 'contains control characters');

/** A day that exists, `YYYY-MM-DD`. */
const day = z.iso.date();

const common = {
  /** What to call the holder: on a foreigner's card the Chinese name, or the English one where there is none. */
  name: printableText(64),
  /** GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated. */
  sex: z.enum(['未知', '男', '女', '未说明']),
  birthDate: day,
  validFrom: day,
  /** Last day on which the card is valid. */
  validUntil: z.union([day, z.literal('long-term')]),
};

const citizenNumber = z.string().refine(isCitizenNumber, 'check character is wrong');
/** A field that tells nothing about who the holder is: a card is not refused because it is blank or unusual. */
const minor = (maximum: number) => printableText(maximum).nullable();
/** Letters of ISO 3166-1 alpha-3, or its digits. */
const nationality = z.string().regex(/^([A-Z]{3}|\d{3})$/);

export const cardRecordSchema = z.discriminatedUnion('kind', [
  /** 居民身份证 */
  z.strictObject({
    kind: z.literal('resident'),
    ...common,
    idNumber: citizenNumber,
    nationCode: z.string().refine((code) => code in nations, 'is no code of GB/T 3304'),
    address: printableText(35),
    issuer: printableText(15),
  }),
  /** 港澳台居民居住证 */
  z.strictObject({
    kind: z.literal('hongKongMacaoTaiwan'),
    ...common,
    idNumber: citizenNumber,
    address: printableText(35),
    issuer: printableText(15),
    /** 通行证号码 */
    permitNumber: minor(9),
    /** How many times the card was issued, `01` for the first. */
    issues: minor(2),
  }),
  /** 外国人永久居留身份证, 2017 */
  z.strictObject({
    kind: z.literal('foreigner2017'),
    ...common,
    idNumber: z.string().refine(isForeignerNumber2017, 'check digit is wrong'),
    englishName: printableText(60),
    chineseName: minor(15),
    nationality,
    issuerCode: minor(4),
    version: minor(2),
  }),
  /** 外国人永久居留身份证, 2023 */
  z.strictObject({
    kind: z.literal('foreigner2023'),
    ...common,
    idNumber: citizenNumber.refine((number) => number.startsWith('9'), 'does not begin with 9'),
    englishName: printableText(46),
    chineseName: minor(15),
    nationality,
    /** How many times the card was renewed, `00` for none. */
    renewals: minor(2),
    /** 关联项目: three characters that tie the card to its predecessor; blank on many. */
    link: minor(3),
  }),
]);
export type CardRecord = z.infer<typeof cardRecordSchema>;
