import { CompactSign } from 'jose';
import type { StorageFailure } from '../../../db/storage-failure.ts';
import type { PlatformClient, PlatformFailure } from '../platform-client.ts';
import type { KioskIdentity } from './kiosk-identity.ts';
import type { PlatformTime } from './platform-time.ts';

export type RotateKeyOutcome =
  | { readonly outcome: 'changed'; readonly keyId: string }
  /** The present key goes on; the next one lies ready and is sent again the next time. */
  | { readonly outcome: 'not-changed'; readonly failure: PlatformFailure }
  | ({ readonly outcome: 'storage' } & StorageFailure);

/** Type of the proof (RFC 7515 §4.1.9; platform/contract/kiosks.ts). */
const proofType = 'yizhan-key-rotation+jws';

/**
 * Changes the kiosk's key: makes the next one and keeps it, hands its public half in under the present key's signature with
 * a proof by the next key that its private half is here, and lets it sign as soon as the platform says that it has it.
 *
 * A crash or a lost answer at any point leaves a kiosk that can talk: the platform takes the present key until the next one
 * has signed; both lie on the disk until the next one is in place; and the exchange tries the next one where the
 * present one is no longer known.
 */
export const rotateKey = async (options: {
  readonly identity: KioskIdentity;
  readonly client: Pick<PlatformClient, 'rotateKey'>;
  readonly platformTime: Pick<PlatformTime, 'now' | 'offset'>;
}): Promise<RotateKeyOutcome> => {
  const { identity, client, platformTime } = options;
  const next = identity.nextKey();
  if (!next.ok) return { outcome: 'storage', ...next };
  const { keyId, publicJwk, privateKey } = next.key;
  const ask = async () => {
    const claims = { kioskId: identity.kioskId, keyId, issuedAt: platformTime.now() };
    const proof = await new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'ES256', typ: proofType })
      .sign(privateKey);
    return client.rotateKey({ publicKey: publicJwk, proof });
  };
  const knewTheTime = platformTime.offset() !== null;
  const first = await ask();
  // The proof is dated. Where the platform's time was learned only from this refusal, the date was the wall clock's.
  const reply = first.ok || first.reason !== 'refused' || knewTheTime ? first : await ask();
  if (!reply.ok) return { outcome: 'not-changed', failure: reply };
  if (reply.value.keyId !== keyId) {
    return {
      outcome: 'not-changed',
      failure: { ok: false, reason: 'malformed-reply', detail: 'took another key' },
    };
  }
  const kept = identity.keepNextChain(reply.value.chain);
  if (!kept.ok && kept.reason === 'foreign') {
    const failure = { ok: false, reason: 'malformed-reply', detail: 'certificates of another key' } as const;
    return { outcome: 'not-changed', failure };
  }
  if (!kept.ok) return { outcome: 'storage', ...kept };
  identity.accepted(keyId);
  return { outcome: 'changed', keyId };
};
