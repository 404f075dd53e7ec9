import type { CertificateIssuer } from '../certificate-issuer.ts';
import { maskedName } from '../../contract/masked-name.ts';
import { presence } from '../statement-text.ts';
import { type MarriageRegistration, marriagesOf } from './marriage-record.ts';

/** The latest of them; nobody is known to have as many. */
const registrationsShown = 12;

/** Cells in the order of the columns: kind, date, number, office, the other one. */
const registrationRow = ({
  kind,
  registeredOn,
  registrationNumber,
  office,
  spouse,
}: MarriageRegistration): string[] => [
  `${kind}登记`,
  registeredOn,
  registrationNumber,
  office,
  maskedName(spouse.name),
];

/**
 * 婚姻登记记录证明: whether the register has marriages or divorces of the person, and which
 * (platform/contract/certificate/README.md lists facts and columns). It says what is registered, not who is married:
 * other cities keep registers of their own.
 */
export const marriageRecordCertificate: CertificateIssuer = {
  kind: 'marriage-record',
  numberPrefix: 'HY',
  async state(database, resident) {
    const registrations = await marriagesOf(database, resident.idNumber);
    return {
      facts: {
        scope: '潇湘市各婚姻登记机关',
        period: '有登记档案以来至本证明开具之时',
        result: presence(registrations.length),
        count: String(registrations.length),
        source: '婚姻登记档案',
      },
      tables: { registrations: registrations.slice(-registrationsShown).map(registrationRow) },
    };
  },
};
