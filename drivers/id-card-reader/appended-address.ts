import { printableText } from './card-record.ts';

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true, fatal: true });

/** Longest answer taken for an address, bytes; the field has 70. */
const maximumLength = 254;

const addressSchema = printableText(maximumLength / 2);

export type AppendedAddressOutcome =
  /** Null: the field is there and blank. */
  { readonly ok: true; readonly address: string | null } | { readonly ok: false };

/** Reads the appended address (追加住址) of a card: UTF-16LE, padded with spaces or, on some readers, NUL. */
export const decodeAppendedAddress = (data: Uint8Array): AppendedAddressOutcome => {
  if (data.length % 2 === 1 || data.length > maximumLength) return { ok: false };
  let text: string;
  try {
    text = decoder.decode(data).replace(/[ \0]+$/, '');
  } catch {
    return { ok: false };
  }
  if (text === '') return { ok: true, address: null };
  const parsed = addressSchema.safeParse(text);
  return parsed.success ? { ok: true, address: parsed.data } : { ok: false };
};
