import type { PlatformClock } from '../clock.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { type Published, type Publisher, publishing } from './publish.ts';

/** Certificates that were revoked and would still be good otherwise. */
const revokedNumbers = async (transaction: PlatformTransaction, now: number): Promise<string[]> => {
  const rows = await transaction
    .selectFrom('certificates')
    .select('certificate_number')
    .where('revoked_at', 'is not', null)
    .where('expires_at', '>', new Date(now))
    .orderBy('certificate_number')
    .execute();
  return rows.map(({ certificate_number }) => certificate_number);
};

/** Publishes the list of revoked certificates as it is now. */
export const publishRevocations = async (
  publisher: Publisher,
  transaction: PlatformTransaction,
  clock: PlatformClock,
): Promise<Published> =>
  publisher.publish({
    collection: 'revocations',
    id: 'all',
    audience: 'all',
    content: { certificateNumbers: await revokedNumbers(transaction, clock.now()) },
  });

/** Revokes a certificate and tells all kiosks, in one transaction. A second time changes nothing. */
export const revokeCertificate = (
  database: PlatformDatabase,
  clock: PlatformClock,
  certificateNumber: string,
): Promise<'revoked' | 'already-revoked' | 'unknown-certificate'> =>
  publishing(database, clock, async (publisher, transaction) => {
    const certificate = await transaction
      .selectFrom('certificates')
      .select('revoked_at')
      .where('certificate_number', '=', certificateNumber)
      .forUpdate()
      .executeTakeFirst();
    if (certificate === undefined) {
      return 'unknown-certificate';
    }
    if (certificate.revoked_at !== null) {
      return 'already-revoked';
    }
    await transaction
      .updateTable('certificates')
      .set({ revoked_at: new Date(clock.now()) })
      .where('certificate_number', '=', certificateNumber)
      .execute();
    await publishRevocations(publisher, transaction, clock);
    return 'revoked';
  });
