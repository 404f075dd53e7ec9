import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { problemSchema } from '../../../platform/contract/api.ts';
import { enrolmentReplySchema } from '../../../platform/contract/kiosks.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { startTestPlatform, type TestPlatform, testNow } from '../../helpers/platform.ts';
import {
  createKioskKey,
  createTestKiosk,
  jsonRequest,
  type KioskKeyPair,
  type PlatformAnswer,
  type SigningChanges,
} from '../../helpers/platform-kiosk.ts';

const day = 86_400_000;
let time = testNow;
let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform({ clock: { now: () => time } });
});
afterAll(() => platform.close());
// Wrong codes are counted for ten minutes.
beforeEach(() => {
  time += 3_600_000;
});

interface Attempt {
  readonly code: string;
  readonly key: KioskKeyPair;
  readonly stationCode?: string;
  readonly signing?: SigningChanges;
}

const enrol = ({ code, key, stationCode = 'QX-0100', signing }: Attempt): Promise<PlatformAnswer> =>
  createTestKiosk(platform, () => time, { kioskId: '', stationCode, key }).exchange(
    jsonRequest('POST', '/v1/enrolments', {
      code,
      stationCode,
      publicKey: key.publicJwk,
      appVersion: '0.1.0',
    }),
    signing,
  );

const reasonOf = ({ body }: PlatformAnswer): string => problemSchema.parse(body).reason;

const kioskAndKey = ({ body }: PlatformAnswer): { kioskId: string; keyId: string } => {
  const { kioskId, keyId } = enrolmentReplySchema.parse(body);
  return { kioskId, keyId };
};

describe('a kiosk with an enrolment code', () => {
  test('becomes known under the thumbprint of its key, and may speak at once', async () => {
    const key = await createKioskKey();
    const answer = await enrol({ code: await platform.createEnrolmentCode('QX-0100'), key });
    const { kioskId, keyId } = enrolmentReplySchema.parse(answer.body);
    expect(keyId).toBe(key.keyId);
    const kiosk = createTestKiosk(platform, () => time, { kioskId, stationCode: 'QX-0100', key });
    expect((await kiosk.exchange({ method: 'GET', path: '/v1/feed' })).status).toBe(200);
    const known = await platform.administration.listKiosks();
    expect(known).toContainEqual(
      expect.objectContaining({ kioskId, stationCode: 'QX-0100', enrolledAt: time, revokedAt: null }),
    );
  });

  test('that asks again, because the answer was lost, gets the same reply, later too', async () => {
    const attempt = { code: await platform.createEnrolmentCode('QX-0100'), key: await createKioskKey() };
    const first = await enrol(attempt);
    time += 2 * day;
    // Its certificate may be another one of the same key.
    expect(kioskAndKey(await enrol(attempt))).toEqual(kioskAndKey(first));
  });

  test('that asks four times at once becomes one kiosk', async () => {
    const attempt = { code: await platform.createEnrolmentCode('QX-0101'), key: await createKioskKey() };
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => enrol({ ...attempt, stationCode: 'QX-0101' })),
    );
    expect(new Set(answers.map(({ body }) => enrolmentReplySchema.parse(body).kioskId)).size).toBe(1);
    const kiosks = await platform.administration.listKiosks();
    expect(kiosks.filter(({ stationCode }) => stationCode === 'QX-0101')).toHaveLength(1);
  });
});

