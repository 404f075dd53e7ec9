import {
  type CertificateClaims,
  mostTableRows,
} from '../../../../../platform/contract/certificate/claims.ts';
import { lastPrintableInstant } from '../date-text.ts';
import type { CertificateTemplate } from './template.ts';

/**
 * Characters of each text: names and lines as long as claims may hold them, facts half as long, cells nearly so. Longer ones
 * have room in wide columns only, so that asking every template for it would refuse good ones.
 */
const long = { name: 64, agent: 10, line: 60, fact: 100, cell: 100, number: 40 } as const;

const wide = (characters: number): string => '国'.repeat(characters);

/** Long claims about nobody that suit a template: every table full, and in each a row of long cells. */
export const longClaims = ({ kind, factKeys, tables }: CertificateTemplate): CertificateClaims => ({
  certificateNumber: 'M'.repeat(long.number),
  kind,
  holder: { name: wide(long.name), sex: '未说明', idNumber: '0'.repeat(18) },
  agent: { maskedName: wide(long.agent), way: 'child' },
  purpose: wide(long.line),
  department: { code: 'none', name: wide(long.line) },
  station: { code: 'M'.repeat(long.number), name: wide(long.line) },
  assuranceLevel: 3,
  issuedAt: lastPrintableInstant - 1,
  expiresAt: lastPrintableInstant,
  facts: Object.fromEntries(factKeys.map((key) => [key, wide(long.fact)])),
  tables: Object.fromEntries(
    tables.map(({ key, columns }) => [
      key,
      Array.from({ length: mostTableRows }, (_, row) =>
        columns.map(() => (row === 0 ? wide(long.cell) : '—')),
      ),
    ]),
  ),
});
