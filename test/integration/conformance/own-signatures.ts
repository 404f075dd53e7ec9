import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import {
  certificateStatusSchema,
  type DepartmentKey,
  type KeySet,
  publicJwkSchema,
} from '../../../platform/contract/api.ts';
import type { HttpAnswerParts } from '../../../platform/contract/http-signature/index.ts';
import { signDetached } from '../../../platform/contract/pdf-signature/index.ts';
import {
  createDocumentAuthority,
  issueRootCertificate,
} from '../../../platform/signing/pdf/document-authority.ts';
import type { BrokenRequest } from './broken-request.ts';

const day = 86_400_000;
const validity = { notBefore: Date.UTC(2026, 0), notAfter: Date.UTC(2040, 0) };
const signatureRoute = /^\/v1\/certificates\/([^/]+)\/signature$/;

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const jsonOf = (body: Uint8Array): Record<string, unknown> => JSON.parse(Buffer.from(body).toString('utf8'));

/** Certificates of a root and a key for every department: a platform in front of a good one cannot use the good one's. */
export const createOwnSignatures = (
  root: KeyObject,
  stationCode: string,
  forward: (request: BrokenRequest) => Promise<HttpAnswerParts>,
) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authority = createDocumentAuthority({
    rootCertificate: issueRootCertificate({
      name: 'broken',
      privateKey: root,
      publicKey: createPublicKey(root),
      notBefore: validity.notBefore - day,
      randomBytes,
    }),
    rootPrivateKey: root,
    randomBytes,
  });
  const keyIdOf = (department: string): string => `own-${department}`.slice(0, 40);
  const made = new Map<string, string>();

  const replaced = async (request: BrokenRequest, answer: Record<string, unknown>): Promise<object> => {
    const { path, headers } = request;
    if (path === '/v1/root-certificate') return { certificate: base64url(authority.rootCertificate) };
    if (path === '/v1/enrolments' || path === '/v1/kiosks/self/keys') {
      const jwk = publicJwkSchema.parse(jsonOf(request.body).publicKey);
      const [kiosk, ofRoot] = authority.chainForKiosk({
        stationCode,
        stationName: stationCode,
        publicKey: createPublicKey({ key: { ...jwk }, format: 'jwk' }),
        validity,
      });
      return { ...answer, chain: { kiosk: base64url(kiosk), root: base64url(ofRoot) } };
    }
    const certificateNumber = signatureRoute.exec(path)?.[1] ?? '';
    const known = made.get(certificateNumber);
    if (known !== undefined) return { signature: known };
    const statusPath = `/v1/certificates/${certificateNumber}`;
    const { host } = headers;
    const status = await forward({
      method: 'GET',
      path: statusPath,
      headers: { host: host ?? '' },
      body: Buffer.of(),
    });
    const { department } = certificateStatusSchema.parse(jsonOf(status.body));
    const signer = authority.signerOf(
      { keyId: keyIdOf(department), department, privateKey, ...validity },
      department,
    );
    const digest = Buffer.from(String(jsonOf(request.body).digest), 'base64url');
    const signature = base64url(signDetached({ digest, certificateNumber }, signer));
    made.set(certificateNumber, signature);
    return { signature };
  };

  return {
    /** Its key for each department that the good one has. */
    keysFor: ({ keys }: KeySet): DepartmentKey[] =>
      [...new Set(keys.map(({ department }) => department))].map((department) => ({
        ...validity,
        keyId: keyIdOf(department),
        department,
        algorithm: 'ES256',
        jwk: publicJwkSchema.parse(publicKey.export({ format: 'jwk' })),
      })),
    /** A good answer with what its own root vouches for; other answers as they are. */
    async inPlaceOf(request: BrokenRequest, answer: HttpAnswerParts): Promise<HttpAnswerParts> {
      const { path } = request;
      const isMeant =
        ['/v1/root-certificate', '/v1/enrolments', '/v1/kiosks/self/keys'].includes(path) ||
        signatureRoute.test(path);
      if (answer.status !== 200 || !isMeant) return answer;
      return { ...answer, body: Buffer.from(JSON.stringify(await replaced(request, jsonOf(answer.body)))) };
    },
  };
};
