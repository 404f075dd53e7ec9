import { compactVerify, importJWK } from 'jose';
import { z } from 'zod';
import type { PublicJwk } from '../contract/api.ts';
import { signatureWindowSeconds } from '../contract/http-signature/index.ts';
import { keyThumbprintSchema, kioskIdSchema } from '../contract/kiosks.ts';

const proofType = 'yizhan-key-rotation+jws';
const algorithm = 'ES256';

const statementSchema = z.strictObject({
  kioskId: kioskIdSchema,
  keyId: keyThumbprintSchema,
  /** Milliseconds since the Unix epoch. */
  issuedAt: z.number().int().nonnegative(),
});

const readPayload = (payload: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return undefined;
  }
};

/**
 * Whether a kiosk has the private half of the key that it announces: a compact JWS (RFC 7515) by that key which names
 * kiosk and key and was made within the signature window. Never throws for what the kiosk sent.
 */
export const provesPossession = async (
  proof: string,
  publicKey: PublicJwk,
  expected: { readonly kioskId: string; readonly keyId: string; readonly now: number },
): Promise<boolean> => {
  try {
    const key = await importJWK(publicKey, algorithm);
    const { payload, protectedHeader } = await compactVerify(proof, key, { algorithms: [algorithm] });
    const statement = statementSchema.safeParse(readPayload(payload));
    return (
      protectedHeader.typ === proofType &&
      statement.success &&
      statement.data.kioskId === expected.kioskId &&
      statement.data.keyId === expected.keyId &&
      Math.abs(statement.data.issuedAt - expected.now) <= signatureWindowSeconds * 1000
    );
  } catch {
    return false;
  }
};
