import type { CertificateIssuer, Statements } from '../certificate-issuer.ts';
import { maskedName } from '../../contract/masked-name.ts';
import { dayInWords } from '../register-dates.ts';
import { unknownValue } from '../statement-text.ts';
import { type HouseholdMember, type HouseholdRecord, householdOf } from './household-record.ts';
import { nationName } from './nation-names.ts';

/** Claims hold no more rows. Collective households 集体户 have hundreds of members, who are nothing to one another. */
const membersShown = 20;

const registrationOf = ({ movedInOn, movedFrom }: HouseholdMember): string =>
  `${dayInWords(movedInOn)}${movedFrom === null ? '出生登记' : `由${movedFrom}迁入`}`;

/**
 * Rows in the order of the columns: relation to the head, name, sex, year of birth. The others of the household have
 * not agreed to anything: they stand there as far as it takes to see who belongs to it.
 */
const memberRows = ({ kind, person, members }: HouseholdRecord): string[][] =>
  (kind === '集体户' ? [person] : members.slice(0, membersShown)).map((member) => {
    const isHolder = member.idNumber === person.idNumber;
    return [
      isHolder ? `${member.relation}（本人）` : member.relation,
      isHolder ? member.name : maskedName(member.name),
      member.sex,
      member.birthDate.slice(0, 4),
    ];
  });

const headOf = ({ kind, person, members: [head] }: HouseholdRecord): string => {
  if (kind === '集体户' || head === undefined) {
    return unknownValue;
  }
  return head.idNumber === person.idNumber ? head.name : maskedName(head.name);
};

const statementsOf = (household: HouseholdRecord): Statements => ({
  facts: {
    householdNumber: household.number,
    householdKind: household.kind,
    address: household.address,
    policeStation: household.policeStation,
    head: headOf(household),
    relation: household.person.relation,
    nation: nationName(household.person.nationCode) ?? unknownValue,
    birthDate: dayInWords(household.person.birthDate),
    registration: registrationOf(household.person),
    memberCount: household.kind === '集体户' ? unknownValue : `${household.members.length}人`,
  },
  tables: { members: memberRows(household) },
});

/**
 * 户籍证明: where the person is registered, and who else belongs to the household
 * (platform/contract/certificate/README.md lists facts and columns).
 */
export const householdRegisterCertificate: CertificateIssuer = {
  kind: 'household-register',
  numberPrefix: 'HJ',
  async state(database, resident) {
    const household = await householdOf(database, resident.idNumber);
    return household === undefined ? 'unknown-person' : statementsOf(household);
  },
};
