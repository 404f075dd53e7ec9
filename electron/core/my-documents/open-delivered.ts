import type { CertificateClaims } from '../../../platform/contract/certificate/claims.ts';
import { holderKey, openPrepared } from '../../../platform/contract/sealing/index.ts';
import type { KioskIdentity } from '../../sync/trust/kiosk-identity.ts';
import type { TrustedDocuments } from '../../sync/trusted-documents.ts';
import type { IdentifiedPerson } from '../session/visit-types.ts';
import type { VerifySigned } from './verify-signed.ts';

/** A document that was delivered in advance and is the resident's. */
export interface OpenedDocument {
  readonly documentId: string;
  readonly expiresAt: number;
  readonly signed: Uint8Array;
  readonly claims: CertificateClaims;
}

export type OpenDelivered = (person: IdentifiedPerson) => Promise<readonly OpenedDocument[]>;

/**
 * Opens what was delivered in advance for a resident, with what the chip of the card says and the kiosk's own key. Whose
 * the others are nobody learns. What does not verify, is revoked or names another holder is left out. To an agent nothing
 * is opened: no authorisation lies on the kiosk, and the one that the platform knew an hour ago may be withdrawn.
 */
export const createOpenDelivered = (options: {
  readonly documents: Pick<TrustedDocuments, 'preparedDocuments' | 'isRevoked'>;
  readonly identity: Pick<KioskIdentity, 'kioskId' | 'openingKey'>;
  readonly verify: VerifySigned;
  readonly now: () => number;
}): OpenDelivered => {
  const { documents, identity, verify } = options;
  return async ({ name, idNumber, cardTerm, agency }) => {
    if (cardTerm === undefined || agency !== undefined) return [];
    const delivered = await documents.preparedDocuments(options.now());
    if (delivered.length === 0) return [];
    const holder = await holderKey({ name, idNumber, ...cardTerm }, identity.kioskId);
    const found: OpenedDocument[] = [];
    for (const { id: documentId, content } of delivered) {
      const kioskKey = identity.openingKey(content.kioskKey);
      const signed = kioskKey && (await openPrepared(content.sealed, { holder, kioskKey }, documentId));
      if (!signed) continue;
      const verified = await verify(signed);
      if (!verified.ok) continue;
      const { claims } = verified;
      const isOwn = claims.holder.idNumber === idNumber && claims.holder.name === name;
      if (isOwn) found.push({ documentId, expiresAt: content.expiresAt, signed, claims });
    }
    holder.fill(0);
    return found;
  };
};
