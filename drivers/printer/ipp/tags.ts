/** Tags of the IPP encoding (RFC 8010 §3.5). */

/** Delimiter tags: each begins a group of attributes (RFC 8010 §3.5.1). */
export const groupTags = {
  operation: 0x01,
  job: 0x02,
  printer: 0x04,
  unsupported: 0x05,
} as const;

/** Ends the attributes; the document, if any, follows. */
export const endOfAttributesTag = 0x03;
/** Delimiter tags run to here; above are value tags. */
export const highestDelimiterTag = 0x0f;

/** Values that say why there is no value (RFC 8010 §3.5.2, RFC 3380 §8). */
export const outOfBandTags = {
  unsupported: 0x10,
  unknown: 0x12,
  noValue: 0x13,
  notSettable: 0x15,
  deleteAttribute: 0x16,
  adminDefine: 0x17,
} as const;
export type OutOfBandKind = keyof typeof outOfBandTags;

/** Character-string values without a language (RFC 8010 §3.5.2). */
export const stringTags = {
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  uriScheme: 0x46,
  charset: 0x47,
  naturalLanguage: 0x48,
  mimeMediaType: 0x49,
} as const;
export type StringType = keyof typeof stringTags;

/** Values of a fixed or structured form. */
export const structuredTags = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octetString: 0x30,
  dateTime: 0x31,
  resolution: 0x32,
  rangeOfInteger: 0x33,
  collection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
} as const;

export const endOfCollectionTag = 0x37;
export const memberNameTag = 0x4a;
