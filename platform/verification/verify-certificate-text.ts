import type { PlatformClock } from '../clock.ts';
import { certificateInWords } from '../contract/certificate/certificate-in-words.ts';
import { judgeCertificate, type Revocation } from '../contract/certificate/judge-certificate.ts';
import type { CertificateVerificationReply } from '../contract/verifications.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase } from '../store/open-store.ts';

interface VerificationContext {
  readonly database: PlatformDatabase;
  readonly keyRing: Pick<KeyRing, 'publicKeySet'>;
  readonly clock: PlatformClock;
}

const revocationOf = async (
  database: PlatformDatabase,
  certificateNumber: string,
): Promise<Revocation | null> => {
  const row = await database
    .selectFrom('certificates')
    .select('revoked_at')
    .where('certificate_number', '=', certificateNumber)
    .executeTakeFirst();
  return row?.revoked_at ? { revokedAt: row.revoked_at.getTime() } : null;
};

/** The published template of a kind; undefined where there is none. */
const templateOf = async (database: PlatformDatabase, kind: string): Promise<unknown> => {
  const row = await database
    .selectFrom('feed_documents')
    .select('content')
    .where('collection', '=', 'template')
    .where('id', '=', kind)
    .where('removed', '=', false)
    .executeTakeFirst();
  return row === undefined ? undefined : JSON.parse(row.content);
};

/** Says of the text of a QR code whether it is a certificate that stands, and what a department has signed in it. */
export const verifyCertificateText = async (
  { database, keyRing, clock }: VerificationContext,
  text: string,
): Promise<CertificateVerificationReply> => {
  const judgedAt = clock.now();
  const judgement = await judgeCertificate(text, {
    keySet: await keyRing.publicKeySet(),
    revocationOf: (certificateNumber) => revocationOf(database, certificateNumber),
    now: judgedAt,
  });
  const { outcome } = judgement;
  if (!('claims' in judgement)) {
    return { outcome, judgedAt, claims: null, words: null, revokedAt: null };
  }
  const { claims, revocation } = judgement;
  return {
    outcome,
    judgedAt,
    claims,
    words: certificateInWords(claims, await templateOf(database, claims.kind)),
    revokedAt: revocation?.revokedAt ?? null,
  };
};
