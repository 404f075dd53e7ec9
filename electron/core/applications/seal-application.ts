import { createHash } from 'node:crypto';
import type { SealingKey } from '../../../platform/contract/api.ts';
import type { SealedApplication } from '../../../platform/contract/sealed-application.ts';
import { sealToPlatform } from '../../../platform/contract/sealing/index.ts';
import { materialChunkBytes, maximumMaterialChunks } from '../../../platform/contract/submissions.ts';
import type { ApplicationMaterial } from '../session/filing-types.ts';

/** SHA-256 as base64url without padding. */
const digestOf = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('base64url');

export interface SealedChunk {
  /** Compact JWE. */
  readonly sealed: string;
  /** SHA-256 of it, base64url. */
  readonly digest: string;
}

export interface SealedMaterial {
  readonly materialId: string;
  readonly chunks: readonly SealedChunk[];
}

/** What the platform is told of a material inside the sealed application. */
type MaterialFacts = SealedApplication['materials'][number];

/**
 * Seals a material to the platform, 256 KiB of it in each chunk.
 *
 * @throws RangeError when it is empty or larger than the contract allows: whoever captures it keeps it within bounds.
 */
export const sealMaterial = async (
  { code, mediaType, bytes }: ApplicationMaterial,
  { materialId, key, sealingKey }: { materialId: string; key: string; sealingKey: SealingKey },
): Promise<{ readonly facts: MaterialFacts; readonly material: SealedMaterial }> => {
  const count = Math.ceil(bytes.length / materialChunkBytes);
  if (count < 1 || count > maximumMaterialChunks) {
    throw new RangeError(`a material of ${bytes.length} bytes cannot be handed in`);
  }
  const chunks: SealedChunk[] = [];
  for (let index = 0; index < count; index += 1) {
    const plain = bytes.subarray(index * materialChunkBytes, (index + 1) * materialChunkBytes);
    const sealed = await sealToPlatform(plain, sealingKey, { key, materialId, index, count });
    chunks.push({ sealed, digest: digestOf(sealed) });
  }
  return {
    facts: { materialId, code, mediaType, bytes: bytes.length, digest: digestOf(bytes) },
    material: { materialId, chunks },
  };
};

/** Seals the personal part of an application; its plain bytes are overwritten at once. */
export const sealApplication = async (
  application: SealedApplication,
  sealingKey: SealingKey,
): Promise<string> => {
  const plain = new TextEncoder().encode(JSON.stringify(application));
  try {
    return await sealToPlatform(plain, sealingKey, { key: application.key });
  } finally {
    plain.fill(0);
  }
};
