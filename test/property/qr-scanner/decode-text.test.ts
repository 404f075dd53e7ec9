import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../drivers/qr-scanner/decode-text.ts';
import { encodeGbk } from '../../../drivers/simulator/qr-scanner/encode-gbk.ts';

describe('the text of a code, whatever comes', () => {
  it('is either text without control characters or refused, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const decoded = decodeText(bytes);
        if (!decoded.ok) return;
        expect(decoded.text).not.toBe('');
        expect(decoded.text).not.toMatch(/[\p{Cc}\p{Co}\p{Cs}\ufffd]/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('comes back as it was, in UTF-8 and, where that is not also good UTF-8, in GBK', () => {
    const character = fc.oneof(
      fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
      fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)),
    );
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 1, maxLength: 60 }), (text) => {
        expect(decodeText(new TextEncoder().encode(text))).toEqual({ ok: true, text });
        const gbk = encodeGbk(text);
        const isUtf8 = Buffer.from(gbk).equals(Buffer.from(Buffer.from(gbk).toString('utf8')));
        if (!isUtf8) expect(decodeText(gbk)).toEqual({ ok: true, text });
      }),
      { numRuns: 1000 },
    );
  });
});
