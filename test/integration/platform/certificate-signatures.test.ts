import { createPublicKey, randomBytes, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  issueCertificateReplySchema,
  problemSchema,
  signedKeySetSchema,
} from '../../../platform/contract/api.ts';
import { verifyCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import {
  rootCertificateSchema,
  signDocumentReplySchema,
  verifySignatureAt,
} from '../../../platform/contract/pdf-signature/index.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import { signableFor } from '../../../platform/signing/pdf/sign-certificate-document.ts';
import {
  housingRequest,
  startTestPlatform,
  type TestKiosk,
  type TestPlatform,
  testNow,
} from '../../helpers/platform.ts';
import { createTestKiosk, jsonRequest } from '../../helpers/platform-kiosk.ts';

const day = 86_400_000;
const department = 'xiaoxiang-real-estate';
let folder: string;
let time = testNow;
let platform: TestPlatform;

const start = () => startTestPlatform({ store: { folder }, clock: { now: () => time } });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-signatures-'));
  platform = await start();
});
beforeEach(() => {
  time += 1_000;
});
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

const keySetNow = async () => {
  const { jws } = signedKeySetSchema.parse((await platform.unsigned.get('/v1/keys')).body);
  const opened = await verifyKeySet(jws, platform.rootKey);
  if (opened.outcome !== 'genuine') throw new Error(opened.outcome);
  return opened.keySet;
};

/** A certificate that the test kiosk has just been issued. */
const issue = async () => {
  const answer = await platform.post('/v1/certificates', housingRequest({ consentedAt: time }));
  const { certificate } = issueCertificateReplySchema.parse(answer.body);
  const bytes = new Uint8Array(Buffer.from(certificate, 'base64url'));
  const verified = verifyCertificate(bytes, await keySetNow(), time);
  if (verified.outcome !== 'genuine') throw new Error(verified.outcome);
  return verified.claims;
};

const anyDigest = (): string => randomBytes(32).toString('base64url');

/** What a kiosk is answered: the signature, or status and reason. */
const ask = async (
  number: string,
  {
    digest = anyDigest(),
    kiosk = platform.kiosk,
    ...changes
  }: { digest?: string; kiosk?: TestKiosk; algorithm?: string } = {},
): Promise<string> => {
  const body = { algorithm: 'ecdsa-p256-sha256', digest, ...changes };
  const answer = await kiosk.exchange(jsonRequest('POST', `/v1/certificates/${number}/signature`, body));
  return answer.status === 200
    ? signDocumentReplySchema.parse(answer.body).signature
    : `${answer.status} ${problemSchema.parse(answer.body).reason}`;
};

const rootCertificateNow = async (): Promise<X509Certificate> => {
  const { certificate } = rootCertificateSchema.parse(
    (await platform.unsigned.get('/v1/root-certificate')).body,
  );
  return new X509Certificate(Buffer.from(certificate, 'base64url'));
};

