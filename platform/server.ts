import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { checkAdminToken, openAdminToken } from './admin/admin-token.ts';
import { type Administration, createAdministration } from './admin/administration.ts';
import { type ClientPatience, createApi } from './api/create-api.ts';
import type { ApiContext } from './api/context.ts';
import { startBackground } from './background.ts';
import type { PlatformClock } from './clock.ts';
import type { PublicJwk } from './contract/api.ts';
import { certificateIssuers } from './departments/all.ts';
import { openFaceRegister } from './face-register/reference-register.ts';
import { createDocumentSigner } from './feed/document-signer.ts';
import { defaultKioskPolicy, publishStandingDocuments } from './feed/standing-documents.ts';
import { openKioskRegistry } from './kiosks/kiosk-registry.ts';
import { openNonceStore } from './kiosks/nonce-store.ts';
import { createSlowDown } from './kiosks/slow-down.ts';
import { type CityApp, createCityApp } from './identity-codes/city-app.ts';
import { hallDocuments } from './library/hall-documents.ts';
import { allServiceItems, libraryGuides } from './library/service-items.ts';
import { structureOf } from './seed/load-hall.ts';
import { claimEdition, loadPlatformContent, type PlatformContent } from './seed/platform-content.ts';
import { seedLibrary, seedRegisters } from './seed/seed-platform.ts';
import type { SeedResident } from './seed/seed-resident.ts';
import { createKeyEncryption } from './signing/key-encryption.ts';
import { openKeyRing } from './signing/key-ring.ts';
import { openDocumentSigning } from './signing/pdf/open-document-signing.ts';
import { alone } from './store/alone.ts';
import { createReachability } from './store/is-reachable.ts';
import { openFormBook } from './submissions/accepted-forms.ts';
import { createSubmissionIntake } from './submissions/submission-intake.ts';
import type { WorkerClock } from './submissions/submission-workers.ts';
import { openStore, type PlatformDatabase, type Store, type StoreLocation } from './store/open-store.ts';

/**
 * The reference platform: small, real, and a stand-in for a city's own behind the same contract.
 *
 * It knows its kiosks by their signatures. It speaks plain HTTP and listens on the loopback interface unless told
 * otherwise; before others can reach it, TLS belongs in front. Everything it serves is synthetic.
 */
export interface PlatformOptions {
  /** TCP port; 0, the default, lets the system choose. */
  readonly port?: number;
  /** Interface to listen on; loopback by default. */
  readonly host?: string;
  readonly store: StoreLocation;
  /** People to be known beside the synthetic population, e.g. those with a card at the simulated reader. */
  readonly residents?: readonly SeedResident[];
  /** People of the synthetic city, at least; 40 unless told. A store that has more keeps them. */
  readonly populationSize?: number;
  /**
   * Bearer token of the administration over HTTP, 32 characters or more. Without it the one in the store's folder
   * counts; a store without a folder then has no administration over HTTP.
   */
  readonly adminToken?: string;
  /** 32 bytes as base64, under which private keys are encrypted in the store; without it they lie there in plain. */
  readonly keyEncryptionKey?: string;
  /** Whether it plays the city's app, too, and gives out identity codes: for demonstrations and tests only. */
  readonly cityApp?: boolean;
  /** The platform's time. `after` sets off its own chores; real time unless told. */
  readonly clock?: PlatformClock & Partial<Pick<WorkerClock, 'after'>>;
  /** What is published at the start; what this version brings with it unless told. */
  readonly content?: PlatformContent;
  /** Source of what is random in numbers, ids and codes. */
  readonly randomBytes?: (length: number) => Uint8Array;
  /** How long slow clients are waited for. */
  readonly patience?: ClientPatience;
  /**
   * Addresses and ranges (CIDR) of the proxies in front, whose word on where a request came from is taken; none unless
   * told. Wrong enrolment codes are counted by that address.
   */
  readonly trustedProxies?: readonly string[];
  /** Bytes of large bodies under way at once; 128 MB unless told. */
  readonly bodyBudget?: number;
  /** Where failures are written; nowhere by default. */
  readonly logger?: Logger;
}

/** A running platform. */
export interface Platform {
  /** Base address, e.g. `http://127.0.0.1:8787`. */
  readonly url: string;
  /** Public key of the root, to be pinned at the kiosks. */
  readonly rootKey: PublicJwk;
  /** What the centre does, without HTTP. */
  readonly administration: Administration;
  /** The city's app of the demonstration; null unless the options ask for it. */
  readonly cityApp: CityApp | null;
  /** The one-time code by which a kiosk of this station becomes known; good for a day. */
  createEnrolmentCode(stationCode: string): Promise<string>;
  /** Stops listening, lets requests under way end, closes the store. */
  close(): Promise<void>;
}

