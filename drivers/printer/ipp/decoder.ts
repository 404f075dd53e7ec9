import { decodeDateTime } from './date-time.ts';
import type { IppAttributes, IppGroup, IppMessage, IppValue } from './message.ts';
import { createOctetReader, type OctetReader } from './octet-reader.ts';
import {
  endOfAttributesTag,
  endOfCollectionTag,
  highestDelimiterTag,
  memberNameTag,
  type OutOfBandKind,
  outOfBandTags,
  type StringType,
  stringTags,
  structuredTags,
} from './tags.ts';

/** How much a peer may make us read. */
export interface DecoderLimits {
  /** Octets before the document. The largest real reply seen (a CUPS queue, all attributes) has about 60,000. */
  readonly attributeOctets: number;
  /** Values in the whole message; the reply above has about 2,000. */
  readonly values: number;
  /** Collections inside collections; PWG 5100 uses three levels. */
  readonly depth: number;
}

export const defaultDecoderLimits: DecoderLimits = { attributeOctets: 1_048_576, values: 20_000, depth: 8 };

export type DecodeOutcome =
  | { readonly ok: true; readonly message: IppMessage }
  | { readonly ok: false; readonly reason: 'malformed-reply'; readonly detail: string };

/**
 * Reads a message after RFC 8010 §3.1. What breaks the framing makes the whole message malformed; a value whose
 * content does not fit its tag is kept as `unrecognised`, because printers do send such values and the rest is good.
 * Of an attribute that comes twice in a group the first counts. Never throws; the octets of the document are a view.
 */
export const decodeMessage = (
  octets: Uint8Array,
  limits: DecoderLimits = defaultDecoderLimits,
): DecodeOutcome => {
  const reader = createOctetReader(octets, limits.attributeOctets);
  const budget = { values: limits.values, depth: limits.depth };
  const version = { major: reader.octet(), minor: reader.octet() };
  const code = reader.unsigned16();
  const requestId = reader.signed32();
  const groups = readGroups(reader, budget);
  const failure = reader.failure();
  return failure === null
    ? { ok: true, message: { version, code, requestId, groups, data: reader.rest() } }
    : { ok: false, reason: 'malformed-reply', detail: failure };
};

interface Budget {
  values: number;
  readonly depth: number;
}

const readGroups = (reader: OctetReader, budget: Budget): IppGroup[] => {
  const groups: IppGroup[] = [];
  let attributes: Map<string, IppValue[]> | null = null;
  let current: IppValue[] | null = null;
  for (;;) {
    const tag = reader.octet();
    if (reader.failure() !== null || tag === endOfAttributesTag) {
      return groups;
    }
    if (tag <= highestDelimiterTag) {
      if (tag === 0) {
        reader.fail('reserved delimiter');
      }
      attributes = new Map();
      current = null;
      groups.push({ tag, attributes });
      spend(reader, budget);
      continue;
    }
    const attributeName = decodeText(reader.field());
    const value = readValue(reader, budget, tag, 0);
    if (attributes === null) {
      reader.fail('value before any group');
    } else if (attributeName !== '') {
      current = [value];
      if (!attributes.has(attributeName)) {
        attributes.set(attributeName, current);
      }
    } else if (current === null) {
      reader.fail('further value without an attribute');
    } else {
      current.push(value);
    }
  }
};

const spend = (reader: OctetReader, budget: Budget): void => {
  budget.values -= 1;
  if (budget.values < 0) {
    reader.fail('too many values');
  }
};

/** Reads length and content of the value that `tag` announced; a collection is read to its end. */
const readValue = (reader: OctetReader, budget: Budget, tag: number, depth: number): IppValue => {
  spend(reader, budget);
  const content = reader.field();
  return tag === structuredTags.collection
    ? { type: 'collection', value: readCollection(reader, budget, depth + 1) }
    : interpret(tag, content);
};

