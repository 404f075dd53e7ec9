import type { Clock } from '../../../drivers/device/clock.ts';
import type { PublicJwk } from '../../../platform/contract/api.ts';
import { createPlatformClient, type PlatformClient } from '../platform-client.ts';
import { createHttpTransport } from './http-transport.ts';
import { createOpenExchange } from './open-exchange.ts';
import type { PlatformTime } from './platform-time.ts';
import { createSignedExchange, type RequestSigner } from './signed-exchange.ts';
import { createTrustedKeySet, type TrustedKeySet } from './trusted-key-set.ts';

/** Everything that an enrolled kiosk needs to speak with its platform. */
export interface PlatformLink {
  readonly client: PlatformClient;
  /** Restore what was kept (`take`) before the first call, so that answers verify without fetching the set first. */
  readonly keySet: TrustedKeySet;
  /** Breaks off what is under way. */
  close(): void;
}

/** Puts transport, key set, signatures and calls together. */
export const createPlatformLink = (options: {
  readonly platform: {
    readonly url: string;
    readonly rootKey: PublicJwk;
    readonly timeoutMilliseconds: number;
  };
  readonly signer: RequestSigner;
  readonly platformTime: PlatformTime;
  readonly clock: Clock;
  readonly randomBytes: (length: number) => Uint8Array;
}): PlatformLink => {
  const { platform, signer, platformTime, clock, randomBytes } = options;
  const { url, rootKey, timeoutMilliseconds } = platform;
  const transport = createHttpTransport({ clock, timeoutMilliseconds });
  const open = createOpenExchange({ url, transport });
  const keySet = createTrustedKeySet({ rootKey, fetchKeySet: open.keySet });
  const exchange = createSignedExchange({ url, transport, signer, keys: keySet, platformTime, randomBytes });
  return { client: createPlatformClient({ exchange, open }), keySet, close: transport.close };
};
