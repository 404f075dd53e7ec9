import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema } from '../../../platform/contract/api.ts';
import { healthReportOf } from '../../helpers/health-report.ts';
import { housingRequest, startTestPlatform, type TestPlatform, testNow } from '../../helpers/platform.ts';
import {
  createKioskKey,
  createTestKiosk,
  jsonRequest,
  type PlainRequest,
  type PlatformAnswer,
  readGenuineAnswer,
  send,
} from '../../helpers/platform-kiosk.ts';
import { rate } from '../../helpers/platform-submissions.ts';

const adminToken = 'an-administrator-s-token-of-a-test-0123456789';
let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform({ adminToken, clock: { now: () => testNow } });
});
afterAll(() => platform.close());

const healthReport = () => healthReportOf({ reportedAt: testNow });

type Ask = (request: PlainRequest) => Promise<PlatformAnswer>;

const asKiosk: Ask = (request) => platform.kiosk.exchange(request);
const asAdministrator: Ask = async (request) => {
  const authorized = { ...request, headers: { ...request.headers, authorization: `Bearer ${adminToken}` } };
  return readGenuineAnswer(platform, await send(platform.url, authorized), authorized);
};
/** Enrolment is signed with the key that the request brings. */
const asStranger: Ask = async (request) => {
  const key = await createKioskKey();
  const body = JSON.parse(Buffer.from(request.body ?? []).toString()) as object;
  const stranger = createTestKiosk(platform, () => testNow, { kioskId: '', stationCode: 'QX-0007', key });
  return stranger.exchange(jsonRequest('POST', request.path, { publicKey: key.publicJwk, ...body }));
};

/** A good request for each route that takes text. */
const bodies: Record<string, { readonly ask: Ask; readonly path: string; readonly body: () => unknown }> = {
  certificates: { ask: asKiosk, path: '/v1/certificates', body: () => housingRequest() },
  submissions: {
    ask: asKiosk,
    path: '/v1/submissions',
    body: () => ({
      messages: [
        rate(),
        {
          kind: 'application',
          key: uuidv7(),
          receiptNumber: 'SL-QX-0007-20261120-7K3M9QXAB2',
          item: 'elderly-allowance',
          formVersion: 1,
          assuranceLevel: 2,
          filedAt: testNow,
          sealed: 'e30..AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA',
          materials: [{ materialId: uuidv7(), chunkDigests: ['A'.repeat(43)] }],
        },
      ],
    }),
  },
  library: {
    ask: asKiosk,
    path: '/v1/library/query',
    body: () => ({
      holder: housingRequest().holder,
      purpose: 'application-material',
      item: 'elderly-allowance',
      assuranceLevel: 2,
      consentedAt: testNow,
    }),
  },
  'next key': {
    ask: asKiosk,
    path: '/v1/kiosks/self/keys',
    body: () => ({ publicKey: platform.kiosk.key.publicJwk, proof: 'a.b.c' }),
  },
  health: { ask: asKiosk, path: '/v1/kiosks/self/health', body: healthReport },
  enrolment: {
    ask: asStranger,
    path: '/v1/enrolments',
    body: () => ({ code: 'AAAAA-BBBBB-CCCCC-DDDDD', stationCode: 'QX-0007', appVersion: '0.1.0' }),
  },
  'enrolment codes': {
    ask: asAdministrator,
    path: '/admin/v1/enrolment-codes',
    body: () => ({ stationCode: 'QX-0300' }),
  },
  'kiosk revocations': {
    ask: asAdministrator,
    path: '/admin/v1/kiosk-revocations',
    body: () => ({ kioskId: 'K-0000000000', reason: 'stolen' }),
  },
  'certificate revocations': {
    ask: asAdministrator,
    path: '/admin/v1/certificate-revocations',
    body: () => ({ certificateNumber: 'ZF20261120-7K3M9QXAB2', reason: 'error' }),
  },
};

/** Ways to all texts in a value, the names of fields left out. */
const textsIn = (value: unknown, path: readonly string[] = []): (readonly string[])[] => {
  if (typeof value === 'string') {
    return [path];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, part]) => textsIn(part, [...path, name]))
    : [];
};

const withText = (value: unknown, [name, ...rest]: readonly string[], text: string): unknown => {
  if (name === undefined) {
    return text;
  }
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[name] = withText(copy[name], rest, text);
  return copy;
};

const nasty = fc.oneof(
  fc.constantFrom(
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udfffy',
    '',
    ' ',
    '\u202e',
    "'; --",
    '\\u0000',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 50 }),
);

describe('text that no table can keep', () => {
  test.each([
    [
      'role of a device',
      { devices: [{ role: 'a\u0000', state: 'online', reasons: [], supplies: [] }] },
      'devices.0.role',
    ],
    [
      'reason',
      {
        devices: [
          {
            role: 'a',
            state: 'b',
            reasons: [{ code: '\ud800', severity: 'error', actor: 'staff' }],
            supplies: [],
          },
        ],
      },
      'devices.0.reasons.0.code',
    ],
    ['version', { appVersion: '\u0000' }, 'appVersion'],
  ])('is refused by field: %s', async (_, changes, field) => {
    const answer = await platform.post('/v1/kiosks/self/health', { ...healthReport(), ...changes });
    expect([answer.status, problemSchema.parse(answer.body).detail]).toEqual([
      400,
      `${field}: U+0000 or half a surrogate pair`,
    ]);
  });

  test('in one message of a batch is that message’s affair', async () => {
    const { body } = await platform.post('/v1/submissions', {
      messages: [{ ...rate(), subject: 'ZF\u0000\u0000\u0000\u0000\u0000\u0000' }, rate()],
    });
    expect(body).toMatchObject({
      results: [{ outcome: 'refused', reason: 'malformed-message' }, { outcome: 'received' }],
    });
  });

  test.each(Object.keys(bodies))(
    'does not break the platform, whatever it is and wherever it stands: %s',
    async (name) => {
      const { ask, path, body } = bodies[name] ?? expect.unreachable();
      await fc.assert(
        fc.asyncProperty(fc.nat(), nasty, async (place, text) => {
          const good = body();
          const texts = textsIn(good);
          const changed = withText(good, texts[place % texts.length] ?? [], text);
          const { status } = await ask(jsonRequest('POST', path, changed));
          expect(status).not.toBe(500);
        }),
        { numRuns: 40 },
      );
    },
  );

  test.each([
    (text: string) => `/v1/feed?after=${text}`,
    (text: string) => `/v1/feed?limit=${text}`,
    (text: string) => `/v1/materials/${text}`,
    (text: string) => `/v1/applications/${text}/course`,
    (text: string) => `/v1/certificates/${text}`,
  ])('nor in an address: %s', async (pathOf) => {
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => {
        const { status } = await platform.get(
          pathOf(encodeURIComponent(text.toWellFormed()).replaceAll("'", '%27')),
        );
        expect(status).not.toBe(500);
      }),
      { numRuns: 30 },
    );
  });
});
