import { createPrivateKey } from 'node:crypto';
import type { DepartmentKey, IssueCertificateRequest } from '../../platform/contract/api.ts';
import type { CertificateClaims } from '../../platform/contract/certificate/claims.ts';
import type { CertificateSigner } from '../../platform/contract/certificate/signed-certificate.ts';
import { demonstrationResident } from '../../platform/seed/synthetic-population.ts';
import { type Platform, type PlatformOptions, startPlatform } from '../../platform/server.ts';
import { generatePrivateJwk, keyIdOf, publicPartOf } from '../../platform/signing/generate-key.ts';
import {
  enrolTestKiosk,
  type PlainRequest,
  type PlatformAnswer,
  readGenuineAnswer,
  send,
  type TestKiosk,
} from './platform-kiosk.ts';

export type { PlatformAnswer, TestKiosk } from './platform-kiosk.ts';

/** Noon in China on the day of the tests, milliseconds since the Unix epoch. */
export const testNow = Date.UTC(2026, 10, 20, 4);

/** Station of the test kiosk. */
export const testStationCode = 'QX-0007';

const day = 86_400_000;

/** Claims of a 有无房证明 without a dwelling; a test changes what it is about. */
export const housingClaims = (changes: Partial<CertificateClaims> = {}): CertificateClaims => ({
  certificateNumber: 'ZF20261120-7K3M9QXAB2',
  kind: 'housing-status',
  holder: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
  purpose: '购房资格',
  department: { code: 'xiaoxiang-real-estate', name: '潇湘市不动产登记中心' },
  station: { code: testStationCode, name: '潇湘市清溪区滨江街道政务服务驿站' },
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
  station: { code: testStationCode, name: '潇湘市清溪区滨江街道政务服务驿站' },
  assuranceLevel: 2,
  consentedAt: testNow - 2_000,
  ...changes,
});

/** How a test speaks to the platform; a string is sent as it is, anything else as JSON. */
interface PlatformCalls {
  get(path: string): Promise<PlatformAnswer>;
  post(path: string, body: unknown, contentType?: string): Promise<PlatformAnswer>;
}

/** A platform on a port of its own, spoken to over HTTP by an enrolled kiosk, whose answers must be signed. */
export interface TestPlatform extends Platform, PlatformCalls {
  /** The kiosk that `get` and `post` sign as, in station QX-0007. */
  readonly kiosk: TestKiosk;
  /** Another kiosk, enrolled now. */
  enrolKiosk(stationCode?: string): Promise<TestKiosk>;
  /** What anybody may ask, and what is refused without a signature. The answers must be signed all the same. */
  readonly unsigned: PlatformCalls;
}

const plainRequest = (method: string, path: string, body: unknown, contentType: string): PlainRequest => ({
  method,
  path,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  headers: { 'content-type': contentType },
});

/** Starts a platform, in memory unless told; the first start of a store takes seconds, so share it within a file. */
export const startTestPlatform = async (options: Partial<PlatformOptions> = {}): Promise<TestPlatform> => {
  const platform = await startPlatform({ store: 'memory', ...options });
  const now = (): number => (options.clock ?? Date).now();
  const kiosk = await enrolTestKiosk(platform, now, testStationCode);
  const unsigned = async (request: PlainRequest): Promise<PlatformAnswer> =>
    readGenuineAnswer(platform, await send(platform.url, request), request);
  return {
    ...platform,
    kiosk,
    enrolKiosk: (stationCode = testStationCode) => enrolTestKiosk(platform, now, stationCode),
    get: (path) => kiosk.exchange({ method: 'GET', path }),
    post: (path, body, contentType = 'application/json') =>
      kiosk.exchange(plainRequest('POST', path, body, contentType)),
    unsigned: {
      get: (path) => unsigned({ method: 'GET', path }),
      post: (path, body, contentType = 'application/json') =>
        unsigned(plainRequest('POST', path, body, contentType)),
    },
  };
};
