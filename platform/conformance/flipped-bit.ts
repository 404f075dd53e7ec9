import type { HttpRequestParts } from '../contract/http-signature/index.ts';

/** The request with one bit of its signature flipped. */
export const withFlippedBit = (request: HttpRequestParts): HttpRequestParts => {
  const [label, text = ''] = (request.headers.signature ?? '').split(/(?<=^[a-z]+)=/);
  const bytes = Buffer.from(text.slice(1, -1), 'base64');
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  return { ...request, headers: { ...request.headers, signature: `${label}=:${bytes.toString('base64')}:` } };
};
