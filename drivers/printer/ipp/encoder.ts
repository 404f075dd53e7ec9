import { encodeDateTime } from './date-time.ts';
import type { IppAttributes, IppMessage, IppValue } from './message.ts';
import {
  endOfAttributesTag,
  endOfCollectionTag,
  memberNameTag,
  outOfBandTags,
  stringTags,
  structuredTags,
} from './tags.ts';

/** Lengths are SIGNED-SHORT (RFC 8010 §3.2). */
const longestField = 0x7fff;

/**
 * Writes a message after RFC 8010 §3.1. Throws a RangeError for what the encoding cannot hold (a number outside its
 * field, a string over 32,767 octets, an attribute without values): these are mistakes of the caller.
 */
export const encodeMessage = (message: IppMessage): Uint8Array => {
  const pieces: Uint8Array[] = [
    octets(message.version.major, message.version.minor),
    unsigned16(message.code),
    signed32(message.requestId),
  ];
  for (const group of message.groups) {
    pieces.push(octets(group.tag));
    appendAttributes(pieces, group.attributes);
  }
  pieces.push(octets(endOfAttributesTag), message.data);
  return Buffer.concat(pieces);
};

/** The first value carries the name, those after it an empty one (RFC 8010 §3.1.5). */
const appendAttributes = (pieces: Uint8Array[], attributes: IppAttributes): void => {
  for (const [attributeName, values] of attributes) {
    requireSome(attributeName, values);
    values.forEach((value, index) => {
      appendValue(pieces, index === 0 ? utf8(attributeName) : new Uint8Array(0), value);
    });
  }
};

const appendValue = (pieces: Uint8Array[], nameOctets: Uint8Array, value: IppValue): void => {
  pieces.push(octets(tagOf(value)), field(nameOctets));
  if (value.type !== 'collection') {
    pieces.push(field(contentOf(value)));
    return;
  }
  // A collection is a bracket: its members lie between begCollection and endCollection (RFC 8010 §3.1.6).
  pieces.push(field(new Uint8Array(0)));
  for (const [memberName, memberValues] of value.value) {
    requireSome(memberName, memberValues);
    pieces.push(octets(memberNameTag), unsigned16(0), field(utf8(memberName)));
    for (const memberValue of memberValues) {
      appendValue(pieces, new Uint8Array(0), memberValue);
    }
  }
  pieces.push(octets(endOfCollectionTag), unsigned16(0), unsigned16(0));
};

const tagOf = (value: IppValue): number => {
  switch (value.type) {
    case 'outOfBand':
      return outOfBandTags[value.value];
    case 'unrecognised':
      return value.tag;
    case 'integer':
    case 'boolean':
    case 'enum':
    case 'octetString':
    case 'dateTime':
    case 'resolution':
    case 'rangeOfInteger':
    case 'collection':
    case 'textWithLanguage':
    case 'nameWithLanguage':
      return structuredTags[value.type];
    default:
      return stringTags[value.type];
  }
};

const contentOf = (value: Exclude<IppValue, { type: 'collection' }>): Uint8Array => {
  switch (value.type) {
    case 'integer':
    case 'enum':
      return signed32(value.value);
    case 'boolean':
      return octets(value.value ? 1 : 0);
    case 'octetString':
    case 'unrecognised':
      return value.value;
    case 'dateTime':
      return encodeDateTime(value.value);
    case 'resolution':
      return Buffer.concat([
        signed32(value.value.crossFeed),
        signed32(value.value.feed),
        octets(value.value.units),
      ]);
    case 'rangeOfInteger':
      return Buffer.concat([signed32(value.value.lower), signed32(value.value.upper)]);
    case 'textWithLanguage':
    case 'nameWithLanguage':
      return Buffer.concat([field(utf8(value.value.language)), field(utf8(value.value.text))]);
    case 'outOfBand':
      return new Uint8Array(0);
    default:
      return utf8(value.value);
  }
};

const requireSome = (attributeName: string, values: readonly IppValue[]): void => {
  if (attributeName === '' || values.length === 0) {
    throw new RangeError(`IPP attribute '${attributeName}' needs a name and a value`);
  }
};

const utf8 = (value: string): Uint8Array => Buffer.from(value, 'utf8');
const octets = (...values: number[]): Uint8Array => Uint8Array.from(values);

const unsigned16 = (value: number): Uint8Array => {
  const result = Buffer.alloc(2);
  result.writeUInt16BE(value);
  return result;
};

const signed32 = (value: number): Uint8Array => {
  const result = Buffer.alloc(4);
  result.writeInt32BE(value);
  return result;
};

const field = (content: Uint8Array): Uint8Array => {
  if (content.length > longestField) {
    throw new RangeError(`an IPP field of ${content.length} octets is too long`);
  }
  return Buffer.concat([unsigned16(content.length), content]);
};
