import type { SealingKey } from '../../../platform/contract/api.ts';
import type {
  SealedCorrection,
  SealedFeedback,
  SealedSupplement,
} from '../../../platform/contract/sealed-replies.ts';
import { sealToPlatform } from '../../../platform/contract/sealing/index.ts';

/** Seals what a resident hands in beside applications to the platform; its plain bytes are overwritten at once. */
export const sealReply = async (
  content: SealedCorrection | SealedFeedback | SealedSupplement,
  key: SealingKey,
): Promise<string> => {
  const plain = new TextEncoder().encode(JSON.stringify(content));
  try {
    return await sealToPlatform(plain, key, { key: content.key });
  } finally {
    plain.fill(0);
  }
};
