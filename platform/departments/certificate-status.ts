import type { CertificateStatus } from '../contract/api.ts';
import type { PlatformDatabase } from '../store/open-store.ts';

const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1000);

/**
 * Whether the certificate of a number still stands; undefined when none was issued under it.
 *
 * @param now milliseconds since the Unix epoch
 */
export const certificateStatus = async (
  database: PlatformDatabase,
  certificateNumber: string,
  now: number,
): Promise<CertificateStatus | undefined> => {
  const row = await database
    .selectFrom('certificates')
    .select(['kind', 'department', 'issued_at', 'expires_at', 'revoked_at'])
    .where('certificate_number', '=', certificateNumber)
    .executeTakeFirst();
  if (row === undefined) {
    return undefined;
  }
  const current = row.expires_at.getTime() <= now ? 'expired' : 'valid';
  return {
    certificateNumber,
    kind: row.kind,
    department: row.department,
    state: row.revoked_at === null ? current : 'revoked',
    issuedAt: secondsOf(row.issued_at),
    expiresAt: secondsOf(row.expires_at),
  };
};
