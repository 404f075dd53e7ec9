import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type Logger, pino } from 'pino';
import { createApi } from './api/create-api.ts';
import type { PlatformClock } from './clock.ts';
import type { PublicJwk } from './contract/api.ts';
import { certificateIssuers } from './departments/all.ts';
import { loadCatalogue } from './seed/load-catalogue.ts';
import { seedPlatform } from './seed/seed-platform.ts';
import type { SeedResident } from './seed/seed-resident.ts';
import { openKeyRing } from './signing/key-ring.ts';
import { openStore, type Store, type StoreLocation } from './store/open-store.ts';

/**
 * The reference platform: small, real, and a stand-in for a city's own behind the same contract.
 *
 * It does not know its kiosks yet: requests are not authenticated, anyone who reaches the port and knows name, sex and
 * id number of a person can have a certificate issued. It therefore listens on the loopback interface unless told
 * otherwise; a platform that others can reach needs signed requests first. Everything it serves is synthetic.
 */
export interface PlatformOptions {
  /** TCP port; 0, the default, lets the system choose. */
  readonly port?: number;
  /** Interface to listen on; loopback by default. */
  readonly host?: string;
  readonly store: StoreLocation;
  /** People to be known beside the synthetic population, e.g. those with a card at the simulated reader. */
  readonly residents?: readonly SeedResident[];
  readonly clock?: PlatformClock;
  /** Source of what is random in certificate numbers. */
  readonly randomBytes?: (length: number) => Uint8Array;
  /** Where failures are written; nowhere by default. */
  readonly logger?: Logger;
}

/** A running platform. */
export interface Platform {
  /** Base address, e.g. `http://127.0.0.1:8787`. */
  readonly url: string;
  /** Public key of the root, to be pinned at the kiosks. */
  readonly rootKey: PublicJwk;
  /** Stops listening, lets requests under way end, closes the store. */
  close(): Promise<void>;
}

const platformName = '潇湘市政务服务中心平台（参考实现）';

const urlOf = ({ address, family, port }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

const serve = async (store: Store, options: PlatformOptions): Promise<Platform> => {
  const clock = options.clock ?? { now: Date.now };
  const catalogue = loadCatalogue(certificateIssuers);
  await seedPlatform(store.database, { residents: options.residents ?? [] });
  const departments = new Set(catalogue.items.map(({ department }) => department.code));
  const keyRing = await openKeyRing(store.database, [...departments], clock);
  const server = createApi(
    {
      platformName,
      database: store.database,
      catalogue,
      issuers: certificateIssuers,
      keyRing,
      clock,
      randomBytes: options.randomBytes ?? randomBytes,
    },
    options.logger ?? pino({ enabled: false }),
  );
  await server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  return {
    url: urlOf(server.server.address() as AddressInfo),
    rootKey: keyRing.rootPublicKey,
    async close() {
      await server.close();
      await store.close();
    },
  };
};

/**
 * Starts the platform; the first start of a folder makes store, keys and synthetic data.
 * @throws StoreUnavailable, or the error of `listen` (EADDRINUSE, EACCES); nothing stays open then
 */
export const startPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const store = await openStore(options.store);
  try {
    return await serve(store, options);
  } catch (error) {
    await store.close();
    throw error;
  }
};
