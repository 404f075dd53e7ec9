import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeCoseSign1 } from '../../../platform/contract/certificate/cose-sign1.ts';
import { decodeClaims } from '../../../platform/contract/certificate/claims-encoding.ts';
import type { CertificateClaims } from '../../../platform/contract/certificate/claims.ts';
import { signCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import { createRandom } from '../../helpers/fuzz-effort.ts';
import { altered, codeOf, forged, noiseCode } from '../../helpers/spoiled-certificates.ts';
import { createVerificationWorld, type VerificationWorld } from './verification-world.ts';

let world: VerificationWorld;
let genuine: Uint8Array;
let claims: CertificateClaims;
let revoked: Uint8Array;

const claimsOf = (certificate: Uint8Array): CertificateClaims => {
  const decoded = decodeClaims(decodeCoseSign1(certificate)?.payload ?? new Uint8Array());
  if (decoded.outcome !== 'decoded') throw new Error(decoded.outcome);
  return decoded.claims;
};
const keyIdOf = (certificate: Uint8Array): string => decodeCoseSign1(certificate)?.keyId ?? '';
const forger = {
  keyId: 'forger-1',
  privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
};

beforeAll(async () => {
  world = await createVerificationWorld();
  genuine = await world.issue();
  claims = claimsOf(genuine);
  revoked = await world.issue();
  expect(await world.documents.refresh()).toMatchObject({ ok: true });
});
afterAll(() => world.close());

const places = [
  'kiosk, scanned',
  'yizhan verify, by what the kiosk keeps',
  'yizhan verify, asking the platform',
  'platform',
] as const;

/** The same word in every place; before printing, the literal reason instead. */
const said = (outcome: string, beforePrinting = outcome) => ({
  ...Object.fromEntries(places.map((place) => [place, outcome])),
  'kiosk, before printing': beforePrinting,
});

describe('in every place that verifies', () => {
  test('a certificate that the department has issued is genuine', async () => {
    expect(await world.everywhere(codeOf(genuine))).toEqual(said('genuine'));
  });

  const spoiled: [string, string, string, () => string][] = [
    [
      'an altered one',
      'altered',
      'bad-signature',
      () => codeOf(altered(genuine, { ...claims, facts: { ...claims.facts, result: '有' } })),
    ],
    [
      'one forged in the name of the department',
      'altered',
      'bad-signature',
      () => codeOf(forged(claims, keyIdOf(genuine), forger)),
    ],
    [
      'one signed by nobody who is known',
      'unknown-issuer',
      'unknown-key',
      () => codeOf(signCertificate(claims, forger)),
    ],
    ['one that has expired', 'expired', 'expired', () => codeOf(world.expired)],
    ['half of one', 'malformed', 'malformed', () => codeOf(genuine).slice(0, 200)],
    ['three kilobytes of noise', 'malformed', 'malformed', () => noiseCode(createRandom())],
    ['an advertisement', 'not-a-certificate', 'malformed', () => 'https://example.org/a?b=c'],
    ['one of a later form', 'unknown-version', 'malformed', () => codeOf(genuine).replace('YZ1', 'YZ2')],
  ];
  test.each(spoiled)('%s is refused as %s', async (_what, outcome, reason, code) => {
    expect(await world.everywhere(code())).toEqual(said(outcome, reason));
  });

  test('a revoked one is refused from the revocation on, where the platform is asked at once', async () => {
    const code = codeOf(revoked);
    const { certificateNumber } = claimsOf(revoked);
    expect(await world.everywhere(code)).toEqual(said('genuine'));

    expect(await world.platform.administration.revokeCertificate(certificateNumber, 'issued-in-error')).toBe(
      true,
    );
    expect(await world.everywhere(code)).toEqual({
      ...said('genuine'),
      'yizhan verify, asking the platform': 'revoked',
      platform: 'revoked',
    });
    await world.documents.refresh();
    expect(await world.everywhere(code)).toEqual(said('revoked'));
    const { revokedAt } = await world.atPlatform(code);
    expect(Math.abs(Date.now() - (revokedAt ?? 0))).toBeLessThan(60_000);
  });
});

describe('the kiosk', () => {
  test('writes down each verification, by its number alone', async () => {
    const entries = world.database
      .read(({ audit }) => Array.from({ length: audit.head().sequence }, (_, index) => audit.find(index + 1)))
      .filter((entry) => entry?.action === 'certificate.verified');
    expect(entries.length).toBeGreaterThan(8);
    const { certificateNumber } = claims;
    expect(entries[0]).toMatchObject({
      actorPseudonym: null,
      subject: certificateNumber,
    });
    const written = JSON.stringify(entries);
    expect(entries.filter((entry) => entry?.details.includes('"outcome":"revoked"'))).toHaveLength(1);
    for (const secret of [claims.holder.name, claims.holder.idNumber, ...Object.values(claims.facts)]) {
      if (secret.length > 1) expect(written).not.toContain(secret);
    }
  });
});
