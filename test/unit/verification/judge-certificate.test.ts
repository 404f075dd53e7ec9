import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { DepartmentKey } from '../../../platform/contract/api.ts';
import {
  certificateOutcomes,
  type CertificateJudgement,
  judgeCertificate,
  type Revocation,
} from '../../../platform/contract/certificate/judge-certificate.ts';
import { signCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import { verificationOutcomes } from '../../../electron/contract/verification-view.ts';
import { createRandom } from '../../helpers/fuzz-effort.ts';
import { createTestKey, housingClaims, type TestKey, testNow } from '../../helpers/platform.ts';
import { altered, codeOf, forged, noiseCode } from '../../helpers/spoiled-certificates.ts';

const day = 86_400_000;
let key: TestKey;
let other: TestKey;
let code: string;
/** Numbers that the judgement asked about. */
let asked: string[] = [];

beforeAll(async () => {
  key = await createTestKey();
  other = await createTestKey({ department: 'xiaoxiang-provident-fund' });
  code = codeOf(signCertificate(housingClaims(), key.signer));
});

const judge = (
  text: string,
  { now = testNow, keys = [key.published], revoked = null as Revocation | null } = {},
): Promise<CertificateJudgement> => {
  asked = [];
  return judgeCertificate(text, {
    keySet: { keys: keys as DepartmentKey[] },
    revocationOf: (number) => {
      asked.push(number);
      return revoked;
    },
    now,
  });
};

describe('the judgement on a certificate', () => {
  test('gives back what the department signed, and by which key', async () => {
    expect(await judge(code)).toEqual({
      outcome: 'genuine',
      claims: housingClaims(),
      keyId: key.signer.keyId,
      revocation: null,
    });
    expect(asked).toEqual([housingClaims().certificateNumber]);
  });

  test('is the same for a code that was copied with the space and the lines around it', async () => {
    const wrapped = `\uFEFF  ${code.slice(0, 60)}\r\n${code.slice(60)}\n\t`;
    expect((await judge(wrapped)).outcome).toBe('genuine');
  });

  test('says revoked before it says expired, and since when', async () => {
    const revoked = { revokedAt: testNow - 1_000 };
    const judgement = await judge(code, { now: testNow + 60 * day, revoked });
    expect(judgement).toMatchObject({ outcome: 'revoked', revocation: revoked });
  });

  test('says expired to the millisecond, and not yet valid beyond the tolerance of clocks', async () => {
    const end = testNow + 30 * day;
    expect((await judge(code, { now: end - 1 })).outcome).toBe('genuine');
    expect((await judge(code, { now: end })).outcome).toBe('expired');
    expect((await judge(code, { now: testNow - 301_000 })).outcome).toBe('not-yet-valid');
  });

  const spoiled: [string, string, string, () => string][] = [
    [
      'another result under the old signature',
      'altered',
      'bad-signature',
      () => codeOf(altered(signCertificate(housingClaims(), key.signer), housingClaims({ purpose: '贷款' }))),
    ],
    [
      'a forger in the name of the department',
      'altered',
      'bad-signature',
      () => codeOf(forged(housingClaims(), key.signer.keyId, other.signer)),
    ],
    [
      'a key that nobody published',
      'unknown-issuer',
      'unknown-key',
      () => codeOf(signCertificate(housingClaims(), other.signer)),
    ],
    ['a text cut short', 'malformed', 'malformed', () => code.slice(0, -20)],
    ['three kilobytes of noise', 'malformed', 'malformed', () => noiseCode(createRandom())],
    ['more than a code holds', 'malformed', 'too-large', () => `YZ1:${'0'.repeat(4_000)}`],
    ['an advertisement', 'not-a-certificate', 'not-a-certificate', () => 'https://example.org/'],
    ['nothing', 'not-a-certificate', 'not-a-certificate', () => ''],
    ['a form of the future', 'unknown-version', 'unknown-version', () => 'YZ2:BB8'],
  ];
  test.each(spoiled)(
    'refuses %s as %s (%s), and asks nobody about it',
    async (_what, outcome, reason, text) => {
      expect(await judge(text())).toEqual({ outcome, reason });
      expect(asked).toEqual([]);
    },
  );

  test('refuses what a department signed for another, or with a key that was not in use', async () => {
    const keys = [key.published, other.published];
    const foreign = codeOf(signCertificate(housingClaims(), other.signer));
    expect(await judge(foreign, { keys })).toEqual({ outcome: 'key-not-valid', reason: 'wrong-department' });
    const later = { ...key.published, notBefore: testNow + day };
    expect(await judge(code, { keys: [later] })).toEqual({
      outcome: 'key-not-valid',
      reason: 'key-not-valid-at-issue',
    });
  });

  test('never gives other claims than those signed, whatever becomes of the text', async () => {
    const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: code.length - 1 }),
        fc.constantFrom(...characters),
        fc.nat({ max: 3 }),
        async (at, character, removed) => {
          const text = code.slice(0, at) + character + code.slice(at + removed);
          const judgement = await judge(text);
          expect(certificateOutcomes).toContain(judgement.outcome);
          // The last bits of the compressed text mean nothing: a change there changes nothing.
          if ('claims' in judgement) expect(judgement.claims).toEqual(housingClaims());
        },
      ),
      { numRuns: 400 },
    );
  });

  test('never rejects for a text', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }).map((rest) => `YZ1:${rest}`),
      fc.stringMatching(/^YZ1:[0-9A-Z $%*+\-./:]*$/),
    );
    await fc.assert(
      fc.asyncProperty(text, async (one) => {
        expect('claims' in (await judge(one))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('has no outcome that the kiosk has no words for', () => {
    expect(verificationOutcomes).toEqual(expect.arrayContaining([...certificateOutcomes]));
  });
});