const readCollection = (reader: OctetReader, budget: Budget, depth: number): IppAttributes => {
  const members = new Map<string, IppValue[]>();
  let current: IppValue[] | null = null;
  if (depth > budget.depth) {
    reader.fail('collections nested too deeply');
  }
  for (;;) {
    const tag = reader.octet();
    if (reader.field().length !== 0) {
      reader.fail('named value inside a collection');
    }
    if (reader.failure() !== null) {
      return members;
    }
    const ends = tag === endOfCollectionTag;
    if ((ends || tag === memberNameTag) && current?.length === 0) {
      reader.fail('member without a value');
    }
    if (ends) {
      reader.field();
      return members;
    }
    if (tag === memberNameTag) {
      const memberName = decodeText(reader.field());
      spend(reader, budget);
      current = [];
      if (memberName === '') {
        reader.fail('member without a name');
      } else if (!members.has(memberName)) {
        members.set(memberName, current);
      }
    } else if (tag <= highestDelimiterTag) {
      reader.fail('group inside a collection');
    } else if (current === null) {
      reader.fail('value before any member of a collection');
    } else {
      current.push(readValue(reader, budget, tag, depth));
    }
  }
};

const outOfBandKinds = new Map<number, OutOfBandKind>(
  Object.entries(outOfBandTags).map(([kind, tag]) => [tag, kind as OutOfBandKind]),
);
const stringTypes = new Map<number, StringType>(
  Object.entries(stringTags).map(([type, tag]) => [tag, type as StringType]),
);

/** Gives a simple value its meaning; one that does not fit its tag stays as it came. */
const interpret = (tag: number, content: Uint8Array): IppValue => {
  const outOfBand = outOfBandKinds.get(tag);
  if (outOfBand !== undefined) {
    return { type: 'outOfBand', value: outOfBand };
  }
  const stringType = stringTypes.get(tag);
  if (stringType !== undefined) {
    return { type: stringType, value: decodeText(content) };
  }
  return interpretStructured(tag, content) ?? { type: 'unrecognised', tag, value: Uint8Array.from(content) };
};

const interpretStructured = (tag: number, content: Uint8Array): IppValue | null => {
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  switch (tag) {
    case structuredTags.integer:
      return content.length === 4 ? { type: 'integer', value: view.getInt32(0) } : null;
    case structuredTags.enum:
      return content.length === 4 ? { type: 'enum', value: view.getInt32(0) } : null;
    case structuredTags.boolean:
      return content.length === 1 ? { type: 'boolean', value: view.getUint8(0) !== 0 } : null;
    case structuredTags.octetString:
      return { type: 'octetString', value: Uint8Array.from(content) };
    case structuredTags.dateTime: {
      const value = decodeDateTime(content);
      return value === null ? null : { type: 'dateTime', value };
    }
    case structuredTags.resolution:
      return content.length === 9
        ? {
            type: 'resolution',
            value: { crossFeed: view.getInt32(0), feed: view.getInt32(4), units: view.getUint8(8) },
          }
        : null;
    case structuredTags.rangeOfInteger:
      return content.length === 8
        ? { type: 'rangeOfInteger', value: { lower: view.getInt32(0), upper: view.getInt32(4) } }
        : null;
    case structuredTags.textWithLanguage:
    case structuredTags.nameWithLanguage: {
      const value = interpretWithLanguage(content);
      const type = tag === structuredTags.textWithLanguage ? 'textWithLanguage' : 'nameWithLanguage';
      return value === null ? null : { type, value };
    }
    default:
      return null;
  }
};

/** Two fields inside one: language, then text (RFC 8010 §3.9). */
const interpretWithLanguage = (content: Uint8Array): { language: string; text: string } | null => {
  const inner = createOctetReader(content, content.length);
  const language = decodeText(inner.field());
  const text = decodeText(inner.field());
  return inner.failure() === null && inner.rest().length === 0 ? { language, text } : null;
};

const textDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** UTF-8; what is none becomes U+FFFD, because some printers write their messages in a local code page. */
const decodeText = (content: Uint8Array): string => textDecoder.decode(content);
