import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIdentifyByCode } from '../../../../electron/core/identity/by-code/identify-by-code.ts';
import type { CodeRedemption } from '../../../../electron/core/identity/by-code/redeem-code.ts';
import { createUsedCodes } from '../../../../electron/core/identity/by-code/used-codes.ts';
import type { PlatformTimeBasis } from '../../../../electron/sync/trust/platform-time.ts';
import type { IdentityClaims } from '../../../../platform/contract/identity-code/claims.ts';
import { signIdentityCode } from '../../../../platform/contract/identity-code/signed-code.ts';
import { idOf, openTestDatabase, pseudonymOf, type TestDatabase } from '../../../helpers/database.ts';
import { codeIssuedAt, createIdentityKey, identityClaims } from '../../../helpers/identity-code.ts';
import { createTestJournal, silentLog } from '../../../helpers/journal.ts';

const { signer, published } = await createIdentityKey();
const stranger = await createIdentityKey();

const visitId = idOf(1);
let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  database.commit(({ visits }) => visits.begin({ id: visitId, locale: 'zh-CN', elderMode: false }));
});
afterEach(() => database.dispose());

let codes = 0;
/** The text of a code that nobody has shown before. */
const codeOf = (changes: Partial<IdentityClaims> = {}, by = signer): string => {
  const id = Buffer.alloc(16);
  codes += 1;
  id.writeUInt32BE(codes);
  return signIdentityCode(identityClaims({ id: id.toString('base64url'), ...changes }), by);
};

interface Circumstances {
  /** Since the code's issue, milliseconds. */
  readonly after?: number;
  readonly basis?: PlatformTimeBasis;
  readonly redemption?: CodeRedemption;
}

const redeemed: CodeRedemption = { outcome: 'redeemed' };

const show = (
  code: string,
  { after = 10_000, basis = 'platform', redemption = redeemed }: Circumstances = {},
) =>
  createIdentifyByCode({
    identityKeys: () => [published],
    platformTime: { now: () => codeIssuedAt + after, basis: () => basis },
    take: createUsedCodes(database.current()),
    redeem: async () => redemption,
    journal: createTestJournal(database.current()),
    log: silentLog,
    pseudonymOf,
  })({ visitId, code });

const lastEntry = () => database.read(({ audit }) => audit.find(audit.head().sequence));
const visit = () => database.read(({ visits }) => visits.find(visitId));

