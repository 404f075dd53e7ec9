import type { SealingKey } from '../../../platform/contract/api.ts';
import type { SealedApplication } from '../../../platform/contract/sealed-application.ts';
import { sealToPlatform } from '../../../platform/contract/sealing/index.ts';
import { digestOf, type SealedChunk, sealChunks } from '../sealing/seal-chunks.ts';
import type { ApplicationMaterial } from '../session/filing-types.ts';

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
  const chunks = await sealChunks(bytes, { materialId, key, sealingKey });
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
