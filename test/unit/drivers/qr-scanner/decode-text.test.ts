import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../drivers/qr-scanner/decode-text.ts';
import { encodeGbk } from '../../../../drivers/simulator/qr-scanner/encode-gbk.ts';
import { stationGbk, stationUtf8 } from '../../../fixtures/qr-scanner/vectors.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the text of a code', () => {
  it('is read in UTF-8 and in GBK', () => {
    expect(decodeText(stationUtf8)).toEqual({ ok: true, text: '驿站' });
    expect(decodeText(stationGbk)).toEqual({ ok: true, text: '驿站' });
    expect(decodeText(utf8('𠮷野 😀'))).toEqual({ ok: true, text: '𠮷野 😀' });
  });

  it('does without the line end and the byte order mark', () => {
    expect(decodeText(utf8('\ufeffYZ-01\r\n\r'))).toEqual({ ok: true, text: 'YZ-01' });
  });

  it.each([
    ['nothing', new Uint8Array(0), 'empty'],
    ['a line end', Uint8Array.of(13, 10), 'empty'],
    ['a byte order mark', utf8('\ufeff'), 'empty'],
    ['half a character of UTF-8', utf8('驿站!').slice(0, 5), 'binary'],
    ['half a character of GBK', stationGbk.slice(0, 3), 'binary'],
    ['a byte that no encoding has', Uint8Array.of(0xff), 'binary'],
    ['the rows that GBK leaves to its users', Uint8Array.of(0xaa, 0xa1), 'binary'],
    ['private use in UTF-8', utf8('\ue000'), 'binary'],
    ['a replacement character', utf8('\ufffd'), 'binary'],
    ['zeros', new Uint8Array(4), 'control-characters'],
    ['a tabulator', utf8('a\tb'), 'control-characters'],
    ['a line end in the middle', utf8('a\nb'), 'control-characters'],
    ['an escape sequence', utf8('\u001b[2J'), 'control-characters'],
    ['a control character of the upper half', utf8('a\u0085b'), 'control-characters'],
    ['a character that turns the writing', utf8('a\u202eb'), 'control-characters'],
  ])('is refused: %s', (_what, bytes, reason) => {
    expect(decodeText(bytes)).toEqual({ ok: false, reason });
  });
});

describe('the simulator’s GBK', () => {
  it('is what the decoder reads, and refuses what GBK does not have', () => {
    expect(encodeGbk('驿站')).toEqual(stationGbk);
    expect(encodeGbk('A 龘·')).toEqual(Uint8Array.of(0x41, 0x20, 0xfd, 0x93, 0xa1, 0xa4));
    expect(() => encodeGbk('𠮷')).toThrow(RangeError);
  });
});
