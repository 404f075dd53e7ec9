import { createPrivateKey } from 'node:crypto';
import type { DepartmentKey, IssueCertificateRequest } from '../../platform/contract/api.ts';
import type { CertificateClaims } from '../../platform/contract/certificate/claims.ts';
import type { CertificateSigner } from '../../platform/contract/certificate/signed-certificate.ts';
import { demonstrationResident } from '../../platform/seed/synthetic-population.ts';
import { type Platform, type PlatformOptions, startPlatform } from '../../platform/server.ts';
import { generatePrivateJwk, keyIdOf, publicPartOf } from '../../platform/signing/generate-key.ts';

/** Noon in China on the day of the tests, milliseconds since the Unix epoch. */
export const testNow = Date.UTC(2026, 10, 20, 4);

const day = 86_400_000;

/** Claims of a 有无房证明 without a dwelling; a test changes what it is about. */
export const housingClaims = (changes: Partial<CertificateClaims> = {}): CertificateClaims => ({
  certificateNumber: 'ZF20261120-7K3M9QXAB2',
  kind: 'housing-status',
  holder: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
  purpose: '购房资格',
  department: { code: 'xiaoxiang-real-estate', name: '潇湘市不动产登记中心' },
  station: { code: 'QX-0007', name: '潇湘市清溪区滨江街道政务服务驿站' },
  assuranceLevel: 2,
  issuedAt: testNow / 1000,
  expiresAt: testNow / 1000 + 30 * 86_400,
  facts: {
    scope: '潇湘市全域',
    period: '有登记记录以来至本证明开具之时',
    result: '无',
    count: '0',
    source: '不动产登记簿',
  },
  tables: { properties: [] },
  ...changes,
});

/** A department's key pair, valid from a year before to a year after the day of the tests unless told. */
export interface TestKey {
  readonly signer: CertificateSigner;
  readonly published: DepartmentKey;
}

export const createTestKey = async (changes: Partial<DepartmentKey> = {}): Promise<TestKey> => {
  const department = changes.department ?? 'xiaoxiang-real-estate';
  const jwk = generatePrivateJwk();
  const keyId = await keyIdOf(department, jwk);
  return {
    signer: { keyId, privateKey: createPrivateKey({ key: { ...jwk }, format: 'jwk' }) },
    published: {
      keyId,
      department,
      algorithm: 'ES256',
      jwk: publicPartOf(jwk),
      notBefore: testNow - 365 * day,
      notAfter: testNow + 365 * day,
      ...changes,
    },
  };
};

/** The request of the demonstration's resident for her 有无房证明. */
export const housingRequest = (changes: Partial<IssueCertificateRequest> = {}): IssueCertificateRequest => ({
  requestId: crypto.randomUUID(),
  kind: 'housing-status',
  purpose: 'purchase-eligibility',
  holder: {
    name: demonstrationResident.name,
    sex: demonstrationResident.sex,
    idNumber: demonstrationResident.idNumber,
  },
  station: { code: 'QX-0007', name: '潇湘市清溪区滨江街道政务服务驿站' },
  assuranceLevel: 2,
  consentedAt: testNow - 2_000,
  ...changes,
});

/** An answer of the platform over HTTP. */
export interface PlatformAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
}

/** A platform on a port of its own, spoken to over HTTP. */
export interface TestPlatform extends Platform {
  get(path: string): Promise<PlatformAnswer>;
  /** Sends `body` as JSON, or a string as it is. */
  post(path: string, body: unknown, contentType?: string): Promise<PlatformAnswer>;
}

const answerOf = async (response: Response): Promise<PlatformAnswer> => ({
  status: response.status,
  contentType: response.headers.get('content-type') ?? '',
  body: await response.json(),
});

/** Starts a platform, in memory unless told; the first start of a store takes seconds, so share it within a file. */
export const startTestPlatform = async (options: Partial<PlatformOptions> = {}): Promise<TestPlatform> => {
  const platform = await startPlatform({ store: 'memory', ...options });
  return {
    ...platform,
    get: async (path) => answerOf(await fetch(platform.url + path)),
    post: async (path, body, contentType = 'application/json') =>
      answerOf(
        await fetch(platform.url + path, {
          method: 'POST',
          headers: { 'content-type': contentType },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
  };
};
