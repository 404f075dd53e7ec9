import { certificateStatusSchema, type KeySet, type PublicJwk } from '../../../platform/contract/api.ts';
import { publicKeyOf } from '../../../platform/contract/certificate/es256.ts';
import type { Revocation } from '../../../platform/contract/certificate/judge-certificate.ts';
import { signatureWindowSeconds, verifyAnswer } from '../../../platform/contract/http-signature/index.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import type { HttpTransport } from '../../sync/trust/http-transport.ts';
import { createOpenExchange } from '../../sync/trust/open-exchange.ts';
import { platformAddress } from '../../sync/trust/signed-exchange.ts';
import type { Surroundings } from '../surroundings.ts';
import { type GroundFailure, GroundLost, type GroundOutcome } from './verification-ground.ts';

const unreachable = (detail: string): GroundFailure => ({
  ok: false,
  reason: 'platform-unreachable',
  detail,
});
const notGenuine = (detail: string): GroundFailure => ({ ok: false, reason: 'platform-not-genuine', detail });

const notFound = 404;
const found = 200;

const jsonOf = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
};

/**
 * Keys and revocations as the platform has them now. The certificate itself stays here: the platform is asked for its keys
 * and for the status of a number, and what it answers counts only under its own signature, made just now.
 */
export const askPlatformForGround = async (options: {
  readonly url: URL;
  readonly rootKey: PublicJwk;
  readonly transport: HttpTransport;
  readonly clock: Surroundings['clock'];
}): Promise<GroundOutcome> => {
  const { url, rootKey, transport, clock } = options;
  const fetched = await createOpenExchange({ url: url.href, transport }).keySet();
  if (!fetched.ok) {
    const { reason, detail } = fetched;
    return reason === 'unreachable' ? unreachable(detail) : notGenuine(`key set: ${detail}`);
  }
  const verified = await verifyKeySet(fetched.value.jws, rootKey);
  if (verified.outcome !== 'genuine') return notGenuine(`key set: ${verified.outcome}`);
  const { keySet } = verified;

  const answerKey = (keyId: string) => {
    const key: KeySet['answerKeys'][number] | undefined = keySet.answerKeys.find(
      (known) => known.keyId === keyId,
    );
    return key && publicKeyOf(key);
  };
  const revocationOf = async (certificateNumber: string): Promise<Revocation | null> => {
    const address = platformAddress(url.href, `v1/certificates/${encodeURIComponent(certificateNumber)}`);
    const sent = await transport.send({
      method: 'GET',
      url: address,
      headers: { host: address.host, accept: 'application/json' },
      body: null,
    });
    if (sent.outcome !== 'answered') throw new GroundLost(unreachable(sent.detail));
    const { answer } = sent;
    const signature = verifyAnswer(answer, answerKey);
    if (signature.outcome !== 'genuine') throw new GroundLost(notGenuine(signature.reason));
    // An answer of long ago, sent again, would hide a revocation.
    if (Math.abs(clock.now() / 1000 - signature.created) > signatureWindowSeconds) {
      throw new GroundLost(notGenuine('not signed just now: is the clock of this machine right?'));
    }
    if (answer.status === notFound) return null;
    const status = certificateStatusSchema.safeParse(jsonOf(answer.body));
    if (answer.status !== found || !status.success) {
      throw new GroundLost(unreachable(`status ${answer.status}`));
    }
    if (status.data.certificateNumber !== certificateNumber) {
      throw new GroundLost(notGenuine('answers about another certificate'));
    }
    return status.data.state === 'revoked' ? { revokedAt: null } : null;
  };
  return {
    ok: true,
    ground: { keySet, rootKey, now: clock.now(), source: 'platform', lastContactAt: null, revocationOf },
  };
};
