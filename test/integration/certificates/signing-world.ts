import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { createCertificateRenderer } from '../../../electron/core/certificates/rendering/certificate-renderer.ts';
import {
  createSigningRenderer,
  type SigningRenderer,
} from '../../../electron/core/certificates/signing/signing-renderer.ts';
import type { RemoteSigner } from '../../../electron/core/certificates/signing/sign-document.ts';
import type { DepartmentKey, PublicJwk } from '../../../platform/contract/api.ts';
import type { CertificateClaims } from '../../../platform/contract/certificate/claims.ts';
import { encodeQrPayload } from '../../../platform/contract/certificate/qr-payload.ts';
import { signCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import type { DocumentSigner, DocumentTrust } from '../../../platform/contract/pdf-signature/index.ts';
import {
  createDocumentAuthority,
  issueRootCertificate,
  type DocumentAuthority,
} from '../../../platform/signing/pdf/document-authority.ts';
import {
  createDocumentSigning,
  type DocumentSignature,
  type IssuedCertificate,
  type SignDocumentOrder,
  type SignDocumentOutcome,
} from '../../../platform/signing/pdf/sign-certificate-document.ts';
import {
  fontFolder,
  sampleClaims,
  templatesFolder,
} from '../../unit/certificates/rendering/sample-certificate.ts';

const day = 86_400_000;

const jwkOf = (key: KeyObject): PublicJwk => {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return { kty: 'EC', crv: 'P-256', x, y };
};

export interface SigningWorldOptions {
  readonly claims?: CertificateClaims;
  readonly fallbackFonts?: readonly string[];
}

/** A platform that signs documents and a kiosk that renders them, with no line between them. */
export interface SigningWorld {
  readonly claims: CertificateClaims;
  readonly qrPayload: string;
  readonly renderer: SigningRenderer;
  readonly authority: DocumentAuthority;
  readonly departmentSigner: DocumentSigner;
  /** What the kiosk believes. */
  trust: DocumentTrust;
  /** Another department under the same root. */
  readonly otherOffice: () => DocumentSigner;
  readonly issued: Map<string, IssuedCertificate>;
  /** What the platform has kept. */
  readonly signatures: Map<string, DocumentSignature>;
  /** Asks the platform as the kiosk would. */
  readonly order: (changes?: Partial<SignDocumentOrder>) => Promise<SignDocumentOutcome>;
  /** Put in its way: what the line does with a request. */
  remote: RemoteSigner;
  /** Now, milliseconds since the Unix epoch. */
  now: number;
  kioskSigner: DocumentSigner | null;
  keyHasEnded: boolean;
  readonly rootPublicKey: KeyObject;
  /** The last document before it was signed. */
  lastUnsigned: Uint8Array | null;
  readonly logged: string[];
}

/** A renderer, a department and its platform; the certificate of `claims` has just been issued. */
export const createSigningWorld = async ({
  claims = sampleClaims(3),
  fallbackFonts = [],
}: SigningWorldOptions = {}): Promise<SigningWorld> => {
  const issuedAt = claims.issuedAt * 1000;
  const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [root, department, kioskKey] = [pair(), pair(), pair()];
  const authority = createDocumentAuthority({
    rootCertificate: issueRootCertificate({
      name: '潇湘省一体化政务服务平台',
      ...root,
      notBefore: issuedAt - 100 * day,
      randomBytes,
    }),
    rootPrivateKey: root.privateKey,
    randomBytes,
  });
  const departmentKey: DepartmentKey = {
    keyId: 'xiaoxiang-real-estate-1',
    department: claims.department.code,
    algorithm: 'ES256',
    jwk: jwkOf(department.publicKey),
    notBefore: issuedAt - 90 * day,
    notAfter: issuedAt + 6000 * day,
  };
  const departmentSigner = authority.signerOf(
    { ...departmentKey, privateKey: department.privateKey },
    claims.department.name,
  );
  const certificate = signCertificate(claims, {
    keyId: departmentKey.keyId,
    privateKey: department.privateKey,
  });
  const qr = encodeQrPayload(certificate);
  if (qr.outcome !== 'encoded') throw new Error(qr.outcome);

  const kioskId = 'K-7K3M9QXAB2';
  const issued = new Map<string, IssuedCertificate>([
    [
      claims.certificateNumber,
      {
        certificateNumber: claims.certificateNumber,
        keyId: departmentKey.keyId,
        kioskId,
        givenAt: issuedAt,
        expiresAt: claims.expiresAt * 1000,
        revoked: false,
      },
    ],
  ]);
  const signatures = new Map<string, DocumentSignature>();
  const signDocument = createDocumentSigning({
    findIssued: async (number) => issued.get(number),
    signatures: {
      find: async (number) => signatures.get(number),
      keepFirst: async (signature) => {
        const kept = signatures.get(signature.certificateNumber) ?? signature;
        signatures.set(signature.certificateNumber, kept);
        return kept;
      },
    },
    signerOf: async () => (world.keyHasEnded ? undefined : departmentSigner),
    clock: { now: () => world.now },
  });
  const renderer = await createCertificateRenderer({ fontFolder, templatesFolder, fallbackFonts });
  const rootKey = jwkOf(root.publicKey);
  const world: SigningWorld = {
    claims,
    qrPayload: qr.text,
    authority,
    departmentSigner,
    trust: { rootKey, keySet: { keys: [departmentKey] } },
    otherOffice: () =>
      authority.signerOf(
        { ...departmentKey, keyId: 'other-1', department: 'other', privateKey: pair().privateKey },
        '另一部门',
      ),
    issued,
    signatures,
    order: (changes = {}) =>
      signDocument({
        certificateNumber: claims.certificateNumber,
        algorithm: 'ecdsa-p256-sha256',
        digest: randomBytes(32),
        kioskId,
        ...changes,
      }),
    remote: {
      sign: async (request) => {
        const outcome = await signDocument({ ...request, kioskId });
        return outcome.outcome === 'signed'
          ? { ok: true, signature: outcome.signature }
          : { ok: false, reason: 'refused', detail: outcome.reason };
      },
    },
    now: issuedAt + 1_500,
    kioskSigner: {
      privateKey: kioskKey.privateKey,
      chain: authority.chainForKiosk({
        stationCode: claims.station.code,
        stationName: claims.station.name,
        publicKey: createPublicKey(kioskKey.privateKey),
        validity: { notBefore: issuedAt - day, notAfter: issuedAt + 6000 * day },
      }),
    },
    keyHasEnded: false,
    rootPublicKey: root.publicKey,
    lastUnsigned: null,
    logged: [],
    renderer: createSigningRenderer({
      renderer: {
        render: async (request) => {
          const result = await renderer.render(request);
          world.lastUnsigned = result.ok ? result.pdf : null;
          return result;
        },
      },
      remote: { sign: (request) => world.remote.sign(request) },
      trust: () => world.trust,
      kioskSigner: () => world.kioskSigner,
      platformTime: { now: () => world.now },
      log: {
        warn: (event, fields) => world.logged.push(`${event} ${fields?.reason}`),
      },
    }),
  };
  return world;
};

/** What the kiosk makes of the certificate of the world. */
export const tryToSign = ({
  renderer,
  claims,
  qrPayload,
}: SigningWorld): ReturnType<SigningRenderer['render']> => renderer.render({ claims, qrPayload });

/** The signed file; the test fails where there is none. */
export const renderSigned = async (world: SigningWorld): Promise<Uint8Array> => {
  const result = await tryToSign(world);
  if (!result.ok) throw new Error(`${result.reason}: ${result.detail}`);
  return result.pdf;
};
