import { describe, expect, it } from 'vitest';
import {
  type CommandName,
  decodeCardData,
  decodeReply,
  decodeRequest,
  encodeCardData,
  encodeReply,
  encodeRequest,
} from '../../../../drivers/id-card-reader/commands.ts';
import { encodeFrame, maximumLength } from '../../../../drivers/id-card-reader/frame.ts';
import { FrameParser } from '../../../../drivers/id-card-reader/frame-parser.ts';
import * as vectors from '../../../fixtures/id-card-reader/vectors.ts';

const parse = (bytes: Uint8Array) => new FrameParser().push(bytes);

const requests: readonly [CommandName, Uint8Array][] = [
  ['reset', vectors.resetRequest],
  ['status', vectors.statusRequest],
  ['samId', vectors.samIdRequest],
  ['findCard', vectors.findRequest],
  ['selectCard', vectors.selectRequest],
  ['readCard', vectors.readRequest],
  ['readCardWithFingerprint', vectors.readWithFingerprintRequest],
];

describe('requests', () => {
  it.each(requests)('%s has the published bytes, both ways', (name, frame) => {
    expect(encodeFrame(encodeRequest(name))).toEqual(frame);
    const [output, ...more] = parse(frame);
    expect(more).toEqual([]);
    expect(output?.type === 'frame' && decodeRequest(output.body)).toEqual({ name, data: new Uint8Array(0) });
  });

  it.each([
    ['find', vectors.findRequestWithWrongCheckSum],
    ['select', vectors.selectRequestWithWrongCheckSum],
  ])('the %s with a wrong check sum is refused, and the next frame is not', (_name, wrong) => {
    const outputs = parse(Uint8Array.of(...wrong, ...vectors.findRequest));
    expect(outputs).toEqual([
      { type: 'junk', cause: 'bad-check-sum', bytes: wrong },
      { type: 'frame', body: Uint8Array.of(0x20, 0x01) },
    ]);
  });

  it('an unknown command is told as such', () => {
    expect(decodeRequest(Uint8Array.of(0x77, 0x01))).toBeNull();
  });
});

describe('replies', () => {
  it.each([
    ['card-found', 0x9f, vectors.cardFoundReply, 4],
    ['no-card', 0x80, vectors.noCardReply, 0],
    ['done', 0x90, vectors.selectedReply, 8],
    ['select-failed', 0x81, vectors.selectFailedReply, 0],
    ['read-failed', 0x41, vectors.readFailedReply, 0],
    ['reader-refused-card', 0x32, vectors.refusedReply, 0],
  ])('%s has the published bytes, both ways', (status, code, frame, dataLength) => {
    const data = new Uint8Array(dataLength);
    expect(encodeFrame(encodeReply(code, data))).toEqual(frame);
    const [output] = parse(frame);
    expect(output?.type === 'frame' && decodeReply(output.body)).toEqual({ status, code, data });
  });

  it.each([
    [0x10, 'bad-check-sum'],
    [0x11, 'bad-length'],
    [0x21, 'bad-command'],
    [0x24, 'unknown-error'],
    [0x31, 'card-refused-reader'],
    [0x32, 'reader-refused-card'],
    [0x33, 'verification-failed'],
    [0x40, 'wrong-card'],
    [0x41, 'read-failed'],
    [0x47, 'random-number-failed'],
    [0x60, 'self-test-failed'],
    [0x66, 'reader-not-authorised'],
    [0x80, 'no-card'],
    [0x81, 'select-failed'],
    [0x90, 'done'],
    [0x91, 'no-such-item'],
    [0x9f, 'card-found'],
    [0x00, 'unknown'],
    [0x77, 'unknown'],
    [0xff, 'unknown'],
  ])('status %i means %s', (code, status) => {
    expect(decodeReply(Uint8Array.of(0, 0, code))).toMatchObject({ status, code });
  });

  it('a body that is no reply is told as such', () => {
    expect(decodeReply(Uint8Array.of(0, 0))).toBeNull();
    expect(decodeReply(Uint8Array.of(1, 0, 0x90))).toBeNull();
    expect(decodeReply(Uint8Array.of(0, 1, 0x90))).toBeNull();
  });
});

describe('data of a read', () => {
  const text = new Uint8Array(256).fill(1);
  const photo = new Uint8Array(1024).fill(2);

  it('has the published head and length', () => {
    const card = { text, photo, fingerprints: new Uint8Array(0) };
    const frame = encodeFrame(encodeReply(0x90, encodeCardData(card, false)));
    expect(frame).toHaveLength(vectors.readReplyLength);
    expect(frame.subarray(0, vectors.readReplyHead.length)).toEqual(vectors.readReplyHead);
    expect(decodeCardData(frame.slice(10, -1), false)).toEqual(card);
  });

  it.each([1024, 512, 0] as const)('with %i bytes of fingerprints has the published length', (length) => {
    const card = { text, photo, fingerprints: new Uint8Array(length).fill(3) };
    const frame = encodeFrame(encodeReply(0x90, encodeCardData(card, true)));
    expect(frame).toHaveLength(vectors.readWithFingerprintReplyLengths[length]);
    expect(decodeCardData(frame.slice(10, -1), true)).toEqual(card);
    if (length === 1024) {
      const head = vectors.readWithFingerprintReplyHead;
      expect(frame.subarray(0, head.length)).toEqual(head);
    }
  });

  it('with lengths that do not add up is refused', () => {
    const data = encodeCardData({ text, photo, fingerprints: new Uint8Array(0) }, false);
    expect(decodeCardData(data.slice(0, -1), false)).toBeNull();
    expect(decodeCardData(Uint8Array.of(...data, 0), false)).toBeNull();
    expect(decodeCardData(data, true)).toBeNull();
    expect(decodeCardData(new Uint8Array(0), false)).toBeNull();
  });
});

describe('frames', () => {
  it('cannot be made shorter than a command or longer than a parser takes', () => {
    expect(() => encodeFrame(new Uint8Array(1))).toThrow(RangeError);
    expect(() => encodeFrame(new Uint8Array(maximumLength))).toThrow(RangeError);
    expect(encodeFrame(new Uint8Array(maximumLength - 1))).toHaveLength(7 + maximumLength);
  });
});
