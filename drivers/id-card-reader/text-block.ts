import { type CardKind, type CardRecord, cardRecordSchema } from './card-record.ts';

/** Length of the text block in bytes. */
export const textBlockLength = 256;

/** Type flag of each kind of card, at `typeFlagOffset`. */
const kindsByFlag: Readonly<Record<string, CardKind>> = {
  '': 'resident',
  J: 'hongKongMacaoTaiwan',
  I: 'foreigner2017',
  Y: 'foreigner2023',
};
const typeFlagOffset = 248;

/** Byte offset and length in the block. */
type Span = readonly [offset: number, length: number];

/** The fields that each kind of card has in the block, in bytes. */
const layouts = {
  resident: {
    name: [0, 30],
    sex: [30, 2],
    nationCode: [32, 4],
    birthDate: [36, 16],
    address: [52, 70],
    idNumber: [122, 36],
    issuer: [158, 30],
    validFrom: [188, 16],
    validUntil: [204, 16],
  },
  hongKongMacaoTaiwan: {
    name: [0, 30],
    sex: [30, 2],
    birthDate: [36, 16],
    address: [52, 70],
    idNumber: [122, 36],
    issuer: [158, 30],
    validFrom: [188, 16],
    validUntil: [204, 16],
    permitNumber: [220, 18],
    issues: [238, 4],
  },
  foreigner2017: {
    englishName: [0, 120],
    sex: [120, 2],
    idNumber: [122, 30],
    nationality: [152, 6],
    chineseName: [158, 30],
    validFrom: [188, 16],
    validUntil: [204, 16],
    birthDate: [220, 16],
    version: [236, 4],
    issuerCode: [240, 8],
  },
  foreigner2023: {
    chineseName: [0, 30],
    sex: [30, 2],
    renewals: [32, 4],
    birthDate: [36, 16],
    englishName: [52, 70],
    idNumber: [122, 36],
    validFrom: [188, 16],
    validUntil: [204, 16],
    /** Goes on where `englishName` was too short. */
    englishNameRest: [220, 22],
    nationality: [242, 6],
    link: [250, 6],
  },
} as const satisfies Record<CardKind, Record<string, Span>>;

export type TextBlockOutcome =
  | { readonly ok: true; readonly record: CardRecord }
  | { readonly ok: false; readonly reason: 'wrong-length' | 'unknown-card-kind' }
  /** `field` is the name of the first field that is not as it must be; never its content. */
  | { readonly ok: false; readonly reason: 'invalid-field'; readonly field: string };

/** Fields that may be blank: then they are null. */
const blankable = ['chineseName', 'permitNumber', 'issues', 'issuerCode', 'version', 'renewals', 'link'];

const sexes: Readonly<Record<string, string>> = { 0: '未知', 1: '男', 2: '女', 9: '未说明' };

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

/** `19580312` → `1958-03-12`; anything else is left for the schema to refuse. */
const isoDay = (digits: string): string => digits.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

/**
 * Text of a span without its padding: spaces, on some readers NUL. A half of a surrogate pair becomes U+FFFD, which
 * the caller refuses.
 */
const textAt = (block: Uint8Array, [offset, length]: Span): string =>
  decoder.decode(block.subarray(offset, offset + length)).replace(/[ \0]+$/, '');

const fieldsOf = (kind: CardKind, block: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(layouts[kind]).map(([field, span]) => [field, textAt(block, span)]));

/**
 * Reads the text block of a card: 256 bytes UTF-16LE, fields padded with spaces, the kind of card told by the type
 * flag at 248. What comes out has passed `cardRecordSchema`: check digits are right, days exist, codes are known.
 */
export const decodeTextBlock = (block: Uint8Array): TextBlockOutcome => {
  if (block.length !== textBlockLength) return { ok: false, reason: 'wrong-length' };
  const kind = kindsByFlag[textAt(block, [typeFlagOffset, 2])];
  if (!kind) return { ok: false, reason: 'unknown-card-kind' };

  const fields = fieldsOf(kind, block);
  const damaged = Object.keys(fields).find((field) => fields[field]?.includes('\ufffd'));
  if (damaged !== undefined) return { ok: false, reason: 'invalid-field', field: damaged };

  const { englishNameRest = '', ...named } = fields;
  const draft: Record<string, string | null> = {
    ...Object.fromEntries(
      Object.entries(named).map(([field, value]) => [
        field,
        value === '' && blankable.includes(field) ? null : value,
      ]),
    ),
    kind,
    sex: sexes[fields.sex ?? ''] ?? '',
    birthDate: isoDay(fields.birthDate ?? ''),
    validFrom: isoDay(fields.validFrom ?? ''),
    validUntil: fields.validUntil === '长期' ? 'long-term' : isoDay(fields.validUntil ?? ''),
  };
  if (kind === 'foreigner2017' || kind === 'foreigner2023') {
    draft.englishName = `${fields.englishName ?? ''}${englishNameRest}`;
    draft.name = fields.chineseName || draft.englishName;
  }

  const parsed = cardRecordSchema.safeParse(draft);
  if (parsed.success) return { ok: true, record: parsed.data };
  return { ok: false, reason: 'invalid-field', field: String(parsed.error.issues[0]?.path[0] ?? 'kind') };
};