describe('identifying by code', () => {
  it('takes the person at assurance level 1, and writes down by what, but not who', async () => {
    expect(await show(codeOf())).toEqual({
      ok: true,
      person: {
        name: '林晓岚',
        sex: '女',
        idNumber: '430199195803120429',
        assuranceLevel: 1,
        method: 'qr-identity',
        pseudonym: pseudonymOf('430199195803120429'),
      },
      photo: null,
    });
    expect(visit()).toMatchObject({ identifiedBy: 'qr-identity', assuranceLevel: 1 });
    expect(JSON.parse(lastEntry()?.details ?? '')).toEqual({
      codeKey: published.keyId,
      redemption: 'redeemed',
      method: 'qr-identity',
      assuranceLevel: 1,
    });
    expect(JSON.stringify([visit(), lastEntry()])).not.toMatch(/林晓岚|430199195803120429/);
  });

  it('knows the person again who lays the card afterwards', async () => {
    await show(codeOf());
    const journal = createTestJournal(database.current());
    const pseudonym = pseudonymOf('430199195803120429');
    expect(journal.identified(visitId, { pseudonym, method: 'id-card', assuranceLevel: 2 })).toEqual({
      ok: true,
    });
  });

  it.each([
    ['an advertisement', 'https://example.org/', {}, 'code-unknown', 'not-an-identity-code'],
    ['a certificate', 'YZ1:ABCDEF', {}, 'code-unknown', 'not-an-identity-code'],
    ['noise after the mark', 'YZI1:%%%%', {}, 'code-unreadable', 'malformed'],
    ['three kilobytes of noise', 'Q%7'.repeat(1_000), {}, 'code-unknown', 'not-an-identity-code'],
    [
      'three kilobytes of noise after the mark',
      `YZI1:${'Q%7'.repeat(1_000)}`,
      {},
      'code-unreadable',
      'malformed',
    ],
    ['an unknown key', codeOf({}, stranger.signer), {}, 'code-unknown', 'unknown-key'],
    [
      'a forgery',
      codeOf({}, { ...stranger.signer, keyId: signer.keyId }),
      {},
      'code-unknown',
      'bad-signature',
    ],
    ['a code for the bus', codeOf({ audience: 'bus-gate' }), {}, 'code-for-another', 'wrong-audience'],
    [
      'a code of an hour',
      codeOf({ expiresAt: codeIssuedAt / 1000 + 3_600 }),
      {},
      'code-unknown',
      'lives-too-long',
    ],
    ['an old screenshot', codeOf(), { after: 60_000 }, 'code-expired', 'expired'],
    [
      'an old screenshot, by the machine’s clock',
      codeOf(),
      { after: 60_000, basis: 'local-clock' },
      'code-expired',
      'expired',
    ],
    [
      'an old code by a clock that is not believed',
      codeOf(),
      { after: 60_000, basis: 'local-clock-not-believed' },
      'code-clock',
      'expired',
    ],
    ['a code from the future', codeOf(), { after: -30_001 }, 'code-clock', 'not-yet-valid'],
    [
      'a fresh code without a line by a clock that is not believed',
      codeOf(),
      { basis: 'local-clock-not-believed', redemption: { outcome: 'offline' } },
      'code-clock',
      'clock-not-believed',
    ],
    [
      'a code that another kiosk has taken',
      codeOf(),
      { redemption: { outcome: 'refused', problem: 'code-used', reason: 'code-used' } },
      'code-used',
      'code-used',
    ],
    [
      'a code that the platform does not know',
      codeOf(),
      { redemption: { outcome: 'refused', problem: 'code-refused', reason: 'code-unknown' } },
      'code-refused',
      'code-unknown',
    ],
    [
      'a child of 15 that comes alone',
      codeOf({ holder: { name: '林小', sex: '男', idNumber: '43019920110101001X' } }),
      {},
      'guardian-needed',
      'guardian-needed',
    ],
    [
      'an id number that tells no birth date',
      codeOf({ holder: { name: '林小', sex: '男', idNumber: 'A43019920110101' } }),
      {},
      'code-refused',
      'birth-date-unknown',
    ],
  ] as const)('refuses %s', async (_what, code, circumstances: Circumstances, problem, reason) => {
    expect(await show(code, circumstances)).toEqual({ ok: false, problem, staffCode: reason });
    expect(lastEntry()).toMatchObject({ action: 'visit.identity-refused', reason });
    expect(visit()?.identifiedBy).toBeNull();
  });

  it.each(['offline', 'unanswered'] as const)(
    'goes on without the platform, and says so: %s',
    async (outcome) => {
      expect(await show(codeOf(), { redemption: { outcome } })).toMatchObject({ ok: true });
      expect(JSON.parse(lastEntry()?.details ?? '')).toMatchObject({ redemption: outcome });
    },
  );

  it('rests on the platform’s word where the own clock is not believed', async () => {
    expect(await show(codeOf(), { basis: 'local-clock-not-believed' })).toMatchObject({ ok: true });
  });

  it('takes the same code once, also after the core has died and come back within the minute', async () => {
    const code = codeOf();
    const offline: Circumstances = { redemption: { outcome: 'offline' } };
    expect(await show(code, offline)).toMatchObject({ ok: true });
    const again = { ok: false, problem: 'code-used', staffCode: 'code-used-here' };
    expect(await show(code, offline)).toEqual(again);
    database.reopen();
    expect(await show(code, { ...offline, after: 59_000 })).toEqual(again);
  });

  it('does not take a code again when the clock, having been ahead, is set back', async () => {
    const code = codeOf();
    expect(await show(code)).toMatchObject({ ok: true });
    expect(await show(codeOf(), { after: 1_800_000 })).toMatchObject({ problem: 'code-expired' });
    const later = codeOf({ issuedAt: codeIssuedAt / 1000 + 1_800, expiresAt: codeIssuedAt / 1000 + 1_860 });
    expect(await show(later, { after: 1_810_000 })).toMatchObject({ ok: true });
    expect(await show(code, { after: 20_000 })).toMatchObject({ problem: 'code-used' });
  });

  it('takes nobody whom it cannot write down', async () => {
    const full = { transaction: () => ({ ok: false, reason: 'disk-full', detail: '' }) as const };
    const identify = createIdentifyByCode({
      identityKeys: () => [published],
      platformTime: { now: () => codeIssuedAt, basis: () => 'platform' },
      take: createUsedCodes(full),
      redeem: async () => redeemed,
      journal: createTestJournal(database.current()),
      log: silentLog,
      pseudonymOf,
    });
    expect(await identify({ visitId, code: codeOf() })).toEqual({
      ok: false,
      problem: 'could-not-record',
      staffCode: 'disk-full',
    });
  });
});
