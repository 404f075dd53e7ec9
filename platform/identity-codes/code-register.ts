import { createHash } from 'node:crypto';
import type { CodeRedemptionRequest } from '../contract/identity-code/redemption.ts';
import { redemptionGrace } from '../contract/identity-code/redemption.ts';
import type { PlatformDatabase } from '../store/open-store.ts';

/** A row is kept this long after its code has ended, milliseconds: a redemption may be repeated until then. */
export const codeRowRetention = 60 * 60_000;

/** What is kept of a code: its id has 128 random bits, so a plain hash cannot be turned round. */
const hashOf = (codeId: string): Uint8Array =>
  new Uint8Array(createHash('sha256').update(Buffer.from(codeId, 'base64url')).digest());

/** Writes down that a code was given out, before it is. Times are milliseconds since the Unix epoch. */
export const registerCode = async (
  database: PlatformDatabase,
  code: { readonly codeId: string; readonly keyId: string; readonly expiresAt: number },
): Promise<void> => {
  await database
    .insertInto('identity_codes')
    .values({
      code_hash: hashOf(code.codeId),
      key_id: code.keyId,
      expires_at: new Date(code.expiresAt),
      redeemed_at: null,
      redemption_id: null,
      kiosk_id: null,
    })
    .execute();
};

export type Redemption =
  /** `redeemedAt`: milliseconds since the Unix epoch, of the first time. */
  | { readonly outcome: 'redeemed'; readonly redeemedAt: number }
  | { readonly outcome: 'refused'; readonly reason: 'code-unknown' | 'code-expired' | 'code-used' };

/** Takes a code for a kiosk, at whichever instance it is asked first (contract/identity-code/redemption.ts). */
export const redeemCode = async (
  database: PlatformDatabase,
  now: number,
  kioskId: string,
  { codeId, keyId, redemptionId }: CodeRedemptionRequest,
): Promise<Redemption> => {
  const hash = hashOf(codeId);
  const taken = await database
    .updateTable('identity_codes')
    .set({ redeemed_at: new Date(now), redemption_id: redemptionId.toLowerCase(), kiosk_id: kioskId })
    .where('code_hash', '=', hash)
    .where('key_id', '=', keyId)
    .where('redeemed_at', 'is', null)
    .where('expires_at', '>', new Date(now - redemptionGrace))
    .returning('code_hash')
    .executeTakeFirst();
  if (taken !== undefined) {
    return { outcome: 'redeemed', redeemedAt: now };
  }
  const known = await database
    .selectFrom('identity_codes')
    .selectAll()
    .where('code_hash', '=', hash)
    .where('key_id', '=', keyId)
    .executeTakeFirst();
  if (known === undefined) {
    return { outcome: 'refused', reason: 'code-unknown' };
  }
  if (known.redeemed_at === null) {
    return { outcome: 'refused', reason: 'code-expired' };
  }
  const isRepeated = known.redemption_id === redemptionId.toLowerCase() && known.kiosk_id === kioskId;
  return isRepeated
    ? { outcome: 'redeemed', redeemedAt: known.redeemed_at.getTime() }
    : { outcome: 'refused', reason: 'code-used' };
};

/** Deletes codes that ended `codeRowRetention` ago, used or not. */
export const purgeIdentityCodes = async (database: PlatformDatabase, now: number): Promise<void> => {
  await database
    .deleteFrom('identity_codes')
    .where('expires_at', '<', new Date(now - codeRowRetention))
    .execute();
};
