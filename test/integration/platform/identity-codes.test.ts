import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAdministrationCommand } from '../../../platform/admin/administration-commands.ts';
import { problemSchema, signedKeySetSchema } from '../../../platform/contract/api.ts';
import { kioskAudience } from '../../../platform/contract/identity-code/claims.ts';
import { codeRedemptionReplySchema } from '../../../platform/contract/identity-code/redemption.ts';
import { verifyIdentityCode } from '../../../platform/contract/identity-code/signed-code.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import type { CodeWish } from '../../../platform/identity-codes/city-app.ts';
import {
  purgeIdentityCodes,
  redeemCode,
  registerCode,
} from '../../../platform/identity-codes/code-register.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { startTestPlatform, type TestKiosk, type TestPlatform, testNow } from '../../helpers/platform.ts';
import { jsonRequest } from '../../helpers/platform-kiosk.ts';

const adminToken = 'an-administrator-s-token-of-a-test-0123456789';
const { idNumber, name, sex } = demonstrationResident;
let time = testNow;
let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform({ adminToken, cityApp: true, clock: { now: () => time } });
});
afterAll(() => platform.close());

const keySetNow = async () => {
  const { jws } = signedKeySetSchema.parse((await platform.unsigned.get('/v1/keys')).body);
  const opened = await verifyKeySet(jws, platform.rootKey);
  if (opened.outcome !== 'genuine') throw new Error(opened.outcome);
  return opened.keySet;
};

const verify = async (code: string) =>
  verifyIdentityCode(code, {
    identityKeys: (await keySetNow()).identityKeys,
    now: time,
    audience: kioskAudience,
  });

/** A fresh code, as a kiosk that has verified it names it. */
const showCode = async (wish: Partial<CodeWish> = {}) => {
  const issued = await platform.cityApp?.issueCode({ idNumber, ...wish });
  const verified = await verify(issued?.code ?? '');
  if (verified.outcome !== 'genuine') throw new Error(verified.outcome);
  return { redemptionId: randomUUID(), codeId: verified.claims.id, keyId: verified.keyId };
};

const redeem = async (body: unknown, kiosk: TestKiosk = platform.kiosk) => {
  const answer = await kiosk.exchange(jsonRequest('POST', '/v1/identity-codes/redemptions', body));
  return answer.status === 200
    ? codeRedemptionReplySchema.parse(answer.body)
    : `${answer.status} ${problemSchema.parse(answer.body).reason}`;
};

describe('the city’s app of the demonstration', () => {
  test('gives a code that the published key verifies, of whom the registers know', async () => {
    const issued = await platform.cityApp?.issueCode({ idNumber });
    expect(issued?.expiresAt).toBe(testNow + 60_000);
    expect(await verify(issued?.code ?? '')).toMatchObject({
      outcome: 'genuine',
      claims: { issuer: 'city-app', holder: { name, sex, idNumber } },
    });
    expect(await platform.cityApp?.issueCode({ idNumber: '430199190001010002' })).toBeUndefined();
  });

  test('signs with a key of its own, which is published apart from those of departments', async () => {
    const { keys, answerKeys, identityKeys } = await keySetNow();
    expect(identityKeys).toMatchObject([{ issuer: 'city-app', algorithm: 'ES256' }]);
    const others = [...keys, ...answerKeys].map(({ keyId }) => keyId);
    expect(others).not.toContain(identityKeys[0]?.keyId);
    expect(keys.map(({ department }) => department)).not.toContain('city-app');
  });

  test('shows old screenshots and codes for another place where somebody wants to see them', async () => {
    const old = await platform.cityApp?.issueCode({ idNumber, age: 90 });
    expect(await verify(old?.code ?? '')).toEqual({ outcome: 'expired' });
    const bus = await platform.cityApp?.issueCode({ idNumber, audience: 'bus-gate' });
    expect(await verify(bus?.code ?? '')).toEqual({ outcome: 'wrong-audience' });
  });

  test('is asked on the command line, and the administration’s log names no resident', async () => {
    const address = { url: platform.url, token: adminToken };
    const { result, note } = await runAdministrationCommand(address, { command: 'identity-code', idNumber });
    expect(await verify(result)).toMatchObject({ outcome: 'genuine', claims: { holder: { idNumber } } });
    expect(note).toContain(new Date(testNow + 60_000).toISOString());
    const [entry] = await platform.administration.auditTrail();
    expect(entry).toMatchObject({ act: 'issue-identity-code', subject: 'city-app' });
    expect(JSON.stringify(entry)).not.toContain(idNumber);
  });

  test('has a next key when it is rotated; codes under the one before go on until it is ended', async () => {
    const before = await platform.cityApp?.issueCode({ idNumber });
    const [present] = (await keySetNow()).identityKeys;
    const next = await platform.administration.rotateKeys('city-app');
    const after = await platform.cityApp?.issueCode({ idNumber });
    expect(await verify(before?.code ?? '')).toMatchObject({ outcome: 'genuine', keyId: present?.keyId });
    expect(await verify(after?.code ?? '')).toMatchObject({ outcome: 'genuine', keyId: next });
    expect(await platform.administration.revokeKey(next ?? '')).toBe(true);
    expect(await verify(after?.code ?? '')).toEqual({ outcome: 'unknown-key' });
  });
});