const platformName = '潇湘市政务服务中心平台（参考实现）';

const urlOf = ({ address, family, port }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

const systemAfter: WorkerClock['after'] = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};

/** A few households: enough for whoever starts a platform for something else than its data. */
const defaultPopulationSize = 40;

/**
 * Brings what the platform starts with into the store; one instance after the other. An instance whose content is older
 * than what was published leaves that as it is.
 */
const fillStore = (
  database: PlatformDatabase,
  { clock, content }: { readonly clock: PlatformClock; readonly content: PlatformContent },
  { residents = [], populationSize = defaultPopulationSize }: PlatformOptions,
): Promise<void> =>
  alone(database, 'fill-store', async (locked) => {
    await seedRegisters(locked, { residents, populationSize });
    if (await claimEdition(locked, content.edition)) {
      await seedLibrary(locked, content);
      const guides = await libraryGuides(locked, content.catalogue);
      await publishStandingDocuments(locked, clock, {
        ...content,
        guides,
        hall: structureOf(content.hall),
        serviceItems: hallDocuments(await allServiceItems(locked), content.hall),
        defaultPolicy: defaultKioskPolicy,
      });
    }
  });

const openContext = async (database: PlatformDatabase, options: PlatformOptions): Promise<ApiContext> => {
  const clock = options.clock ?? { now: Date.now };
  const content = options.content ?? loadPlatformContent(certificateIssuers);
  const { catalogue } = content;
  await fillStore(database, { clock, content }, options);
  const departments = new Set(
    [...catalogue.items, ...(catalogue.myDocuments ?? [])].map(({ department }) => department.code),
  );
  const encryption =
    options.keyEncryptionKey === undefined ? undefined : createKeyEncryption(options.keyEncryptionKey);
  const keyRing = await openKeyRing(database, [...departments], clock, encryption);
  const random = options.randomBytes ?? randomBytes;
  return {
    platformName,
    database,
    catalogue,
    issuers: certificateIssuers,
    keyRing,
    faceRegister: await openFaceRegister(database, clock, encryption),
    clock,
    randomBytes: random,
    kiosks: openKioskRegistry(database, clock),
    nonces: openNonceStore(database, clock),
    slowDown: createSlowDown(options.clock?.after ?? systemAfter),
    isStoreReachable: createReachability(database, clock),
    intake: createSubmissionIntake({ database, clock, keyRing, forms: openFormBook(database, clock) }),
    documentSigning: await openDocumentSigning(
      { database, keyRing, clock, catalogue, randomBytes: random },
      platformName,
    ),
    signer: createDocumentSigner({ keyRing, clock }),
    cityApp: options.cityApp ? createCityApp({ database, keyRing, clock, randomBytes: random }) : null,
  };
};

const adminTokenOf = async ({ adminToken, store }: PlatformOptions): Promise<string | undefined> => {
  if (adminToken !== undefined) {
    return checkAdminToken(adminToken, 'the options');
  }
  return store !== 'memory' && 'folder' in store ? openAdminToken(store.folder) : undefined;
};

/** How often connections are looked at while the server closes, milliseconds. */
const sweepInterval = 50;

/**
 * Takes no more connections and waits for the requests under way. A connection that such a request leaves open would
 * otherwise be waited for until its client lets go of it.
 */
const closeGracefully = async (server: FastifyInstance): Promise<void> => {
  const sweep = setInterval(() => server.server.closeIdleConnections(), sweepInterval);
  try {
    await server.close();
  } finally {
    clearInterval(sweep);
  }
};

const serve = async (store: Store, options: PlatformOptions): Promise<Platform> => {
  const { database } = store;
  const logger = options.logger ?? pino({ enabled: false });
  const context = await openContext(database, options);
  const token = await adminTokenOf(options);
  const server = createApi(context, {
    logger,
    patience: options.patience,
    trustedProxies: options.trustedProxies,
    bodyBudget: options.bodyBudget,
    administration: token === undefined ? undefined : { acts: createAdministration(context, 'http'), token },
  });
  await server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  const background = startBackground(context, store, options.clock?.after ?? systemAfter, logger);
  const administration = createAdministration(context, 'console');
  return {
    url: urlOf(server.server.address() as AddressInfo),
    rootKey: context.keyRing.rootPublicKey,
    administration,
    cityApp: context.cityApp,
    createEnrolmentCode: async (stationCode) => (await administration.createEnrolmentCode(stationCode)).code,
    async close() {
      await closeGracefully(server);
      await background.stop();
      await store.close();
    },
  };
};

/**
 * Starts the platform; the first start of a store makes keys and synthetic data. Any number may run on one PostgreSQL
 * database.
 * @throws StoreUnavailable, RangeError for a malformed token or key encryption key, the error of `listen` (EADDRINUSE,
 *   EACCES); nothing stays open then
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
