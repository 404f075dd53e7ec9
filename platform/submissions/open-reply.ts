import type { z } from 'zod';
import { openSealed, readSealedHeader } from '../contract/sealing/index.ts';
import type { OpeningContext } from './open-applications.ts';

/** What a sealed reply says; null where it cannot be opened, or does not belong to the message under `key`. */
export const openReply = async <Schema extends z.ZodType>(
  { keyRing }: Pick<OpeningContext, 'keyRing'>,
  schema: Schema,
  sealed: string,
  key: string,
): Promise<z.infer<Schema> | null> => {
  const keyId = readSealedHeader(sealed)?.keyId;
  const privateKey = keyId === undefined ? undefined : await keyRing.sealingPrivateKey(keyId);
  const opened = await openSealed(sealed, () => privateKey);
  if (opened.outcome !== 'opened' || opened.context.key.toLowerCase() !== key.toLowerCase()) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(opened.plaintext).toString('utf8')));
  } catch {
    return null;
  }
};
