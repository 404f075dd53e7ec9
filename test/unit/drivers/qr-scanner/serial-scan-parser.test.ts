import { describe, expect, it } from 'vitest';
import { maximumCodeLength } from '../../../../drivers/qr-scanner/scan-parser.ts';
import { SerialScanParser } from '../../../../drivers/qr-scanner/serial-scan-parser.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const code = (text: string, aimId: string | null = null) => ({ type: 'code', aimId, bytes: ascii(text) });
const oversized = { type: 'refused', reason: 'oversized' };

describe('the parser of a serial scanner', () => {
  it.each(['\r', '\n', '\r\n', '\n\r'])('ends a code with %j', (end) => {
    const parser = new SerialScanParser();
    expect(parser.push(ascii(`YZ-01${end}`))).toEqual([code('YZ-01')]);
    expect(parser.unfinished).toBe(false);
  });

  it('gives the same code split anywhere', () => {
    const stream = ascii(']Q1YZ-01\r\n');
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const parser = new SerialScanParser();
      const outputs = [...parser.push(stream.subarray(0, cut)), ...parser.push(stream.subarray(cut))];
      expect(outputs).toEqual([code('YZ-01', ']Q1')]);
    }
  });

  it('ends a code without a terminator with silence', () => {
    const parser = new SerialScanParser();
    expect(parser.push(ascii(']Q1YZ-01'))).toEqual([]);
    expect(parser.unfinished).toBe(true);
    expect(parser.silence()).toEqual([code('YZ-01', ']Q1')]);
    expect(parser.silence()).toEqual([]);
    // The terminator comes after all.
    expect(parser.push(ascii('\r\n'))).toEqual([]);
  });

  it.each([
    [']Q1YZ', ']Q1', 'YZ'],
    [']d2YZ', ']d2', 'YZ'],
    ['YZ', null, 'YZ'],
    [']]Q1', null, ']]Q1'],
    [']1Q', null, ']1Q'],
    ['YZ]Q1', null, 'YZ]Q1'],
    [']Q1', ']Q1', ''],
  ])('takes the identifier off %j', (text, aimId, rest) => {
    expect(new SerialScanParser().push(ascii(`${text}\r`))).toEqual([code(rest, aimId)]);
  });

  it('takes the longest code and refuses a longer one once', () => {
    const parser = new SerialScanParser();
    const longest = 'A'.repeat(maximumCodeLength);
    expect(parser.push(ascii(`${longest}\r`))).toEqual([code(longest)]);
    expect(parser.push(ascii(`${longest}A`))).toEqual([oversized]);
    expect(parser.push(ascii(longest))).toEqual([]);
    expect(parser.unfinished).toBe(true);
    expect(parser.push(ascii('rest\rnext\r'))).toEqual([code('next')]);
  });

  it('takes the next code after an oversized one that ended in silence', () => {
    const parser = new SerialScanParser();
    parser.push(ascii('A'.repeat(5000)));
    expect(parser.silence()).toEqual([]);
    expect(parser.push(ascii('next\r'))).toEqual([code('next')]);
  });

  it('passes over the rest of a code that was abandoned, and nothing else', () => {
    const parser = new SerialScanParser();
    parser.abandon();
    expect(parser.push(ascii('YZ-'))).toEqual([]);
    parser.abandon();
    expect(parser.push(ascii('01\r02\r'))).toEqual([code('02')]);
  });

  it('forgets what was under way when it is reset', () => {
    const parser = new SerialScanParser();
    parser.push(ascii('YZ-'));
    parser.reset();
    expect(parser.push(ascii('01\r'))).toEqual([code('01')]);
  });
});
