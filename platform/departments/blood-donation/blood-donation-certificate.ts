import type { CertificateIssuer, Statements } from '../certificate-issuer.ts';
import { dayInWords } from '../register-dates.ts';
import { unknownValue } from '../statement-text.ts';
import { type BloodDonation, type BloodDonationRecord, bloodDonationsOf } from './blood-donation-record.ts';

/** The latest of them, on one page: what counts for the honours and for free blood is the total. */
const donationsShown = 6;

const amountText = ({ kind, amount }: BloodDonation): string =>
  kind === '全血' ? `${amount}毫升` : `${amount}治疗量`;

/** Cells in the order of the columns: date, kind, amount, place. */
const donationRow = (donation: BloodDonation): string[] => [
  donation.donatedOn,
  donation.kind,
  amountText(donation),
  donation.place,
];

const statementsOf = (record: BloodDonationRecord, first: BloodDonation): Statements => ({
  facts: {
    bloodGroup: `${record.bloodGroup}型`,
    rhesus: `RhD${record.rhesus}`,
    count: String(record.donations.length),
    wholeBlood: String(record.wholeBloodMillilitres),
    platelets: String(record.plateletUnits),
    firstDate: dayInWords(first.donatedOn),
    honour: record.honour === null ? unknownValue : `无偿献血奉献奖${record.honour}`,
  },
  tables: { donations: record.donations.slice(-donationsShown).toReversed().map(donationRow) },
});

/**
 * 无偿献血证明（电子献血证）: totals and the latest donations, the last one first
 * (platform/contract/certificate/README.md lists facts and columns). Who never gave blood is unknown here.
 */
export const bloodDonationCertificate: CertificateIssuer = {
  kind: 'blood-donation',
  numberPrefix: 'XXZ',
  async state(database, resident) {
    const record = await bloodDonationsOf(database, resident.idNumber);
    const [first] = record?.donations ?? [];
    return record === undefined || first === undefined ? 'unknown-person' : statementsOf(record, first);
  },
};
