import { sql } from 'kysely';
import type { Agency } from '../contract/agency.ts';
import type { AccessPurpose, HeldCertificate } from '../contract/library.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** An entry of the access trail. */
export interface CertificateAccess {
  readonly holderIdNumber: string;
  /** Who looked: `kiosk:<id>@<station>`, or a clerk as in applications/course-actor.ts. */
  readonly actor: string;
  /** Who stood at the kiosk for the holder; absent where the holder did, or where a clerk looked. */
  readonly agency?: Agency | undefined;
  readonly purpose: AccessPurpose;
  /** Service item for which it was looked; null where it was not for one. */
  readonly item: string | null;
  /** When the holder agreed and when it was looked, milliseconds since the Unix epoch. */
  readonly consentedAt: number;
  readonly accessedAt: number;
  /** Kinds of the certificates that were shown. */
  readonly kinds: readonly string[];
}

/**
 * The certificates that a person holds, by kind and number.
 *
 * @param today YYYY-MM-DD in China: what ended before has expired
 */
export const certificatesOf = async (
  database: PlatformDatabase | PlatformTransaction,
  holderIdNumber: string,
  today: string,
): Promise<HeldCertificate[]> => {
  const rows = await database
    .selectFrom('certificates_held')
    .select((eb) => [
      'kind',
      'certificate_number as number',
      'issuer',
      sql<string>`to_char(${eb.ref('valid_from')}, 'YYYY-MM-DD')`.as('validFrom'),
      sql<string | null>`to_char(${eb.ref('valid_until')}, 'YYYY-MM-DD')`.as('validUntil'),
      'state',
      'facts',
    ])
    .where('holder_id_number', '=', holderIdNumber)
    .orderBy('kind')
    .orderBy('certificate_number')
    .execute();
  return rows.map((row) => ({
    ...row,
    state: row.state === 'valid' && row.validUntil !== null && row.validUntil < today ? 'expired' : row.state,
  }));
};

/** Writes an access to the trail. */
export const recordAccess = async (
  database: PlatformDatabase | PlatformTransaction,
  access: CertificateAccess,
): Promise<void> => {
  await database
    .insertInto('certificate_accesses')
    .values({
      holder_id_number: access.holderIdNumber,
      actor: access.actor,
      agent_id_number: access.agency?.agent.idNumber ?? null,
      agency_way: access.agency?.way ?? null,
      purpose: access.purpose,
      item: access.item,
      consented_at: new Date(access.consentedAt),
      accessed_at: new Date(access.accessedAt),
      kinds: [...access.kinds],
    })
    .execute();
};

/** Who looked at the certificates of a person, the latest first. */
export const accessTrailOf = async (
  database: PlatformDatabase,
  holderIdNumber: string,
  limit = 100,
): Promise<CertificateAccess[]> => {
  const rows = await database
    .selectFrom('certificate_accesses')
    .selectAll()
    .where('holder_id_number', '=', holderIdNumber)
    .orderBy('accessed_at', 'desc')
    .orderBy('access_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    holderIdNumber,
    actor: row.actor,
    purpose: row.purpose,
    item: row.item,
    consentedAt: row.consented_at.getTime(),
    accessedAt: row.accessed_at.getTime(),
    kinds: row.kinds,
  }));
};
