import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { createHttpTransport, type HttpTransport } from '../../../electron/sync/trust/http-transport.ts';
import { createPlatformTime } from '../../../electron/sync/trust/platform-time.ts';
import { createSignedExchange } from '../../../electron/sync/trust/signed-exchange.ts';
import { signedKeySetSchema } from '../../../platform/contract/api.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import { startTestPlatform, type TestPlatform } from '../../helpers/platform.ts';

type Sent = Parameters<HttpTransport['send']>[0];

let platform: TestPlatform;
let transport: HttpTransport;
let revocations = 0;

beforeAll(async () => {
  platform = await startTestPlatform();
  transport = createHttpTransport({ clock: systemClock, timeoutMilliseconds: 5_000 });
});
beforeEach(() => {
  revocations = 0;
});
afterAll(async () => {
  transport.close();
  await platform.close();
});

/** A kiosk whose requests somebody on the line alters after they were signed. */
const kioskBehind = async (alter: (sent: Sent) => Sent) => {
  const { jws } = signedKeySetSchema.parse(await (await fetch(`${platform.url}/v1/keys`)).json());
  const opened = await verifyKeySet(jws, platform.rootKey);
  if (opened.outcome !== 'genuine') throw new Error(opened.outcome);
  const { answerKeys } = opened.keySet;
  return createSignedExchange({
    url: platform.url,
    transport: { ...transport, send: (sent) => transport.send(alter(sent)) },
    signer: {
      signingKeys: () => [platform.kiosk.key],
      accepted: () => undefined,
      revoked: () => {
        revocations += 1;
      },
    },
    keys: { current: () => answerKeys, refresh: async () => undefined },
    platformTime: createPlatformTime({ clock: systemClock, kept: null }),
    randomBytes,
  });
};

const submission = {
  method: 'POST',
  path: 'v1/submissions',
  body: { type: 'application/json', content: '{"messages":[{}]}' },
} as const;

describe('what the platform says of a request that was altered on the line', () => {
  test.each<[string, (sent: Sent) => Sent]>([
    [
      'another type of content',
      (sent) => ({ ...sent, headers: { ...sent.headers, 'content-type': 'text/plain' } }),
    ],
    ['another address', (sent) => ({ ...sent, url: new URL('/v1/nowhere', sent.url) })],
    [
      'an open address',
      (sent) => ({ ...sent, method: 'GET', url: new URL('/v1/health', sent.url), body: null }),
    ],
    ['a body that is far too large', (sent) => ({ ...sent, body: Buffer.alloc(6 * 1024 * 1024, 0x20) })],
  ])('is not taken for an answer to what was sent: %s', async (_what, alter) => {
    const kiosk = await kioskBehind(alter);
    const outcome = await kiosk.send(submission);
    // A connection that is closed over the large body says no more than silence.
    expect(['not-genuine', 'unreachable']).toContain(outcome.outcome);
  });

  test('does not revoke a kiosk in the name of another', async () => {
    const lost = await platform.enrolKiosk();
    await platform.administration.revokeKiosk(lost.kioskId, 'stolen');
    const kiosk = await kioskBehind((sent) => ({
      ...sent,
      headers: {
        ...sent.headers,
        'signature-input': (sent.headers['signature-input'] ?? '').replace(
          platform.kiosk.key.keyId,
          lost.key.keyId,
        ),
      },
    }));
    expect(await kiosk.send(submission)).toMatchObject({ problem: { reason: 'signature-invalid' } });
    expect(revocations).toBe(0);
  });

  test('is believed where nothing was altered', async () => {
    const kiosk = await kioskBehind((sent) => sent);
    expect(await kiosk.send(submission)).toMatchObject({ outcome: 'answered', problem: null });
  });
});
