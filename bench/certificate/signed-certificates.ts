import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createCertificateRenderer } from '../../electron/core/certificates/rendering/certificate-renderer.ts';
import { fallbackFontPaths } from '../../electron/core/certificates/rendering/typesetting/fallback-fonts.ts';
import { createSigningRenderer } from '../../electron/core/certificates/signing/signing-renderer.ts';
import type { DepartmentKey, PublicJwk } from '../../platform/contract/api.ts';
import type { CertificateClaims } from '../../platform/contract/certificate/claims.ts';
import { encodeQrPayload } from '../../platform/contract/certificate/qr-payload.ts';
import { signCertificate } from '../../platform/contract/certificate/signed-certificate.ts';
import { type DocumentTrust, signDetached } from '../../platform/contract/pdf-signature/index.ts';
import {
  createDocumentAuthority,
  issueRootCertificate,
} from '../../platform/signing/pdf/document-authority.ts';
import { sampleClaims } from '../../test/unit/certificates/rendering/sample-certificate.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const fontFolder = `${root}node_modules/@expo-google-fonts/noto-serif-sc`;
export const templatesFolder = `${root}assets/templates`;

/** Rows of the table: a full certificate of two pages. */
const rows = 14;
const surnames = '王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗';
const givenNames = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平';

/** A certificate of a person and with a number of its own for every round, as they come one after the other. */
export const claimsOf = (round: number): CertificateClaims => {
  const claims = sampleClaims(rows);
  const name = `${surnames[round % surnames.length]}${givenNames[(round * 7) % givenNames.length]}${givenNames[(round * 3) % givenNames.length]}`;
  return {
    ...claims,
    certificateNumber: `ZF20261120-${String(round).padStart(10, '0')}`,
    holder: { ...claims.holder, name },
    issuedAt: claims.issuedAt + round,
  };
};

export interface SignableCertificate {
  readonly claims: CertificateClaims;
  readonly qrPayload: string;
}

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

const jwkOf = (key: KeyObject): PublicJwk => {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return { kty: 'EC', crv: 'P-256', x, y };
};

const createDepartment = () => {
  const [platform, department] = [pair(), pair()];
  const claims = claimsOf(0);
  const notBefore = claims.issuedAt * 1000 - 86_400_000;
  const validity = { notBefore, notAfter: claims.issuedAt * 2_000 };
  const authority = createDocumentAuthority({
    rootCertificate: issueRootCertificate({
      name: '政务服务平台',
      ...platform,
      notBefore,
      randomBytes,
    }),
    rootPrivateKey: platform.privateKey,
    randomBytes,
  });
  const key = { keyId: 'xiaoxiang-real-estate-1', privateKey: department.privateKey };
  const signer = authority.signerOf(
    { ...key, ...validity, department: claims.department.code },
    claims.department.name,
  );
  const published: DepartmentKey = {
    ...validity,
    keyId: key.keyId,
    department: claims.department.code,
    algorithm: 'ES256',
    jwk: jwkOf(department.publicKey),
  };
  const trust: DocumentTrust = { rootKey: jwkOf(platform.publicKey), keySet: { keys: [published] } };
  return { key, signer, trust };
};

/**
 * The kiosk's renderer, with a department beside it in the same process: what is measured is what a kiosk does with
 * claims that have come, and the department's signature, without the line between them.
 */
export const createSignedCertificates = async () => {
  const { key, signer, trust } = createDepartment();
  const renderer = await createCertificateRenderer({
    fontFolder,
    templatesFolder,
    fallbackFonts: fallbackFontPaths(root),
  });
  const signing = createSigningRenderer({
    renderer,
    remote: { sign: async (request) => ({ ok: true, signature: signDetached(request, signer) }) },
    trust: () => trust,
    kioskSigner: () => null,
    platformTime: { now: () => Date.now() },
    log: {
      warn: (event, fields) => {
        throw new Error(`${event} ${fields?.reason}`);
      },
    },
  });
  return {
    renderer,
    issue(round: number): SignableCertificate {
      const claims = claimsOf(round);
      const qr = encodeQrPayload(signCertificate(claims, key));
      if (qr.outcome !== 'encoded') throw new Error(qr.outcome);
      return { claims, qrPayload: qr.text };
    },
    async render(certificate: SignableCertificate): Promise<Uint8Array> {
      const result = await signing.render(certificate);
      if (!result.ok) throw new Error(`${result.reason}: ${result.detail}`);
      return result.pdf;
    },
  };
};
export type SignedCertificates = Awaited<ReturnType<typeof createSignedCertificates>>;
