import { describe, expect, it } from 'vitest';
import { FrameParser } from '../../../../drivers/id-card-reader/frame-parser.ts';
import { cardFoundReply, noCardReply, selectedReply } from '../../../fixtures/id-card-reader/vectors.ts';

const cardFound = { type: 'frame', body: Uint8Array.of(0, 0, 0x9f, 0, 0, 0, 0) };

describe('the frame parser', () => {
  it('gives one frame for one frame, split anywhere', () => {
    for (let cut = 0; cut <= cardFoundReply.length; cut += 1) {
      const parser = new FrameParser();
      const outputs = [
        ...parser.push(cardFoundReply.subarray(0, cut)),
        ...parser.push(cardFoundReply.subarray(cut)),
      ];
      expect(outputs).toEqual([cardFound]);
      expect(parser.pending).toBe(0);
    }
  });

  it('finds a frame whose preamble begins one byte late: AA AA AA AA 96 69', () => {
    const outputs = new FrameParser().push(Uint8Array.of(0xaa, ...cardFoundReply));
    expect(outputs).toEqual([{ type: 'junk', cause: 'noise', bytes: Uint8Array.of(0xaa) }, cardFound]);
  });

  it.each([0, 1, 2, 4097, 0xffff])('passes over a length of %i, which cannot be', (length) => {
    const head = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, length >> 8, length & 0xff);
    const outputs = new FrameParser().push(Uint8Array.of(...head, ...cardFoundReply));
    expect(outputs).toEqual([{ type: 'junk', cause: 'bad-length', bytes: head }, cardFound]);
  });

  it('rescues a good frame behind one that never ends', () => {
    const parser = new FrameParser();
    const unfinished = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x05, 0x08, 0x00, 0x00, 0x90);
    expect(parser.push(Uint8Array.of(...unfinished, ...cardFoundReply, ...noCardReply))).toEqual([]);
    expect(parser.rescue()).toEqual([
      { type: 'junk', cause: 'abandoned', bytes: unfinished },
      cardFound,
      { type: 'frame', body: Uint8Array.of(0, 0, 0x80) },
    ]);
    expect(parser.pending).toBe(0);
  });

  it('keeps a slow frame while there is nothing to rescue behind it', () => {
    const parser = new FrameParser();
    expect(parser.push(selectedReply.subarray(0, 12))).toEqual([]);
    expect(parser.rescue()).toEqual([]);
    expect(parser.push(selectedReply.subarray(12))).toHaveLength(1);
  });

  it('takes a frame that contains another as one', () => {
    // Length 17: SW, the inner frame of 11 bytes and two more, and the check sum.
    const inner = noCardReply;
    const body = Uint8Array.of(0, 0, 0x90, ...inner, 1, 1);
    const sum = [0x00, 17, ...body].reduce((total, byte) => total ^ byte, 0);
    const outer = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x00, 17, ...body, sum);
    expect(new FrameParser().push(outer)).toEqual([{ type: 'frame', body }]);
  });

  it('gives what was pending as junk when it is reset', () => {
    const parser = new FrameParser();
    parser.push(cardFoundReply.subarray(0, 9));
    expect(parser.reset()).toEqual([{ type: 'junk', cause: 'abandoned', bytes: cardFoundReply.slice(0, 9) }]);
    expect(parser.reset()).toEqual([]);
    expect(parser.push(cardFoundReply)).toEqual([cardFound]);
  });
});
