import type { CertificateIssuer } from '../certificate-issuer.ts';
import { householdOf } from '../household-register/household-record.ts';

/** Claims hold no more rows, and a family has no more. */
const relativesShown = 12;

/**
 * 亲属关系证明: who of the household is related to the person, after a clerk has looked into the files
 * (platform/contract/certificate/README.md lists facts and columns). Their names are the point of it.
 */
export const familyRelationProof: CertificateIssuer = {
  kind: 'family-relation',
  numberPrefix: 'QS',
  async state(database, resident) {
    const household = await householdOf(database, resident.idNumber);
    if (household === undefined || household.kind === '集体户') {
      return 'unknown-person';
    }
    const relatives = household.members.filter(({ idNumber }) => idNumber !== resident.idNumber);
    return {
      facts: {
        relation: household.person.relation,
        policeStation: household.policeStation,
        count: `${relatives.length}`,
        source: '户籍档案',
      },
      tables: {
        relatives: relatives
          .slice(0, relativesShown)
          .map(({ relation, name, sex, birthDate }) => [relation, name, sex, birthDate]),
      },
    };
  },
};
