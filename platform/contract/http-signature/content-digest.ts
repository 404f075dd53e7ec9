import { createHash } from 'node:crypto';

/**
 * Value of the Content-Digest field (RFC 9530 §2) for these bytes: SHA-256 and nothing beside it. The contract knows
 * this one form, so a field is checked by comparing it.
 */
export const contentDigest = (body: Uint8Array): string =>
  `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
