import { describe, expect, it } from 'vitest';
import { createPlatformSigner } from '../../../electron/core/certificates/signing/platform-signer.ts';
import type { PlatformClient } from '../../../electron/sync/platform-client.ts';

type Reply = Awaited<ReturnType<PlatformClient['signDocument']>>;

const request = {
  certificateNumber: 'ZF20261120-7K3M9QXAB2',
  algorithm: 'ecdsa-p256-sha256',
  digest: new Uint8Array(32).fill(255),
} as const;

/** Asks once, of a platform that answers so. */
const signWith = async (reply: Reply) => {
  const asked: unknown[] = [];
  const line: boolean[] = [];
  const signer = createPlatformSigner({
    client: {
      signDocument: async (...parameters) => {
        asked.push(parameters);
        return reply;
      },
    },
    onLine: (reachable) => line.push(reachable),
  });
  return { signed: await signer.sign(request), asked, line };
};

describe('the department’s signer over the line', () => {
  it('sends the digest and nothing of the document, and gives back the bytes of the signature', async () => {
    const { signed, asked, line } = await signWith({ ok: true, value: { signature: 'MII_-w' } });
    expect(signed).toEqual({ ok: true, signature: Uint8Array.from([0x30, 0x82, 0x3f, 0xfb]) });
    expect(asked).toEqual([
      [
        'ZF20261120-7K3M9QXAB2',
        { algorithm: 'ecdsa-p256-sha256', digest: '__________________________________________8' },
      ],
    ]);
    expect(line).toEqual([true]);
  });

  it.each<[string, Reply, string, boolean]>([
    [
      'nobody answers',
      { ok: false, reason: 'unreachable', detail: 'TimeoutError' },
      'unreachable TimeoutError',
      false,
    ],
    [
      'somebody else answers',
      { ok: false, reason: 'not-genuine', detail: 'bad-signature' },
      'answer-not-genuine bad-signature',
      false,
    ],
    ['it is busy', { ok: false, reason: 'refused', problem: 'busy', detail: '' }, 'busy', true],
    [
      'it fails',
      { ok: false, reason: 'refused', problem: 'internal-error', detail: '' },
      'internal-error',
      true,
    ],
  ])('is not to be had now when %s', async (_, reply, detail, reachable) => {
    const { signed, line } = await signWith(reply);
    expect(signed).toEqual({ ok: false, reason: 'unavailable', detail });
    expect(line).toEqual([reachable]);
  });

  it.each([
    'not-found',
    'already-signed',
    'too-late',
    'revoked',
    'expired',
    'algorithm-unavailable',
    'kiosk-revoked',
  ] as const)('does not sign when the platform says %s', async (problem) => {
    const { signed } = await signWith({ ok: false, reason: 'refused', problem, detail: '' });
    expect(signed).toEqual({ ok: false, reason: 'refused', detail: problem });
  });

  it('does not sign when the platform’s own answer is not one of the contract', async () => {
    const { signed } = await signWith({ ok: false, reason: 'malformed-reply', detail: 'field signature' });
    expect(signed).toEqual({ ok: false, reason: 'refused', detail: 'malformed-reply field signature' });
  });
});