describe('the signature on the document of a certificate', () => {
  test('is the department’s, for this number, by the key that signed the claims', async () => {
    const { certificateNumber, issuedAt } = await issue();
    const digest = randomBytes(32);
    const cms = Buffer.from(
      await ask(certificateNumber, { digest: digest.toString('base64url') }),
      'base64url',
    );
    const trust = { rootKey: platform.rootKey, keySet: await keySetNow() };
    const verified = verifySignatureAt(cms, digest, issuedAt * 1000, trust);
    expect(verified).toMatchObject({
      outcome: 'good',
      certificateNumber,
      signer: { role: 'department', code: department, name: '潇湘市不动产登记中心' },
    });
  });

  test('is given again to the same digest, and refused to another', async () => {
    const { certificateNumber } = await issue();
    const digest = anyDigest();
    const first = await ask(certificateNumber, { digest });
    expect(first).toMatch(/^MII/);
    time += 2 * signableFor;
    expect(await ask(certificateNumber, { digest })).toBe(first);
    expect(await ask(certificateNumber)).toBe('409 already-signed');
  });

  test('is one, whoever comes first', async () => {
    const { certificateNumber } = await issue();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(certificateNumber)));
    expect(answers.filter((answer) => answer === '409 already-signed')).toHaveLength(7);
  });

  test('is for the kiosk that asked for the certificate, and no other one of its station', async () => {
    const { certificateNumber } = await issue();
    const kiosk = await platform.enrolKiosk();
    expect(await ask(certificateNumber, { kiosk })).toBe('404 not-found');
    expect(await ask('ZF20261120-0000000000')).toBe('404 not-found');
    expect(await ask('%E8%AF%81')).toBe('404 not-found');
    expect(await ask(certificateNumber)).toMatch(/^MII/);
  });

  test('is for enrolled kiosks', async () => {
    const { certificateNumber } = await issue();
    const body = { algorithm: 'ecdsa-p256-sha256', digest: anyDigest() };
    const answer = await platform.unsigned.post(`/v1/certificates/${certificateNumber}/signature`, body);
    expect(problemSchema.parse(answer.body).reason).toBe('signature-missing');
  });

  test.each([
    ['too short', { digest: randomBytes(31).toString('base64url') }, '400 malformed-request'],
    ['too long', { digest: randomBytes(33).toString('base64url') }, '400 malformed-request'],
    ['of an algorithm that nobody knows', { algorithm: 'rsa' }, '400 malformed-request'],
    ['of an algorithm that is not there', { algorithm: 'sm2-sm3' }, '422 algorithm-unavailable'],
  ])('is not made over a digest %s', async (_, changes, refusal) => {
    const { certificateNumber } = await issue();
    expect(await ask(certificateNumber, changes)).toBe(refusal);
  });

  test('is not made long after the issue, nor after the end, nor after a revocation', async () => {
    const late = await issue();
    time += signableFor + 1;
    expect(await ask(late.certificateNumber)).toBe('422 too-late');
    time = late.expiresAt * 1000;
    expect(await ask(late.certificateNumber)).toBe('422 expired');
    const { certificateNumber } = await issue();
    await platform.administration.revokeCertificate(certificateNumber, 'a test');
    expect(await ask(certificateNumber)).toBe('422 revoked');
  });

  test('is made with the key of the claims when the department has changed its key since', async () => {
    const { certificateNumber, issuedAt } = await issue();
    await platform.administration.rotateKeys(department);
    time += 10_000;
    const digest = randomBytes(32);
    const cms = Buffer.from(
      await ask(certificateNumber, { digest: digest.toString('base64url') }),
      'base64url',
    );
    const trust = { rootKey: platform.rootKey, keySet: await keySetNow() };
    expect(verifySignatureAt(cms, digest, issuedAt * 1000, trust).outcome).toBe('good');
  });

  test('is not made with a key that was ended since the issue', async () => {
    const { certificateNumber } = await issue();
    const [key] = (await keySetNow()).keys
      .filter((known) => known.department === department && known.notAfter > time)
      .toSorted((one, other) => other.notBefore - one.notBefore);
    if (!key) throw new Error('no key');
    await platform.administration.revokeKey(key.keyId);
    time += 1_000;
    expect(await ask(certificateNumber)).toBe('422 revoked');
  });

  test('and the root’s certificate are the same after a restart', async () => {
    const { certificateNumber } = await issue();
    const digest = anyDigest();
    const { kiosk: former } = platform;
    const first = await ask(certificateNumber, { digest });
    const root = await rootCertificateNow();
    await platform.close();
    platform = await start();
    expect((await rootCertificateNow()).raw).toEqual(root.raw);
    const restarted = createTestKiosk(platform, () => time, former);
    expect(await ask(certificateNumber, { digest, kiosk: restarted })).toBe(first);
  });
});

describe('the root’s certificate', () => {
  test('is of the pinned key, and not younger than any key under it', async () => {
    const root = await rootCertificateNow();
    expect(root.ca).toBe(true);
    expect(root.publicKey.equals(createPublicKey({ key: { ...platform.rootKey }, format: 'jwk' }))).toBe(
      true,
    );
    expect(root.verify(root.publicKey)).toBe(true);
    const first = Math.min(...(await keySetNow()).keys.map(({ notBefore }) => notBefore));
    expect(Date.parse(root.validFrom)).toBeLessThanOrEqual(first);
    expect(Date.parse(root.validTo)).toBeGreaterThan(time + 19 * 365 * day);
  });
});
