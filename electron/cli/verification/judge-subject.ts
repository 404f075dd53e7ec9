import { judgeCertificate } from '../../../platform/contract/certificate/judge-certificate.ts';
import { verifyPdfSignature } from '../../../platform/contract/pdf-signature/index.ts';
import type { VerifyResult } from '../commands/verify-report.ts';
import type { VerificationSubject } from './read-subject.ts';
import { GroundLost, type VerificationGround } from './verification-ground.ts';

/** Judges the certificate, and of a PDF the whole file besides. */
export const judgeSubject = async (
  { text, pdf }: VerificationSubject,
  ground: VerificationGround,
): Promise<VerifyResult> => {
  try {
    const judgement = await judgeCertificate(text, ground);
    const document = pdf && verifyPdfSignature(pdf, ground);
    return { outcome: 'judged', judgement, document, ground };
  } catch (error) {
    if (error instanceof GroundLost) return { outcome: 'failed', failure: error.failure };
    throw error;
  }
};
