import { type Connection, prepareWrite } from '../statements.ts';

/**
 * Codes that are remembered at most. Each comes from a scan of a genuine code, of which even a machine could not show as
 * many in the minutes for which they count; past it those that end first are forgotten first.
 */
export const mostUsedCodes = 10_000;

export interface UsedIdentityCodeStore {
  /**
   * Takes a code; refused when it was taken before. Codes whose time is over are forgotten.
   * @param use `codeHash`: 64 lower-case hexadecimal digits; `forgetAt` and `now`: milliseconds since the Unix epoch
   */
  take(use: {
    readonly codeHash: string;
    readonly forgetAt: number;
    readonly now: number;
  }): { readonly ok: true } | { readonly ok: false; readonly reason: 'code-used' };
}

/** The identity codes that were taken here of late. */
export const createUsedIdentityCodeStore = (connection: Connection): UsedIdentityCodeStore => {
  const insert = prepareWrite(
    connection,
    `INSERT INTO used_identity_code (code_hash, forget_at) VALUES (@codeHash, @forgetAt)
     ON CONFLICT (code_hash) DO NOTHING`,
  );
  const forget = prepareWrite(connection, 'DELETE FROM used_identity_code WHERE forget_at <= @now');
  const forgetBeyond = prepareWrite(
    connection,
    `DELETE FROM used_identity_code WHERE code_hash IN (
       SELECT code_hash FROM used_identity_code ORDER BY forget_at DESC LIMIT -1 OFFSET @most)`,
  );

  return {
    take: ({ codeHash, forgetAt, now }) => {
      if (insert({ codeHash, forgetAt }) === 0) return { ok: false, reason: 'code-used' };
      forget({ now });
      forgetBeyond({ most: mostUsedCodes });
      return { ok: true };
    },
  };
};
