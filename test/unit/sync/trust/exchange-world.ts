import { createPlatformClient, type PlatformClient } from '../../../../electron/sync/platform-client.ts';
import { generateKioskKey, type KioskKey } from '../../../../electron/sync/trust/kiosk-key.ts';
import { createOpenExchange } from '../../../../electron/sync/trust/open-exchange.ts';
import { createPlatformTime, type PlatformTime } from '../../../../electron/sync/trust/platform-time.ts';
import { createSignedExchange, type RequestSigner } from '../../../../electron/sync/trust/signed-exchange.ts';
import { createTrustedKeySet, type TrustedKeySet } from '../../../../electron/sync/trust/trusted-key-set.ts';
import { createPublicKey } from 'node:crypto';
import { anyBytes, createFakePlatform, type FakePlatform } from './fake-platform.ts';

/** A kiosk that the fake platform knows, and its calls. */
export interface ExchangeWorld {
  readonly platform: FakePlatform;
  readonly client: PlatformClient;
  readonly platformTime: PlatformTime;
  readonly keySet: TrustedKeySet;
  /** Keys that sign; the first is known to the platform. */
  keys: KioskKey[];
  readonly accepted: string[];
  revocations: number;
  /** Everything that was sent, in words: `path result`. */
  seen(): string[];
}

export const publicKeyOf = (key: KioskKey) => createPublicKey(key.privateKey);

/** `signer` in place of the world’s own keys; `platform` to share one. */
export const createExchangeWorld = async (
  options: {
    readonly localError?: number;
    readonly signer?: RequestSigner;
    readonly platform?: FakePlatform;
  } = {},
): Promise<ExchangeWorld> => {
  const platform = options.platform ?? (await createFakePlatform(options.localError ?? 0));
  const key = generateKioskKey();
  if (!options.signer) platform.kiosks.set(key.keyId, publicKeyOf(key));
  const { transport, clock, authority } = platform;
  const url = 'https://platform.example';
  const open = createOpenExchange({ url, transport });
  const keySet = createTrustedKeySet({ rootKey: authority.rootKey, fetchKeySet: open.keySet });
  const platformTime = createPlatformTime({ clock, kept: null });
  const world: ExchangeWorld = {
    platform,
    keySet,
    platformTime,
    keys: [key],
    accepted: [],
    revocations: 0,
    seen: () => platform.seen.map(({ path, result }) => `${path} ${result}`),
    client: createPlatformClient({
      open,
      exchange: createSignedExchange({
        url,
        transport,
        keys: keySet,
        platformTime,
        randomBytes: anyBytes,
        signer: options.signer ?? {
          signingKeys: () => world.keys,
          accepted: (keyId) => world.accepted.push(keyId),
          revoked: () => {
            world.revocations += 1;
          },
        },
      }),
    }),
  };
  return world;
};
