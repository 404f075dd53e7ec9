import type { KeySet, PublicJwk } from '../../../platform/contract/api.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import type { PlatformOutcome } from '../platform-outcome.ts';
import type { AnswerKeys } from './signed-exchange.ts';

/** The platform's key set, as far as its root has signed it; the newest that was seen. */
export interface TrustedKeySet extends AnswerKeys {
  keySet(): KeySet;
  /** Takes a set that was kept; false when it is not genuine or older than the one that is there. */
  take(jws: string): Promise<boolean>;
  /** Fetches the set. Calls at the same time share one fetch. */
  refresh(): Promise<PlatformOutcome<KeySet>>;
  onNewer(listener: (keySet: KeySet, jws: string) => void): void;
}

const none: KeySet = { issuedAt: 0, keys: [], answerKeys: [], sealingKeys: [], identityKeys: [] };

/**
 * Keeps the key set for everybody who verifies or seals. Nothing goes in that the pinned root key has not signed, and
 * nothing that is older than what is there: an old set would bring a withdrawn key back.
 */
export const createTrustedKeySet = (options: {
  readonly rootKey: PublicJwk;
  readonly fetchKeySet: () => Promise<PlatformOutcome<{ readonly jws: string }>>;
}): TrustedKeySet => {
  let keySet = none;
  let underWay: Promise<PlatformOutcome<KeySet>> | null = null;
  const listeners = new Set<(keySet: KeySet, jws: string) => void>();

  const takeIfGenuine = async (jws: string): Promise<'in-force' | 'older' | 'not-genuine'> => {
    const verified = await verifyKeySet(jws, options.rootKey);
    if (verified.outcome !== 'genuine') return 'not-genuine';
    if (verified.keySet.issuedAt < keySet.issuedAt) return 'older';
    const isNewer = verified.keySet.issuedAt > keySet.issuedAt;
    keySet = verified.keySet;
    if (isNewer) for (const listener of listeners) listener(keySet, jws);
    return 'in-force';
  };
  const fetchAndTake = async (): Promise<PlatformOutcome<KeySet>> => {
    const fetched = await options.fetchKeySet();
    if (!fetched.ok) return fetched;
    const taken = await takeIfGenuine(fetched.value.jws);
    return taken === 'not-genuine'
      ? { ok: false, reason: 'not-genuine', detail: 'key set' }
      : { ok: true, value: keySet };
  };

  return {
    keySet: () => keySet,
    current: () => keySet.answerKeys,
    take: async (jws) => (await takeIfGenuine(jws)) === 'in-force',
    refresh() {
      underWay ??= fetchAndTake().finally(() => {
        underWay = null;
      });
      return underWay;
    },
    onNewer: (listener) => {
      listeners.add(listener);
    },
  };
};
