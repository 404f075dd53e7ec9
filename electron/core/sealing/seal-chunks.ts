import { createHash } from 'node:crypto';
import type { SealingKey } from '../../../platform/contract/api.ts';
import { sealToPlatform } from '../../../platform/contract/sealing/index.ts';
import { materialChunkBytes, maximumMaterialChunks } from '../../../platform/contract/submissions.ts';

/** SHA-256 as base64url without padding. */
export const digestOf = (data: Uint8Array | string): string =>
  createHash('sha256').update(data).digest('base64url');

export interface SealedChunk {
  /** Compact JWE. */
  readonly sealed: string;
  /** SHA-256 of it, base64url. */
  readonly digest: string;
}

/**
 * Seals bytes to the platform, 256 KiB of them in each chunk, for the message with this key.
 *
 * @throws RangeError when there are none, or more than the contract allows
 */
export const sealChunks = async (
  bytes: Uint8Array,
  { materialId, key, sealingKey }: { materialId: string; key: string; sealingKey: SealingKey },
): Promise<readonly SealedChunk[]> => {
  const count = Math.ceil(bytes.length / materialChunkBytes);
  if (count < 1 || count > maximumMaterialChunks) {
    throw new RangeError(`${bytes.length} bytes cannot be handed in`);
  }
  const chunks: SealedChunk[] = [];
  for (let index = 0; index < count; index += 1) {
    const plain = bytes.subarray(index * materialChunkBytes, (index + 1) * materialChunkBytes);
    const sealed = await sealToPlatform(plain, sealingKey, { key, materialId, index, count });
    chunks.push({ sealed, digest: digestOf(sealed) });
  }
  return chunks;
};
