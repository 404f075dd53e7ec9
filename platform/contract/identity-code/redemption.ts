import { z } from 'zod';
import { codeIdSchema } from './claims.ts';

/**
 * Takes an identity code, once and for all kiosks:
 *
 *   POST /v1/identity-codes/redemptions  CodeRedemptionRequest → CodeRedemptionReply, signed by an enrolled kiosk
 *
 * The first redemption wins and every other is refused as `code-used`; the same `redemptionId` again by the same kiosk
 * gets the first reply again. Refused as `code-unknown` is what the issuer never gave out under this key, as
 * `code-expired` what ended more than `redemptionGrace` ago. Nothing of the holder is told: the issuer knows whose it is.
 */
export const codeRedemptionRequestSchema = z.strictObject({
  /** UUID of this redemption. */
  redemptionId: z.uuid(),
  codeId: codeIdSchema,
  /** The key under which the code verified. */
  keyId: z.string().regex(/^[\x21-\x7e]{1,40}$/),
});
export type CodeRedemptionRequest = z.infer<typeof codeRedemptionRequestSchema>;

export const codeRedemptionReplySchema = z.strictObject({
  /** Milliseconds since the Unix epoch. */
  redeemedAt: z.number().int().nonnegative(),
});
export type CodeRedemptionReply = z.infer<typeof codeRedemptionReplySchema>;

/** A code that was shown in its last second may arrive this much later, milliseconds. */
export const redemptionGrace = 30_000;
