import { createPublicKey } from 'node:crypto';
import type { PlatformClock } from '../../clock.ts';
import type { PublicJwk } from '../../contract/api.ts';
import type { Catalogue } from '../../contract/catalogue.ts';
import type { KioskChain } from '../../contract/kiosks.ts';
import type { PlatformDatabase } from '../../store/open-store.ts';
import { keyIdOf } from '../generate-key.ts';
import { rootOwner } from '../key-owners.ts';
import type { KeyRing } from '../key-ring.ts';
import {
  createDocumentAuthority,
  type DocumentAuthority,
  issueRootCertificate,
} from './document-authority.ts';
import { findIssuedCertificate, openDocumentSignatures } from './kept-signatures.ts';
import { createDocumentSigning } from './sign-certificate-document.ts';

export interface DocumentSigningContext {
  readonly database: PlatformDatabase;
  readonly keyRing: KeyRing;
  readonly clock: PlatformClock;
  readonly catalogue: Catalogue;
  readonly randomBytes: (length: number) => Uint8Array;
}

/** Signing of documents, as the routes use it. */
export interface DocumentSigningDesk {
  readonly authority: DocumentAuthority;
  readonly sign: ReturnType<typeof createDocumentSigning>;
  /** Certificates for a kiosk's key. They name the station by its code: what it is called is only the kiosk's word. */
  kioskChain(kiosk: { readonly stationCode: string; readonly publicKey: PublicJwk }): KioskChain;
}

/** A kiosk changes its key every year; where it has no line for long, the certificate outlasts that. Milliseconds. */
const kioskCertificateLifetime = 730 * 86_400_000;

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** The root's certificate as it was made first; not younger than any key. */
const openRootCertificate = async (
  { database, keyRing, randomBytes }: DocumentSigningContext,
  name: string,
): Promise<Uint8Array> => {
  const keyId = await keyIdOf(rootOwner, keyRing.rootPublicKey);
  const find = () =>
    database
      .selectFrom('root_certificates')
      .select('certificate')
      .where('key_id', '=', keyId)
      .executeTakeFirst();
  const kept = await find();
  if (kept !== undefined) {
    return kept.certificate;
  }
  const { first } = await database
    .selectFrom('signing_keys')
    .select(({ fn }) => fn.min('not_before').as('first'))
    .executeTakeFirstOrThrow();
  const certificate = issueRootCertificate({
    name,
    privateKey: keyRing.rootPrivateKey,
    publicKey: createPublicKey(keyRing.rootPrivateKey),
    notBefore: first.getTime(),
    randomBytes,
  });
  await database
    .insertInto('root_certificates')
    .values({ key_id: keyId, certificate })
    .onConflict((conflict) => conflict.column('key_id').doNothing())
    .execute();
  // Of two instances at once the first one's counts.
  return (await find())?.certificate ?? certificate;
};

/**
 * Opens the signing of documents over the platform's store and keys. The first time, the root key gets its certificate.
 *
 * @param name of the platform, which the root's certificate bears from then on
 */
export const openDocumentSigning = async (
  context: DocumentSigningContext,
  name: string,
): Promise<DocumentSigningDesk> => {
  const { database, keyRing, clock, catalogue, randomBytes } = context;
  const authority = createDocumentAuthority({
    rootCertificate: await openRootCertificate(context, name),
    rootPrivateKey: keyRing.rootPrivateKey,
    randomBytes,
  });
  const nameOf = (code: string): string =>
    [...catalogue.items, ...(catalogue.myDocuments ?? [])].find(({ department }) => department.code === code)
      ?.department.name['zh-CN'] ?? code;
  const sign = createDocumentSigning({
    findIssued: (certificateNumber) => findIssuedCertificate(database, certificateNumber),
    signatures: openDocumentSignatures(database),
    clock,
    async signerOf(keyId) {
      const key = await keyRing.departmentKey(keyId);
      const now = clock.now();
      const isGood = key !== undefined && key.notBefore <= now && now < key.notAfter;
      return isGood ? authority.signerOf(key, nameOf(key.department)) : undefined;
    },
  });
  return {
    authority,
    sign,
    kioskChain({ stationCode, publicKey }) {
      const now = clock.now();
      const [kiosk, root] = authority.chainForKiosk({
        stationCode,
        stationName: `政务服务驿站 ${stationCode}`,
        publicKey: createPublicKey({ key: { ...publicKey }, format: 'jwk' }),
        validity: { notBefore: now, notAfter: now + kioskCertificateLifetime },
      });
      return { kiosk: base64url(kiosk), root: base64url(root) };
    },
  };
};
