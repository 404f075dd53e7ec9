import type { PlatformDatabase } from '../../store/open-store.ts';
import type { DocumentSignatures, IssuedCertificate } from './sign-certificate-document.ts';

/** What is on record of a certificate's issue; undefined where there was none. */
export const findIssuedCertificate = async (
  database: PlatformDatabase,
  certificateNumber: string,
): Promise<IssuedCertificate | undefined> => {
  const row = await database
    .selectFrom('certificates')
    .leftJoin(
      'certificate_requests',
      'certificate_requests.certificate_number',
      'certificates.certificate_number',
    )
    .leftJoin('issued_proofs', 'issued_proofs.certificate_number', 'certificates.certificate_number')
    .select([
      'issued_proofs.handed_to',
      'issued_proofs.handed_at',
      'certificates.key_id',
      'certificates.issued_at',
      'certificates.expires_at',
      'certificates.revoked_at',
      'certificate_requests.kiosk_id',
    ])
    .where('certificates.certificate_number', '=', certificateNumber)
    .executeTakeFirst();
  return (
    row && {
      certificateNumber,
      keyId: row.key_id,
      kioskId: row.kiosk_id ?? row.handed_to,
      givenAt: (row.handed_at ?? row.issued_at).getTime(),
      expiresAt: row.expires_at.getTime(),
      revoked: row.revoked_at !== null,
    }
  );
};

/** Signatures in the store. */
export const openDocumentSignatures = (database: PlatformDatabase): DocumentSignatures => {
  const find: DocumentSignatures['find'] = async (certificateNumber) => {
    const row = await database
      .selectFrom('certificate_signatures')
      .selectAll()
      .where('certificate_number', '=', certificateNumber)
      .executeTakeFirst();
    return (
      row && {
        certificateNumber,
        kioskId: row.kiosk_id,
        digest: row.digest,
        signature: row.signature,
        signedAt: row.signed_at.getTime(),
      }
    );
  };
  return {
    find,
    async keepFirst(signature) {
      const taken = await database
        .insertInto('certificate_signatures')
        .values({
          certificate_number: signature.certificateNumber,
          kiosk_id: signature.kioskId,
          digest: signature.digest,
          signature: signature.signature,
          signed_at: new Date(signature.signedAt),
        })
        .onConflict((conflict) => conflict.column('certificate_number').doNothing())
        .returning('certificate_number')
        .executeTakeFirst();
      if (taken !== undefined) {
        return signature;
      }
      const first = await find(signature.certificateNumber);
      if (first === undefined) {
        throw new Error('A certificate has a signature, but it is not there');
      }
      return first;
    },
  };
};