describe('a platform that plays no app', () => {
  test('gives out no codes, but its kiosks know the key', async () => {
    const city = await startTestPlatform({ adminToken });
    try {
      expect(city.cityApp).toBeNull();
      const address = { url: city.url, token: adminToken };
      const asked = runAdministrationCommand(address, { command: 'identity-code', idNumber });
      await expect(asked).rejects.toThrow('404');
      expect(await city.administration.auditTrail()).toEqual(
        expect.not.arrayContaining([expect.objectContaining({ act: 'issue-identity-code' })]),
      );
    } finally {
      await city.close();
    }
  });
});

describe('a redemption', () => {
  test('is for the first who asks; the others are told that the code was used', async () => {
    const code = await showCode();
    const another = await platform.enrolKiosk();
    expect(await redeem(code)).toEqual({ redeemedAt: time });
    expect(await redeem({ ...code, redemptionId: randomUUID() })).toBe('409 code-used');
    expect(await redeem({ ...code, redemptionId: randomUUID() }, another)).toBe('409 code-used');
    expect(await redeem(code, another)).toBe('409 code-used');
  });

  test('that comes again after a lost answer gets the first one again', async () => {
    const code = await showCode();
    const first = await redeem(code);
    time += 45_000;
    expect(await redeem({ ...code, redemptionId: code.redemptionId.toUpperCase() })).toEqual(first);
    time -= 45_000;
  });

  test('by eight kiosks at once succeeds once', async () => {
    const code = await showCode();
    const kiosks = await Promise.all(Array.from({ length: 8 }, () => platform.enrolKiosk()));
    const answers = await Promise.all(
      kiosks.map((kiosk) => redeem({ ...code, redemptionId: randomUUID() }, kiosk)),
    );
    expect(answers.filter((answer) => typeof answer !== 'string')).toHaveLength(1);
    expect(answers.filter((answer) => answer === '409 code-used')).toHaveLength(7);
  });

  test('of what nobody gave out, or not under this key, is refused', async () => {
    const code = await showCode();
    expect(await redeem({ ...code, codeId: 'q83vEjRWeJq83vEjRWeJqw' })).toBe('422 code-unknown');
    expect(await redeem({ ...code, keyId: 'city-app-00000000' })).toBe('422 code-unknown');
    expect(await redeem(code)).toEqual({ redeemedAt: time });
  });

  test('may come half a minute after the code’s end, and no later', async () => {
    const [inTime, tooLate] = [await showCode(), await showCode()];
    time += 60_000 + 29_999;
    expect(await redeem(inTime)).toEqual({ redeemedAt: time });
    time += 1;
    expect(await redeem(tooLate)).toBe('422 code-expired');
    time = testNow;
  });

  test('has to fit the contract and to be signed', async () => {
    const code = await showCode();
    expect(await redeem({ ...code, holder: name })).toBe('400 malformed-request');
    expect(await redeem({ ...code, codeId: 'q83vEjRWeJq83vEjRWeJqx' })).toBe('400 malformed-request');
    expect(await redeem({ ...code, redemptionId: '1' })).toBe('400 malformed-request');
    const unsigned = await platform.unsigned.post('/v1/identity-codes/redemptions', code);
    expect([unsigned.status, problemSchema.parse(unsigned.body).reason]).toEqual([401, 'signature-missing']);
  });
});

describe('what is kept of codes', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore('memory');
  });
  afterAll(() => store.close());

  const code = { codeId: 'q83vEjRWeJq83vEjRWeJqw', keyId: 'city-app-1', expiresAt: testNow };

  test('tells neither the code nor whose it was, and goes an hour after its end', async () => {
    const { database } = store;
    await registerCode(database, code);
    const redemption = { redemptionId: randomUUID(), codeId: code.codeId, keyId: code.keyId };
    expect(await redeemCode(database, testNow - 1, 'K-0000000001', redemption)).toEqual({
      outcome: 'redeemed',
      redeemedAt: testNow - 1,
    });
    const { rows } = await sql`SELECT * FROM identity_codes`.execute(database);
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual([
      'code_hash',
      'expires_at',
      'key_id',
      'kiosk_id',
      'redeemed_at',
      'redemption_id',
    ]);
    expect(JSON.stringify(rows)).not.toContain(code.codeId);
    await purgeIdentityCodes(database, testNow + 3_600_000);
    expect(await redeemCode(database, testNow, 'K-0000000001', redemption)).toMatchObject({
      outcome: 'redeemed',
    });
    await purgeIdentityCodes(database, testNow + 3_600_001);
    expect(await redeemCode(database, testNow, 'K-0000000001', redemption)).toEqual({
      outcome: 'refused',
      reason: 'code-unknown',
    });
  });
});
