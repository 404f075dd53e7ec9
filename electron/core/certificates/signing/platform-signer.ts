import type { ProblemReason } from '../../../../platform/contract/api.ts';
import type { PlatformClient } from '../../../sync/platform-client.ts';
import type { RemoteSigner } from './sign-document.ts';

/** Troubles of the platform itself; every other reason is a word about this certificate or this kiosk. */
const isPassing = (problem: ProblemReason): boolean => problem === 'busy' || problem === 'internal-error';

/** The department's signer over the line. It is asked once: the resident waits, and a line that lets go seldom takes again. */
export const createPlatformSigner = (options: {
  readonly client: Pick<PlatformClient, 'signDocument'>;
  /** Tells the line monitor what the call found. */
  readonly onLine: (reachable: boolean) => void;
}): RemoteSigner => ({
  async sign({ certificateNumber, algorithm, digest }) {
    const reply = await options.client.signDocument(certificateNumber, {
      algorithm,
      digest: Buffer.from(digest).toString('base64url'),
    });
    options.onLine(reply.ok || reply.reason === 'refused');
    if (reply.ok) {
      return { ok: true, signature: new Uint8Array(Buffer.from(reply.value.signature, 'base64url')) };
    }
    switch (reply.reason) {
      case 'unreachable':
        return { ok: false, reason: 'unavailable', detail: `unreachable ${reply.detail}` };
      // Whoever answered was not the platform: it has not been reached.
      case 'not-genuine':
        return { ok: false, reason: 'unavailable', detail: `answer-not-genuine ${reply.detail}` };
      case 'refused':
        return {
          ok: false,
          reason: isPassing(reply.problem) ? 'unavailable' : 'refused',
          detail: reply.problem,
        };
      case 'malformed-reply':
        return { ok: false, reason: 'refused', detail: `malformed-reply ${reply.detail}` };
    }
  },
});
