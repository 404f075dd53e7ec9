import type { VerifiedClaims, VerifiedView } from '../../contract/verification-view.ts';
import { maskIdNumber, maskName } from '../identity/mask.ts';
import type { VerificationFinding } from './verification-types.ts';

/** Latest instant that a date can show, milliseconds (ECMA-262 §21.4.1.1). */
const latestDate = 8.64e15;

const dateOf = (seconds: number): number => Math.min(seconds * 1000, latestDate);

const claimsView = (
  { claims, words }: Extract<VerificationFinding, { claims: object }>,
  factsShown: boolean,
): VerifiedClaims => ({
  title: words.title,
  certificateNumber: claims.certificateNumber,
  department: claims.department.name,
  station: claims.station.name,
  purpose: claims.purpose,
  maskedName: maskName(claims.holder.name),
  maskedIdNumber: maskIdNumber(claims.holder.idNumber),
  agent: claims.agent ?? null,
  assuranceLevel: claims.assuranceLevel,
  issuedAt: dateOf(claims.issuedAt),
  expiresAt: dateOf(claims.expiresAt),
  facts: factsShown ? { rows: words.facts, tables: words.tables } : null,
});

/** What of a finding goes to a public screen. */
export const verifiedView = (finding: VerificationFinding | null, factsShown: boolean): VerifiedView => ({
  screen: 'verified',
  result: finding && {
    outcome: finding.outcome,
    claims: finding.claims === null ? null : claimsView(finding, factsShown),
    revocations: finding.revocations,
    clockBelieved: finding.clockBelieved,
    staffCode: finding.claims === null ? finding.reason : finding.outcome,
  },
});