describe('an enrolment code', () => {
  test('works for one key only', async () => {
    const code = await platform.createEnrolmentCode('QX-0100');
    await enrol({ code, key: await createKioskKey() });
    expect(reasonOf(await enrol({ code, key: await createKioskKey() }))).toBe('enrolment-code-invalid');
  });

  test('works for its station only, and is not used up by another', async () => {
    const attempt = { code: await platform.createEnrolmentCode('QX-0100'), key: await createKioskKey() };
    expect(reasonOf(await enrol({ ...attempt, stationCode: 'QX-0102' }))).toBe('station-mismatch');
    expect((await enrol(attempt)).status).toBe(200);
  });

  test('works for a day', async () => {
    const attempt = { code: await platform.createEnrolmentCode('QX-0100'), key: await createKioskKey() };
    time += day;
    expect(reasonOf(await enrol(attempt))).toBe('enrolment-code-invalid');
  });

  test('that was never made is refused', async () => {
    const answer = await enrol({ code: 'AAAAA-BBBBB-CCCCC-DDDDD', key: await createKioskKey() });
    expect(answer.status).toBe(403);
    expect(reasonOf(answer)).toBe('enrolment-code-invalid');
  });

  test('does not enrol a key that is a kiosk already', async () => {
    const code = await platform.createEnrolmentCode('QX-0100');
    expect(reasonOf(await enrol({ code, key: platform.kiosk.key }))).toBe('enrolment-code-invalid');
  });

  describe('that is wrong', () => {
    const guess = (key: KioskKeyPair, number: number) =>
      enrol({ code: `AAAAA-BBBBB-CCCCC-${`${number}`.padStart(5, '0')}`, key });

    test('ten times has its address wait; the right one is taken from there all the same', async () => {
      const key = await createKioskKey();
      const code = await platform.createEnrolmentCode('QX-0100');
      for (let number = 0; number < 10; number += 1) {
        expect(reasonOf(await guess(key, number))).toBe('enrolment-code-invalid');
      }
      expect(reasonOf(await guess(key, 10))).toBe('busy');
      expect((await enrol({ code, key })).status).toBe(200);
      time += 600_001;
      expect(reasonOf(await guess(await createKioskKey(), 11))).toBe('enrolment-code-invalid');
    });

    test('is counted by the address that a trusted proxy forwards, and by nothing that a stranger says', async () => {
      const behind = await startTestPlatform({
        clock: { now: () => time },
        trustedProxies: ['127.0.0.0/8'],
      });
      const guessFrom = async (to: TestPlatform, address: string): Promise<string> => {
        const key = await createKioskKey();
        const kiosk = createTestKiosk(to, () => time, { kioskId: '', stationCode: 'QX-0100', key });
        const body = { code: 'AAAAA-BBBBB-CCCCC-00000', stationCode: 'QX-0100', appVersion: '1' };
        const request = jsonRequest('POST', '/v1/enrolments', { ...body, publicKey: key.publicJwk });
        const forwarded = { ...request, headers: { ...request.headers, 'x-forwarded-for': address } };
        return reasonOf(await kiosk.exchange(forwarded));
      };
      try {
        for (let number = 0; number < 10; number += 1) {
          await guessFrom(behind, '198.51.100.7');
          await guessFrom(platform, `198.51.100.${number}`);
        }
        expect(await guessFrom(behind, '198.51.100.7')).toBe('busy');
        expect(await guessFrom(behind, '198.51.100.8')).toBe('enrolment-code-invalid');
        expect(await guessFrom(platform, '198.51.100.200')).toBe('busy');
      } finally {
        await behind.close();
      }
    });

    test('a hundred times from everywhere makes wrong ones slow, and the right one not', async () => {
      const clock = createFakeClock(time);
      const behind = await startTestPlatform({ clock, trustedProxies: ['127.0.0.1'] });
      const enrolFrom = async (address: string, code: string): Promise<number> => {
        const key = await createKioskKey();
        const kiosk = createTestKiosk(behind, clock.now, { kioskId: '', stationCode: 'QX-0100', key });
        const body = { code, stationCode: 'QX-0100', appVersion: '1', publicKey: key.publicJwk };
        const request = jsonRequest('POST', '/v1/enrolments', body);
        const forwarded = { ...request, headers: { ...request.headers, 'x-forwarded-for': address } };
        return (await kiosk.exchange(forwarded)).status;
      };
      const wrong = 'AAAAA-BBBBB-CCCCC-00000';
      try {
        for (let number = 0; number < 100; number += 1) {
          await enrolFrom(`198.51.100.${number % 50}`, wrong);
        }
        const before = clock.pending();
        const slow = enrolFrom('203.0.113.1', wrong);
        await expect.poll(() => clock.pending()).toBe(before + 1);
        expect(await enrolFrom('203.0.113.2', await behind.createEnrolmentCode('QX-0100'))).toBe(200);
        await clock.advance(1_000);
        expect(await slow).toBe(403);
      } finally {
        await behind.close();
      }
    });
  });
});

describe('an enrolment request', () => {
  test('without a signature is refused', async () => {
    const { publicJwk: publicKey } = await createKioskKey();
    const code = await platform.createEnrolmentCode('QX-0100');
    const request = { code, stationCode: 'QX-0100', publicKey, appVersion: '0.1.0' };
    const answer = await platform.unsigned.post('/v1/enrolments', request);
    expect([answer.status, reasonOf(answer)]).toEqual([401, 'signature-missing']);
  });

  test('signed with another key than the one it brings is refused', async () => {
    const attempt = { code: await platform.createEnrolmentCode('QX-0100'), key: await createKioskKey() };
    const other = await createKioskKey();
    expect(reasonOf(await enrol({ ...attempt, signing: { key: other } }))).toBe('signature-invalid');
    const disguised = { keyId: attempt.key.keyId, privateKey: other.privateKey };
    expect(reasonOf(await enrol({ ...attempt, signing: { key: disguised } }))).toBe('signature-invalid');
  });

  test('signed at another time is refused', async () => {
    const attempt = { code: await platform.createEnrolmentCode('QX-0100'), key: await createKioskKey() };
    const created = Math.floor(time / 1000) - 301;
    expect(reasonOf(await enrol({ ...attempt, signing: { created } }))).toBe('clock-skew');
  });

  test('with a key that is no point of the curve is refused', async () => {
    const key = await createKioskKey();
    const bent = { ...key, publicJwk: { ...key.publicJwk, y: key.publicJwk.x } };
    const answer = await enrol({ code: await platform.createEnrolmentCode('QX-0100'), key: bent });
    expect([answer.status, reasonOf(answer)]).toEqual([400, 'malformed-request']);
  });
});
