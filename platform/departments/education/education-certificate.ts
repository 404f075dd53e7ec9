import type { CertificateIssuer } from '../certificate-issuer.ts';
import { unknownValue } from '../statement-text.ts';
import { educationOf, type EducationRecord } from './education-record.ts';

/** The latest of them: from primary school to a doctorate there are six. */
const recordsShown = 8;

const monthOfDay = (day: string): string => day.slice(0, 7);

/** Cells in the order of the columns: level, school, major, from, until, state, number. */
const recordRow = (record: EducationRecord): string[] => [
  record.level,
  record.school,
  record.major ?? unknownValue,
  monthOfDay(record.from),
  monthOfDay(record.until),
  record.state,
  record.recordNumber,
];

/**
 * 学籍学历证明: the schools of a person, the present or latest one above all
 * (platform/contract/certificate/README.md lists facts and columns). Who is in no school register is unknown here.
 */
export const educationCertificate: CertificateIssuer = {
  kind: 'education',
  numberPrefix: 'XJ',
  async state(database, resident) {
    const records = await educationOf(database, resident.idNumber);
    const latest = records.at(-1);
    if (latest === undefined) {
      return 'unknown-person';
    }
    return {
      facts: { school: latest.school, level: latest.level, state: latest.state, source: '学籍学历档案' },
      tables: { records: records.slice(-recordsShown).map(recordRow) },
    };
  },
};
