import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import type { VerificationFinding } from './verification-types.ts';

/**
 * Writes down that a certificate was verified here, and what came of it: its number and nothing of its holder. Who laid
 * it on the scanner is not known.
 */
export const createRecordVerification =
  (database: Pick<UnitOfWork, 'transaction'>) =>
  (finding: VerificationFinding): { readonly ok: true } | { readonly ok: false; readonly reason: string } => {
    const { outcome, revocations, clockBelieved } = finding;
    return database.transaction(({ audit }) => {
      audit.append({
        actor: { kind: 'resident', pseudonym: null },
        action: 'certificate.verified',
        ...(finding.claims === null
          ? { reason: finding.reason }
          : { subject: finding.claims.certificateNumber }),
        details: { outcome, revocations, clockBelieved },
      });
      return { ok: true };
    });
  };
