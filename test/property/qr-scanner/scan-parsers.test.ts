import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../drivers/qr-scanner/decode-text.ts';
import { HidPosParser } from '../../../drivers/qr-scanner/hid-pos-parser.ts';
import {
  maximumCodeLength,
  type ScanParser,
  type ScanParserOutput,
} from '../../../drivers/qr-scanner/scan-parser.ts';
import { SerialScanParser } from '../../../drivers/qr-scanner/serial-scan-parser.ts';
import { encodeHidPosReports } from '../../../drivers/simulator/qr-scanner/encode-hid-pos.ts';
import { garbage } from '../../../drivers/simulator/qr-scanner/scanner-faults.ts';
import { createRandom, fuzzBytes, fuzzTimeout } from '../../helpers/fuzz-effort.ts';

const join = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));
const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

const lineEnd = fc.constantFrom('\r', '\n', '\r\n').map(ascii);
const aimId = fc.constantFrom(']Q1', ']C0', ']d2');
/** Bytes of a code: anything but the end of a line and, so that it is clear whose identifier is whose, `]`. */
const codeBytes = (maxLength: number) =>
  fc
    .uint8Array({ minLength: 1, maxLength })
    .map((bytes) => bytes.map((byte) => (byte === 0x0a || byte === 0x0d || byte === 0x5d ? 0x41 : byte)));

const feed = (parser: ScanParser, stream: Uint8Array, pieces: readonly number[]): ScanParserOutput[] => {
  const outputs: ScanParserOutput[] = [];
  for (let at = 0, turn = 0; at < stream.length; turn += 1) {
    const length = pieces[turn % pieces.length] ?? 1;
    outputs.push(...parser.push(stream.subarray(at, at + length)));
    at += length;
  }
  return outputs;
};
const pieceLengths = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 });

describe('the parser of a serial scanner, whatever comes', () => {
  const scan = fc.record({ aimId: fc.option(aimId), bytes: codeBytes(400), end: lineEnd });

  it('gives the same codes for any chunking of any codes', () => {
    fc.assert(
      fc.property(fc.array(scan, { maxLength: 12 }), pieceLengths, (scans, pieces) => {
        const stream = join(scans.flatMap((one) => [ascii(one.aimId ?? ''), one.bytes, one.end]));
        const parser = new SerialScanParser();
        expect(feed(parser, stream, pieces)).toEqual(
          scans.map((one) => ({ type: 'code', aimId: one.aimId, bytes: one.bytes })),
        );
        expect(parser.unfinished).toBe(false);
      }),
    );
  });

  it('gives the same outputs for any chunking of any bytes', () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.nat(5000).map((length) => new Uint8Array(length).fill(0x41)),
      lineEnd,
      fc.constant(garbage),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), pieceLengths, (parts, pieces) => {
        const stream = join(parts);
        const whole = new SerialScanParser();
        const chunked = new SerialScanParser();
        const expected = [...whole.push(stream), ...whole.silence()];
        expect([...feed(chunked, stream, pieces), ...chunked.silence()]).toEqual(expected);
      }),
    );
  });

  it('never lets noise hide a good code that follows a pause or the end of a line', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc.nat(6000).map((length) => new Uint8Array(length).fill(0xfe)),
      fc.constant(garbage),
    );
    fc.assert(
      fc.property(noise, fc.option(lineEnd), scan, pieceLengths, (junk, end, good, pieces) => {
        const parser = new SerialScanParser();
        feed(parser, junk, pieces);
        if (end) feed(parser, end, pieces);
        else parser.silence();
        expect(feed(parser, join([ascii(good.aimId ?? ''), good.bytes, good.end]), pieces)).toEqual([
          { type: 'code', aimId: good.aimId, bytes: good.bytes },
        ]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the parser of a HID POS scanner, whatever comes', () => {
  const scan = fc.record({ aimId, bytes: codeBytes(maximumCodeLength), shifted: fc.boolean() });

  it('gives any codes back that were cut into reports', () => {
    fc.assert(
      fc.property(fc.array(scan, { maxLength: 6 }), (scans) => {
        const parser = new HidPosParser();
        const outputs = scans.flatMap((one) =>
          encodeHidPosReports(one.bytes, one).flatMap((report) => parser.push(report)),
        );
        expect(outputs).toEqual(scans.map((one) => ({ type: 'code', aimId: one.aimId, bytes: one.bytes })));
        expect(parser.unfinished).toBe(false);
      }),
    );
  });

  it('never lets noise hide a good code that follows a pause', () => {
    const noise = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 70 }),
        fc.uint8Array({ minLength: 63, maxLength: 64 }).map((rest) => Uint8Array.of(2, ...rest)),
        scan.map((one) => encodeHidPosReports(one.bytes, one)[0] ?? garbage),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(noise, scan, (reports, good) => {
        const parser = new HidPosParser();
        for (const report of reports) parser.push(report);
        parser.silence();
        const outputs = encodeHidPosReports(good.bytes, good).flatMap((report) => parser.push(report));
        expect(outputs).toEqual([{ type: 'code', aimId: good.aimId, bytes: good.bytes }]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a million random bytes', () => {
  it.each([
    ['serial', () => new SerialScanParser(), 1, 5000],
    ['HID POS', () => new HidPosParser(), 60, 66],
  ] as const)(
    'neither stop the %s parser nor make it give more than its cap',
    { timeout: fuzzTimeout },
    (_kind, create, shortest, longest) => {
      const random = createRandom();
      const parser = create();
      let total = 0;
      let codes = 0;
      while (total < fuzzBytes) {
        const chunk = Uint8Array.from(
          { length: shortest + (random() % (longest - shortest)) },
          () => random() & 0xff,
        );
        // Half of them look like the beginning of a report of a code, and long stretches have no end of a line.
        if (random() % 2 === 0) chunk.set([2, random() % 60, 0x5d, 0x51, 0x31].slice(0, chunk.length));
        if (random() % 4 === 0) chunk.fill(0x42, 5);
        if (random() % 2 === 0) chunk.fill(0, 63);
        total += chunk.length;
        for (const output of [...parser.push(chunk), ...(random() % 8 === 0 ? parser.silence() : [])]) {
          if (output.type !== 'code') continue;
          codes += 1;
          expect(output.bytes.length).toBeLessThanOrEqual(maximumCodeLength);
          expect(typeof decodeText(output.bytes).ok).toBe('boolean');
        }
      }
      expect(codes).toBeGreaterThan(100);
      parser.silence();
      expect(parser.unfinished).toBe(false);
    },
  );
});
