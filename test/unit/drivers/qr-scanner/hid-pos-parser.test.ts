import { describe, expect, it } from 'vitest';
import { HidPosParser } from '../../../../drivers/qr-scanner/hid-pos-parser.ts';
import { decodeHidPosReport, featureReportsFor } from '../../../../drivers/qr-scanner/hid-pos-report.ts';
import { maximumCodeLength, type ScanParserOutput } from '../../../../drivers/qr-scanner/scan-parser.ts';
import { encodeHidPosReports } from '../../../../drivers/simulator/qr-scanner/encode-hid-pos.ts';
import * as vectors from '../../../fixtures/qr-scanner/vectors.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const code = (text: string, aimId = ']Q1') => ({ type: 'code', aimId, bytes: ascii(text) });
const refused = (reason: string) => ({ type: 'refused', reason });

const pushAll = (parser: HidPosParser, reports: readonly Uint8Array[]): ScanParserOutput[] =>
  reports.flatMap((report) => parser.push(report));

/** Three reports of which the first two announce more. */
const longCode = ascii('x'.repeat(150));
const [first, second, third] = encodeHidPosReports(longCode);
if (!first || !second || !third) throw new Error('three reports expected');

describe('a scanned data report', () => {
  it('is read as the makers publish it', () => {
    expect(decodeHidPosReport(vectors.shortReport)).toEqual({
      aimId: ']Q1',
      data: ascii('YZ-01'),
      more: false,
    });
    expect(decodeHidPosReport(vectors.firstOfTwo)).toMatchObject({ aimId: ']Q0', more: true });
  });

  it('is read from a device that is shifted by one', () => {
    expect(decodeHidPosReport(vectors.shiftedReport)).toEqual(decodeHidPosReport(vectors.shortReport));
    const longer = Uint8Array.of(...vectors.shiftedReport, 0x01);
    expect(decodeHidPosReport(longer)?.more).toBe(true);
  });

  it.each([
    ['a length that cannot be', (report: Uint8Array) => report.with(1, 57)],
    ['no identifier', (report: Uint8Array) => report.with(2, 0)],
    ['too few bytes', (report: Uint8Array) => report.slice(0, 63)],
  ])('with %s is none', (_what, spoil) => {
    expect(decodeHidPosReport(spoil(vectors.shortReport))).toBeNull();
  });

  it('is what the simulator makes', () => {
    expect(encodeHidPosReports(ascii('YZ-01'))).toEqual([vectors.shortReport]);
    expect(encodeHidPosReports(ascii(vectors.joinedText), { aimId: ']Q0' })).toEqual([
      vectors.firstOfTwo,
      vectors.secondOfTwo,
    ]);
  });
});

describe('the parser of a HID POS scanner', () => {
  it('joins the reports of a code', () => {
    const parser = new HidPosParser();
    expect(parser.push(vectors.firstOfTwo)).toEqual([]);
    expect(parser.unfinished).toBe(true);
    expect(parser.push(vectors.secondOfTwo)).toEqual([code(vectors.joinedText, ']Q0')]);
    expect(parser.unfinished).toBe(false);
  });

  it('passes over reports with other ids, also in the middle of a code', () => {
    const status = Uint8Array.of(0x03, 0x01);
    expect(pushAll(new HidPosParser(), [status, first, status, second, third])).toEqual([
      code('x'.repeat(150)),
    ]);
  });

  it('refuses a code of which silence swallowed the rest, and takes the next one', () => {
    const parser = new HidPosParser();
    parser.push(first);
    expect(parser.silence()).toEqual([refused('incomplete')]);
    expect(parser.silence()).toEqual([]);
    expect(parser.push(vectors.shortReport)).toEqual([code('YZ-01')]);
  });

  it('refuses a code whose end is missing when another kind of code begins', () => {
    const parser = new HidPosParser();
    parser.push(first);
    expect(pushAll(parser, [vectors.firstOfTwo, vectors.secondOfTwo])).toEqual([
      refused('incomplete'),
      code(vectors.joinedText, ']Q0'),
    ]);
  });

  it('takes no part of a code for a code when one of its reports is damaged', () => {
    const damaged = second.with(1, 200);
    const parser = new HidPosParser();
    expect(pushAll(parser, [first, damaged, third])).toEqual([refused('malformed')]);
    expect(parser.push(vectors.shortReport)).toEqual([code('YZ-01')]);
  });

  it('takes the code after a damaged report', () => {
    const damaged = vectors.shortReport.with(2, 0);
    expect(pushAll(new HidPosParser(), [damaged, vectors.shortReport])).toEqual([
      refused('malformed'),
      code('YZ-01'),
    ]);
  });

  it('takes the longest code, refuses a longer one once and takes the next', () => {
    const longest = ascii('A'.repeat(maximumCodeLength));
    const parser = new HidPosParser();
    expect(pushAll(parser, encodeHidPosReports(longest))).toEqual([code('A'.repeat(maximumCodeLength))]);
    const longer = encodeHidPosReports(new Uint8Array(3072).fill(0x41));
    expect(pushAll(parser, [...longer, vectors.shortReport])).toEqual([refused('oversized'), code('YZ-01')]);
  });

  it('passes over the rest of a code that was abandoned', () => {
    const parser = new HidPosParser();
    parser.push(first);
    parser.abandon();
    expect(pushAll(parser, [second, third, vectors.shortReport])).toEqual([code('YZ-01')]);
  });
});

describe('feature reports', () => {
  it('go to the makers that want to be asked, and to no others', () => {
    expect(featureReportsFor(0x0c2e)).toEqual([Uint8Array.of(254, 1)]);
    expect(featureReportsFor(0x05e0)).toEqual([]);
  });
});
