import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { createIdentifyByCode } from '../../../electron/core/identity/by-code/identify-by-code.ts';
import { createRedeemCode } from '../../../electron/core/identity/by-code/redeem-code.ts';
import { createUsedCodes } from '../../../electron/core/identity/by-code/used-codes.ts';
import type { LineState } from '../../../electron/sync/line-monitor.ts';
import { createPlatformLink, type PlatformLink } from '../../../electron/sync/trust/platform-link.ts';
import { createPlatformTime } from '../../../electron/sync/trust/platform-time.ts';
import { createIdentityCodes, type IdentityCodes } from '../../../scripts/station/identity-codes.ts';
import { registeredResidents } from '../../../scripts/station/station-cards.ts';
import { idOf, openTestDatabase, pseudonymOf, type TestDatabase } from '../../helpers/database.ts';
import { createTestJournal, silentLog } from '../../helpers/journal.ts';
import { startTestPlatform, type TestPlatform } from '../../helpers/platform.ts';

/** Kiosks without screens in front of the real reference platform and the phones of the station. */

let platform: TestPlatform;
let phones: IdentityCodes;
beforeAll(async () => {
  platform = await startTestPlatform({ cityApp: true, residents: registeredResidents });
  phones = createIdentityCodes(platform, Date.now);
});
afterAll(() => platform.close());

interface Kiosk {
  readonly database: TestDatabase;
  line: LineState;
  show(code: string): ReturnType<ReturnType<typeof createIdentifyByCode>>;
  /** What the last entry of the audit log says beside the usual. */
  evidence(): unknown;
}

let visits = 0;
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A kiosk that has the key set and, unless told, a line. */
const openKiosk = async (): Promise<Kiosk> => {
  const { key } = await platform.enrolKiosk();
  const database = openTestDatabase();
  const platformTime = createPlatformTime({ clock: systemClock, kept: null });
  const link: PlatformLink = createPlatformLink({
    platform: { url: platform.url, rootKey: platform.rootKey, timeoutMilliseconds: 20_000 },
    signer: { signingKeys: () => [key], accepted: () => undefined, revoked: () => undefined },
    platformTime,
    clock: systemClock,
    randomBytes,
  });
  closers.push(link.close, database.dispose);
  expect(await link.keySet.refresh()).toMatchObject({ ok: true });
  const kiosk: Kiosk = {
    database,
    line: 'online',
    show: async (code) => {
      visits += 1;
      const visitId = idOf(visits);
      database.commit((unit) => unit.visits.begin({ id: visitId, locale: 'zh-CN', elderMode: false }));
      return createIdentifyByCode({
        identityKeys: () => link.keySet.keySet().identityKeys,
        platformTime,
        take: createUsedCodes(database.current()),
        redeem: createRedeemCode({
          client: link.client,
          line: { state: () => kiosk.line, observed: () => undefined },
          clock: systemClock,
          newRedemptionId: () => randomUUID(),
        }),
        journal: createTestJournal(database.current()),
        log: silentLog,
        pseudonymOf,
      })({ visitId, code });
    },
    evidence: () =>
      JSON.parse(database.read(({ audit }) => audit.find(audit.head().sequence))?.details ?? '{}'),
  };
  return kiosk;
};

const codeOf = async (...wish: Parameters<IdentityCodes['text']>): Promise<string> => {
  const text = await phones.text(...wish);
  if (text === undefined) throw new Error('the app knows nobody');
  return text;
};

describe('a resident with the city’s app', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });

  it.each(registeredResidents.map(({ idNumber }) => [idNumber]))(
    'is identified by a fresh code: %s',
    async (idNumber) => {
      const issued = await platform.cityApp?.issueCode({ idNumber });
      expect(await kiosk.show(issued?.code ?? '')).toMatchObject({
        ok: true,
        person: { idNumber, assuranceLevel: 1, method: 'qr-identity' },
      });
      expect(kiosk.evidence()).toMatchObject({ redemption: 'redeemed' });
    },
  );

  it.each([
    ['old-screenshot', 'code-expired'],
    ['for-another-place', 'code-for-another'],
    ['unknown-key', 'code-unknown'],
    ['noise', 'code-unknown'],
  ] as const)('is told what is wrong with the code: %s', async (kind, problem) => {
    expect(await kiosk.show(await codeOf('zhou-haifeng', kind))).toMatchObject({ ok: false, problem });
  });

  it('cannot be identified by the same code twice, at this kiosk or at another', async () => {
    const code = await codeOf('zhou-haifeng', 'fresh');
    expect(await kiosk.show(code)).toMatchObject({ ok: true });
    expect(await kiosk.show(code)).toMatchObject({ problem: 'code-used', staffCode: 'code-used-here' });
    const another = await openKiosk();
    expect(await another.show(code)).toMatchObject({ problem: 'code-used', staffCode: 'code-used' });
  });

  it('is identified without a line, which is written down, and once', async () => {
    kiosk.line = 'offline';
    const code = await codeOf('zhou-haifeng', 'fresh');
    expect(await kiosk.show(code)).toMatchObject({ ok: true });
    expect(kiosk.evidence()).toMatchObject({ redemption: 'offline' });
    kiosk.database.reopen();
    expect(await kiosk.show(code)).toMatchObject({ problem: 'code-used' });
  });
});
