import { certificateInWords } from '../../../platform/contract/certificate/certificate-in-words.ts';
import {
  type CertificateJudgement,
  judgeCertificate,
} from '../../../platform/contract/certificate/judge-certificate.ts';
import { identityCodePrefix } from '../../../platform/contract/identity-code/signed-code.ts';
import type { LineMonitor } from '../../sync/line-monitor.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import type { TrustedDocuments } from '../../sync/trusted-documents.ts';
import type { Log } from '../log/core-log.ts';
import type { createRecordVerification } from './record-verification.ts';
import type {
  ScannedCode,
  VerificationFinding,
  VerificationGround,
  VerifyScannedCode,
} from './verification-types.ts';

/** What the scanner refused was read as a code, only of nothing that a kiosk takes, or not read at all. */
const unreadFinding = (
  { failure }: Extract<ScannedCode, { failure: object }>,
  ground: VerificationGround,
): VerificationFinding => ({
  ...ground,
  outcome: failure.problem === 'code-unknown' ? 'not-a-certificate' : 'unreadable',
  claims: null,
  reason: failure.staffCode,
});

/**
 * Verifies the certificate whose code is held to the scanner, without a line: by the department keys and revocations that
 * the kiosk keeps. Each result is written down before it is shown.
 */
export const createVerifyScannedCode = (options: {
  readonly documents: Pick<TrustedDocuments, 'keySet' | 'isRevoked' | 'refresh' | 'templates' | 'problem'>;
  readonly line: Pick<LineMonitor, 'state'>;
  readonly platformTime: Pick<PlatformTime, 'now' | 'basis'>;
  /** Templates that the kiosk came with, by kind: for those that the platform has not delivered. */
  readonly builtInTemplates: Promise<ReadonlyMap<string, unknown>>;
  readonly record: ReturnType<typeof createRecordVerification>;
  readonly log: Log;
}): VerifyScannedCode => {
  const { documents, line, platformTime, record, log } = options;

  const ground = (): VerificationGround => ({
    revocations: line.state() === 'online' && documents.problem() === null ? 'current' : 'kept',
    clockBelieved: platformTime.basis() !== 'local-clock-not-believed',
  });

  const judge = (text: string): Promise<CertificateJudgement> =>
    judgeCertificate(text, {
      keySet: documents.keySet(),
      revocationOf: (number) => (documents.isRevoked(number) ? { revokedAt: null } : null),
      now: platformTime.now(),
    });

  const findingOf = async (text: string): Promise<VerificationFinding> => {
    if (text.startsWith(identityCodePrefix)) {
      return { ...ground(), outcome: 'identity-code', claims: null, reason: 'identity-code' };
    }
    let judgement = await judge(text);
    if (judgement.outcome === 'unknown-issuer' && line.state() === 'online') {
      // The department may have a new key since the key set was fetched.
      await documents.refresh();
      judgement = await judge(text);
    }
    if (!('claims' in judgement)) return { ...ground(), ...judgement, claims: null };
    const { outcome, claims } = judgement;
    const template =
      documents.templates().get(claims.kind) ?? (await options.builtInTemplates).get(claims.kind);
    return { ...ground(), outcome, claims, words: certificateInWords(claims, template) };
  };

  return async (scanned) => {
    const finding = 'text' in scanned ? await findingOf(scanned.text) : unreadFinding(scanned, ground());
    const recorded = record(finding);
    if (!recorded.ok) return { ok: false, problem: 'could-not-record', staffCode: recorded.reason };
    log.info('certificate-verified', { outcome: finding.outcome });
    return { ok: true, finding };
  };
};
