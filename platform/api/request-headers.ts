import type { IncomingHttpHeaders } from 'node:http';
import type { HttpHeaders } from '../contract/http-signature/index.ts';

/** Header fields as signatures read them. Node has joined those that came several times (RFC 9110 §5.3). */
export const plainHeaders = (headers: IncomingHttpHeaders): HttpHeaders => {
  const plain: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) {
      plain[name] = typeof value === 'string' ? value : value.join(', ');
    }
  }
  return plain;
};
