import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage } from '../../../drivers/printer/ipp/decoder.ts';
import { encodeMessage } from '../../../drivers/printer/ipp/encoder.ts';
import type { IppAttributes, IppMessage, IppValue } from '../../../drivers/printer/ipp/message.ts';
import { outOfBandTags, stringTags } from '../../../drivers/printer/ipp/tags.ts';
import { readSupplies } from '../../../drivers/printer/supplies.ts';
import { statusFromAttributes } from '../../../drivers/printer/printer-status.ts';
import { attributesOf } from '../../../drivers/printer/ipp/attribute-reader.ts';
import { answerRequest } from '../../../drivers/simulator/printer/ipp-service.ts';
import { createPrintEngine } from '../../../drivers/simulator/printer/print-engine.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { readAnnotatedOctets } from '../../fixtures/printer/annotated-octets.ts';
import { fuzzBytes, fuzzSeed, fuzzTimeout } from '../../helpers/fuzz-effort.ts';

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const string = fc.string({ unit: 'binary', maxLength: 40 });
const octets = fc.uint8Array({ maxLength: 40 });
const keysOf = <Key extends string>(record: Record<Key, unknown>): Key[] => Object.keys(record) as Key[];

const simpleValue: fc.Arbitrary<IppValue> = fc.oneof(
  fc.record({ type: fc.constantFrom('integer' as const, 'enum' as const), value: int32 }),
  fc.record({ type: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.record({ type: fc.constant('octetString' as const), value: octets }),
  fc.record({
    type: fc.constant('dateTime' as const),
    value: fc.record({
      // Tenths of a second from year 1 to year 9999.
      epochMilliseconds: fc
        .integer({ min: -62_135_596_800 + 86_400, max: 253_402_300_799 - 86_400 })
        .chain((second) => fc.integer({ min: 0, max: 9 }).map((tenth) => second * 1_000 + tenth * 100)),
      offsetMinutes: fc.integer({ min: -14 * 60, max: 14 * 60 }),
    }),
  }),
  fc.record({
    type: fc.constant('resolution' as const),
    value: fc.record({ crossFeed: int32, feed: int32, units: fc.integer({ min: 0, max: 255 }) }),
  }),
  fc.record({
    type: fc.constant('rangeOfInteger' as const),
    value: fc.record({ lower: int32, upper: int32 }),
  }),
  fc.record({
    type: fc.constantFrom('textWithLanguage' as const, 'nameWithLanguage' as const),
    value: fc.record({ language: string, text: string }),
  }),
  fc.record({ type: fc.constantFrom(...keysOf(stringTags)), value: string }),
  fc.record({ type: fc.constant('outOfBand' as const), value: fc.constantFrom(...keysOf(outOfBandTags)) }),
  fc.record({
    type: fc.constant('unrecognised' as const),
    tag: fc.constantFrom(0x24, 0x4b, 0x7f),
    value: octets,
  }),
);

const attributesWith = (value: fc.Arbitrary<IppValue>): fc.Arbitrary<IppAttributes> =>
  fc
    .array(
      fc.tuple(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
        fc.array(value, { minLength: 1, maxLength: 3 }),
      ),
      { maxLength: 4 },
    )
    .map((entries) => new Map(entries));

const collectionOf = (value: fc.Arbitrary<IppValue>): fc.Arbitrary<IppValue> =>
  attributesWith(value).map((members) => ({ type: 'collection', value: members }));
const value = fc.oneof(
  { weight: 6, arbitrary: simpleValue },
  { weight: 1, arbitrary: collectionOf(fc.oneof(simpleValue, collectionOf(simpleValue))) },
);

const message: fc.Arbitrary<IppMessage> = fc.record({
  version: fc.record({ major: fc.integer({ min: 0, max: 255 }), minor: fc.integer({ min: 0, max: 255 }) }),
  code: fc.integer({ min: 0, max: 0xffff }),
  requestId: int32,
  groups: fc.array(
    fc.record({
      // Every delimiter but the reserved one and the end of attributes.
      tag: fc.constantFrom(1, 2, 4, 5, 6, 7, 8, 9, 10, 15),
      attributes: attributesWith(value),
    }),
    { maxLength: 4 },
  ),
  data: fc.uint8Array({ maxLength: 60 }),
});

/** A reply as a printer sends it, to be damaged. */
const replies = [
  'rfc8010-a4-print-job-response-ignored.txt',
  'rfc8010-a7-create-job-request-collection.txt',
  'rfc8010-a9-get-jobs-response.txt',
  'every-value.txt',
].map(readAnnotatedOctets);
const reply = fc.constantFrom(...replies);

const change = fc.record({ at: fc.nat({ max: 2_000 }), octet: fc.integer({ min: 0, max: 255 }) });
const damage = (whole: Uint8Array, changes: readonly { at: number; octet: number }[]): Uint8Array => {
  const damaged = Uint8Array.from(whole);
  for (const { at, octet } of changes) {
    damaged[at % damaged.length] = octet;
  }
  return damaged;
};

/** Decoding must give an outcome, and whatever comes out must be digestible for what stands behind. */
const digest = (damaged: Uint8Array): void => {
  const outcome = decodeMessage(damaged);
  if (outcome.ok) {
    for (const tag of [1, 2, 4, 5]) {
      const attributes = attributesOf(outcome.message, tag);
      statusFromAttributes(attributes);
      readSupplies(attributes);
    }
  } else {
    expect(outcome.reason).toBe('malformed-reply');
    expect(outcome.detail.length).toBeLessThan(200);
  }
};

describe('IPP codec, for any input', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(message, (written) => {
        const outcome = decodeMessage(encodeMessage(written));
        expect(outcome).toMatchObject({ ok: true });
        // A view on a Buffer equals other octets only as such.
        const read = outcome.ok ? { ...outcome.message, data: Uint8Array.from(outcome.message.data) } : null;
        expect(read).toEqual(written);
      }),
    );
  });

  it('calls every reply that is cut off before its end malformed', () => {
    for (const whole of replies) {
      for (let length = 0; length < whole.length; length += 1) {
        expect(decodeMessage(whole.subarray(0, length))).toMatchObject({
          ok: false,
          reason: 'malformed-reply',
        });
      }
    }
  });

  it('survives any change of octets in a valid reply', () => {
    fc.assert(
      fc.property(reply, fc.array(change, { minLength: 1, maxLength: 8 }), (whole, changes) => {
        digest(damage(whole, changes));
      }),
      { numRuns: 2_000 },
    );
  });

  it('lets the simulated printer answer any damaged request', () => {
    const engine = createPrintEngine(createFakeClock());
    const requests = ['rfc8010-a1-print-job-request.txt', 'rfc8010-a7-create-job-request-collection.txt'].map(
      readAnnotatedOctets,
    );
    fc.assert(
      fc.property(fc.constantFrom(...requests), fc.array(change, { maxLength: 4 }), (whole, changes) => {
        const reply = decodeMessage(answerRequest(engine, 'ipp://printer.test/', damage(whole, changes)));
        expect(reply).toMatchObject({ ok: true });
      }),
      { numRuns: 1_000 },
    );
  });

  it('survives pieces put in and taken out', () => {
    fc.assert(
      fc.property(
        reply,
        fc.nat({ max: 2_000 }),
        fc.nat({ max: 40 }),
        fc.uint8Array({ maxLength: 40 }),
        (whole, position, removed, added) => {
          const at = position % whole.length;
          digest(Buffer.concat([whole.subarray(0, at), added, whole.subarray(at + removed)]));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('survives noise, a million octets of it', { timeout: fuzzTimeout }, () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10_000, maxLength: 10_000 }), (noise) => {
        digest(noise);
        // With a sound header and a first group the noise gets further.
        digest(Buffer.concat([Buffer.from('0200000000000001010447', 'hex'), noise]));
      }),
      { numRuns: Math.ceil(fuzzBytes / 10_000), seed: fuzzSeed },
    );
  });

  it('holds no more values than allowed, however many there are', () => {
    // The most wasteful valid input: values of five octets.
    const limits = { attributeOctets: 1_048_576, values: 500, depth: 8 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), (count) => {
        const head = Buffer.from('0200000000000001 01 440001610000'.replaceAll(' ', ''), 'hex');
        const many = Buffer.alloc(count * 5, Buffer.from('4400000000', 'hex'));
        const outcome = decodeMessage(Buffer.concat([head, many, Buffer.of(3)]), limits);
        const held = outcome.ok
          ? outcome.message.groups.flatMap(({ attributes }) => [...attributes.values()]).flat().length
          : 0;
        expect(held).toBe(count + 2 <= limits.values ? count + 1 : 0);
      }),
    );
  });
});
