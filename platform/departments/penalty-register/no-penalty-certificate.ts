import { dayInChina } from '../../china-day.ts';
import { yearsFrom } from '../../years-from.ts';
import type { CertificateIssuer } from '../certificate-issuer.ts';
import { dayInWords } from '../register-dates.ts';
import { presence, shortened } from '../statement-text.ts';
import { type AdministrativePenalty, penaltiesOf } from './penalty-record.ts';

/** Penalties are shown to the public for three years at most (市场监督管理行政处罚信息公示规定 Art. 13). */
const yearsSearched = 3;

/** The latest of them, as many as the QR code has room for beside everything else. */
const penaltiesShown = 4;
/** Characters of what was done, and of the kinds of penalty. */
const conductLength = 24;
const penaltyLength = 14;

/** Cells in the order of the columns: date, number, authority, conduct, penalty, fine. */
const penaltyRow = (penalty: AdministrativePenalty): string[] => [
  penalty.decidedOn,
  penalty.decisionNumber,
  penalty.authority,
  shortened(penalty.conduct, conductLength),
  shortened(penalty.penalty, penaltyLength),
  penalty.fine,
];

/**
 * 行政处罚信息查询证明: whether the person was penalised in the last three years
 * (platform/contract/certificate/README.md lists facts and columns).
 */
export const noPenaltyCertificate: CertificateIssuer = {
  kind: 'no-penalty',
  numberPrefix: 'CF',
  async state(database, resident, now) {
    const until = dayInChina(now);
    const from = yearsFrom(until, -yearsSearched);
    const penalties = await penaltiesOf(database, resident.idNumber, { from, until });
    return {
      facts: {
        scope: '潇湘市各级行政执法机关',
        from: dayInWords(from),
        until: dayInWords(until),
        result: presence(penalties.length),
        count: String(penalties.length),
        source: '行政执法信息库',
      },
      tables: { penalties: penalties.slice(-penaltiesShown).map(penaltyRow) },
    };
  },
};
