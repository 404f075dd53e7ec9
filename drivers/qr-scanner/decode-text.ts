export type TextRefusal =
  /** Nothing but the end of a line. */
  | 'empty'
  /** Neither UTF-8 nor GBK. */
  | 'binary'
  /** Control characters, or characters that turn the direction of writing: nothing that a code for people holds. */
  | 'control-characters';

export type DecodedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: TextRefusal };

const utf8 = new TextDecoder('utf-8', { fatal: true });
const gbk = new TextDecoder('gbk', { fatal: true });

const controls = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
/** GBK leaves rows to its users, and decoders differ in what else they put into private use: no text has these. */
const noText = /[\p{Co}\p{Cn}\ufffd]/u;

const lineEnd = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;

const withoutLineEnd = (bytes: Uint8Array): Uint8Array => {
  let end = bytes.length;
  while (end > 0 && lineEnd(bytes[end - 1])) end -= 1;
  return bytes.subarray(0, end);
};

const decodeWith = (decoder: typeof utf8, bytes: Uint8Array): string | null => {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
};

/**
 * Text of a code: UTF-8 where the bytes are strictly that, else GBK, as older Chinese codes have it, else refused. The
 * line end that some scanners add, and a byte order mark, are left out. GBK text that happens to be good UTF-8 cannot be told
 * from UTF-8; it is rare and short.
 */
export const decodeText = (code: Uint8Array): DecodedText => {
  const bytes = withoutLineEnd(code);
  if (bytes.length === 0) return { ok: false, reason: 'empty' };
  const text = decodeWith(utf8, bytes) ?? decodeWith(gbk, bytes);
  if (text === null) return { ok: false, reason: 'binary' };
  if (controls.test(text)) return { ok: false, reason: 'control-characters' };
  if (noText.test(text)) return { ok: false, reason: 'binary' };
  return text === '' ? { ok: false, reason: 'empty' } : { ok: true, text };
};
