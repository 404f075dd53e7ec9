import { sql } from 'kysely';
import type { PlatformDatabase } from '../../store/open-store.ts';
import type { CertificateIssuer, Resident, Statements } from '../certificate-issuer.ts';
import { presence } from '../statement-text.ts';

/** The register covers the city with all its districts and counties. */
const registerScope = '潇湘市全域';

/** Rows of the table in the order of its columns: number, location, area, use, share, date. */
const propertiesOf = async (database: PlatformDatabase, ownerIdNumber: string): Promise<string[][]> => {
  const rows = await database
    .selectFrom('properties')
    .select(['certificate_number', 'location', 'area', 'use', 'share'])
    .select(sql<string>`to_char(registered_on, 'YYYY-MM-DD')`.as('registered'))
    .where('owner_id_number', '=', ownerIdNumber)
    .orderBy('registered_on')
    .orderBy('certificate_number')
    .execute();
  return rows.map((row) => [
    row.certificate_number,
    row.location,
    row.area,
    row.use,
    row.share,
    row.registered,
  ]);
};

/**
 * 有无房证明: whether the register of real estate has a dwelling of the person, and which
 * (platform/contract/certificate/README.md lists facts and columns).
 */
export const housingStatus: CertificateIssuer = {
  kind: 'housing-status',
  numberPrefix: 'ZF',
  async state(database: PlatformDatabase, resident: Resident): Promise<Statements> {
    const properties = await propertiesOf(database, resident.idNumber);
    return {
      facts: {
        scope: registerScope,
        period: '有登记记录以来至本证明开具之时',
        result: presence(properties.length),
        count: String(properties.length),
        source: '不动产登记簿',
      },
      tables: { properties },
    };
  },
};
