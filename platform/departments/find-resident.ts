import type { IssueCertificateRequest } from '../contract/api.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import type { Resident } from './certificate-issuer.ts';

/** The register's own record of the person, if the card agrees with it. */
export const findResident = async (
  database: PlatformDatabase,
  { idNumber, name, sex }: IssueCertificateRequest['holder'],
): Promise<Resident | 'unknown-person' | 'person-data-differs'> => {
  const row = await database
    .selectFrom('residents')
    .selectAll()
    .where('id_number', '=', idNumber)
    .executeTakeFirst();
  if (row === undefined) {
    return 'unknown-person';
  }
  return row.name.normalize('NFC') === name.normalize('NFC') && row.sex === sex
    ? { idNumber, name: row.name, sex }
    : 'person-data-differs';
};
