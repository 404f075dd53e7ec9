import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame, maximumLength } from '../../../drivers/id-card-reader/frame.ts';
import {
  FrameParser,
  type ParserOutput,
  parserCapacity,
} from '../../../drivers/id-card-reader/frame-parser.ts';
import { createRandom, fuzzBytes, fuzzTimeout } from '../../helpers/fuzz-effort.ts';

const body = fc.uint8Array({ minLength: 2, maxLength: 400 });
const preamble = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);

const join = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

/** Noise as lines make it: any bytes, and frames with something wrong. */
const noise = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.constantFrom(
    preamble,
    preamble.subarray(0, 3),
    Uint8Array.of(0xaa),
    Uint8Array.of(0xaa, 0xaa, 0xaa, 0xaa),
  ),
  fc.tuple(body, fc.integer({ min: 1, max: 255 })).map(([content, wrong]) => {
    const frame = encodeFrame(content);
    frame[frame.length - 1] = (frame.at(-1) ?? 0) ^ wrong;
    return frame;
  }),
  fc.tuple(body, fc.nat()).map(([content, cut]) => {
    const frame = encodeFrame(content);
    return frame.slice(0, cut % frame.length);
  }),
  fc.tuple(body, fc.nat(0xffff)).map(([content, length]) => {
    const frame = encodeFrame(content);
    frame[5] = length >> 8;
    frame[6] = length & 0xff;
    return frame;
  }),
);

/** Feeds a stream in pieces whose lengths repeat. */
const feed = (parser: FrameParser, stream: Uint8Array, pieces: readonly number[]): ParserOutput[] => {
  const outputs: ParserOutput[] = [];
  for (let at = 0, turn = 0; at < stream.length; turn += 1) {
    const length = pieces[turn % pieces.length] ?? 1;
    outputs.push(...parser.push(stream.subarray(at, at + length)));
    at += length;
  }
  return outputs;
};

const pieceLengths = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 8 });
const bodies = (outputs: readonly ParserOutput[]) =>
  outputs.flatMap((output) => (output.type === 'frame' ? [output.body] : []));
const bytesOf = (outputs: readonly ParserOutput[]) =>
  join(outputs.map((output) => (output.type === 'frame' ? encodeFrame(output.body) : output.bytes)));

/** Where good frames lie, by trying every offset: slow, and independent of the parser. */
const framesByTrying = (stream: Uint8Array): { start: number; end: number }[] => {
  const found: { start: number; end: number }[] = [];
  for (let start = 0; start + 10 <= stream.length; start += 1) {
    if (!preamble.every((byte, index) => stream[start + index] === byte)) continue;
    const length = (stream[start + 5] ?? 0) * 256 + (stream[start + 6] ?? 0);
    const end = start + 7 + length;
    if (length < 3 || length > maximumLength || end > stream.length) continue;
    let sum = 0;
    for (let index = start + 5; index < end; index += 1) sum ^= stream[index] ?? 0;
    if (sum === 0) found.push({ start, end });
  }
  return found;
};

describe('the frame parser, whatever comes', () => {
  it('gives the same frames for any chunking of any stream of frames', () => {
    fc.assert(
      fc.property(fc.array(body, { maxLength: 12 }), pieceLengths, (contents, pieces) => {
        const parser = new FrameParser();
        const outputs = feed(parser, join(contents.map(encodeFrame)), pieces);
        expect(outputs).toEqual(contents.map((content) => ({ type: 'frame', body: content })));
        expect(parser.pending).toBe(0);
      }),
    );
  });

  it('gives the same frames for any chunking of any noisy stream, and loses no byte', () => {
    const parts = fc.array(fc.oneof(noise, body.map(encodeFrame)), { maxLength: 20 });
    fc.assert(
      fc.property(parts, pieceLengths, (streamParts, pieces) => {
        const stream = join(streamParts);
        const whole = new FrameParser();
        const chunked = new FrameParser();
        const fromWhole = whole.push(stream);
        const fromChunked = feed(chunked, stream, pieces);
        expect(bodies(fromChunked)).toEqual(bodies(fromWhole));
        expect(chunked.pending).toBe(whole.pending);
        expect(join([bytesOf(fromChunked), bytesOf(chunked.reset())])).toEqual(stream);
      }),
    );
  });

  it('never lets noise hide a good frame that follows', () => {
    const parts = fc.array(fc.tuple(noise, body), { minLength: 1, maxLength: 6 });
    let checked = 0;
    fc.assert(
      fc.property(parts, pieceLengths, (streamParts, pieces) => {
        const stream = join(streamParts.flatMap(([junk, content]) => [junk, encodeFrame(content)]));
        const parser = new FrameParser();
        const outputs = feed(parser, stream, pieces);
        // As the driver does it when the line falls silent.
        outputs.push(...parser.rescue(), ...parser.reset());

        // One in 256 damaged frames has a check sum that is right by chance; a frame that overlaps it is not decidable.
        const good = framesByTrying(stream);
        const alone = good.filter(
          (frame) =>
            !good.some((other) => other !== frame && other.start < frame.end && frame.start < other.end),
        );
        const found = bodies(outputs).map((content) => Buffer.from(content).toString('hex'));
        for (const { start, end } of alone) {
          expect(found).toContain(Buffer.from(stream.subarray(start + 7, end - 1)).toString('hex'));
          checked += 1;
        }
      }),
      { numRuns: 500 },
    );
    expect(checked).toBeGreaterThan(500);
  });

  it('survives a million random bytes without keeping more than its cap', { timeout: fuzzTimeout }, () => {
    const random = createRandom();
    const parser = new FrameParser();
    let out = 0;
    let total = 0;
    while (total < fuzzBytes) {
      const chunk = Uint8Array.from({ length: 1 + (random() % 5000) }, () => random() & 0xff);
      // Beginnings of frames with long lengths are what could make it keep bytes.
      for (let start = 0; start + 7 < chunk.length; start += 700) {
        chunk.set(preamble, start);
        chunk[start + 5] = random() & 0x0f;
      }
      for (const output of parser.push(chunk)) {
        out += output.type === 'frame' ? encodeFrame(output.body).length : output.bytes.length;
      }
      total += chunk.length;
      expect(parser.pending).toBeLessThan(parserCapacity);
    }
    expect(out + parser.pending).toBe(total);
  });
});
