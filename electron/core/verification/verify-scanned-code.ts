import { certificateInWords } from '../../../platform/contract/certificate/certificate-in-words.ts';
import {
  type CertificateJudgement,
  judgeCertificate,
} from '../../../platform/contract/certificate/judge-certificate.ts';
import { identityCodePrefix } from '../../../platform/contract/identity-code/signed-code.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
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

/** Longest wait for what the platform has published meanwhile, milliseconds; then what is kept has to do. */
export const refreshWithinMilliseconds = 4_000;

/**
 * Verifies the certificate whose code is held to the scanner, without a line: by the department keys and revocations that
 * the kiosk keeps. With a line they are brought up to date first. Each result is written down before it is shown.
 */
export const createVerifyScannedCode = (options: {
  readonly documents: Pick<TrustedDocuments, 'keySet' | 'isRevoked' | 'refresh' | 'restored' | 'templates'>;
  readonly line: Pick<LineMonitor, 'state'>;
  readonly platformTime: Pick<PlatformTime, 'now' | 'basis'>;
  readonly clock: Pick<Clock, 'after'>;
  /** Templates that the kiosk came with, by kind: for those that the platform has not delivered. */
  readonly builtInTemplates: Promise<ReadonlyMap<string, unknown>>;
  readonly record: ReturnType<typeof createRecordVerification>;
  readonly log: Log;
}): VerifyScannedCode => {
  const { documents, line, platformTime, clock, record, log } = options;

  const groundWith = (revocations: VerificationGround['revocations']): VerificationGround => ({
    revocations,
    clockBelieved: platformTime.basis() !== 'local-clock-not-believed',
  });

  const judge = (text: string): Promise<CertificateJudgement> =>
    judgeCertificate(text, {
      keySet: documents.keySet(),
      revocationOf: (number) => (documents.isRevoked(number) ? { revokedAt: null } : null),
      now: platformTime.now(),
    });

  /** Whether keys and revocations are now what the platform has published. */
  const bringUpToDate = async (): Promise<boolean> => {
    // Nobody has asked yet whether there is a line, in the first moment of a kiosk: then asking tells.
    if (line.state() === 'offline') return false;
    let cancel = (): void => undefined;
    const tooLate = new Promise<boolean>((resolve) => {
      cancel = clock.after(refreshWithinMilliseconds, () => resolve(false));
    });
    const isCurrent = await Promise.race([documents.refresh().then(({ ok }) => ok), tooLate]);
    cancel();
    return isCurrent;
  };

  const findingOf = async (text: string): Promise<VerificationFinding> => {
    if (text.startsWith(identityCodePrefix)) {
      return { ...groundWith('kept'), outcome: 'identity-code', claims: null, reason: 'identity-code' };
    }
    await documents.restored;
    const first = await judge(text);
    // Nothing that is published could make anything else of it.
    const isSettled = !('claims' in first) && first.outcome !== 'unknown-issuer';
    const ground = groundWith(!isSettled && (await bringUpToDate()) ? 'current' : 'kept');
    const judgement = isSettled ? first : await judge(text);
    if (!('claims' in judgement)) return { ...ground, ...judgement, claims: null };
    const { outcome, claims } = judgement;
    const template =
      documents.templates().get(claims.kind) ?? (await options.builtInTemplates).get(claims.kind);
    return { ...ground, outcome, claims, words: certificateInWords(claims, template) };
  };

  return async (scanned) => {
    const finding =
      'text' in scanned ? await findingOf(scanned.text) : unreadFinding(scanned, groundWith('kept'));
    const recorded = record(finding);
    if (!recorded.ok) return { ok: false, problem: 'could-not-record', staffCode: recorded.reason };
    log.info('certificate-verified', { outcome: finding.outcome });
    return { ok: true, finding };
  };
};
