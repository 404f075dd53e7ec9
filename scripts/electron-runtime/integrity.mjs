import { createHash, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * Whether a file's bytes have the SHA-512 that an integrity string names ("sha512-" and the digest in base64; W3C
 * Subresource Integrity, 3.1). Any other form matches nothing.
 *
 * @param {string} file
 * @param {string} integrity
 * @returns {Promise<boolean>}
 */
export const matchesIntegrity = async (file, integrity) => {
  const digest = /^sha512-([A-Za-z0-9+/]{86}==)$/.exec(integrity)?.[1];
  if (digest === undefined) return false;
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return timingSafeEqual(hash.digest(), Buffer.from(digest, 'base64'));
};
