import { hash, type KeyObject, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { SealingKey } from '../../platform/contract/api.ts';
import { receiptNumber } from '../../platform/contract/receipt-number.ts';
import type { SealedApplication } from '../../platform/contract/sealed-application.ts';
import { sealToPlatform } from '../../platform/contract/sealing/index.ts';
import type {
  ApplicationSubmission,
  RatingSubmission,
  SubmissionResult,
  SubmittedMaterial,
} from '../../platform/contract/submissions.ts';
import { demonstrationResident } from '../../platform/seed/synthetic-population.ts';
import { generatePrivateJwk, keyObjectOf, publicPartOf } from '../../platform/signing/generate-key.ts';
import { openStore, type PlatformDatabase, type StoreLocation } from '../../platform/store/open-store.ts';
import type { AcceptedLevels, FormBook } from '../../platform/submissions/accepted-forms.ts';
import { materialStatus, putChunk } from '../../platform/submissions/material-chunks.ts';
import { openWaiting } from '../../platform/submissions/open-applications.ts';
import {
  createSubmissionIntake,
  type SubmissionIntake,
} from '../../platform/submissions/submission-intake.ts';
import { startPostgresql } from './postgresql.ts';

/** Noon in China on the day of the tests, milliseconds since the Unix epoch. */
export const submissionTestNow = Date.UTC(2026, 10, 20, 4);

/** What the platform of these tests takes: two versions of each form, and the assurance level that both need. */
const bothVersions = (level: 2 | 3): ReadonlyMap<number, 2 | 3> =>
  new Map([1, 2].map((each) => [each, level]));
const acceptedLevels: AcceptedLevels = new Map([
  ['elderly-allowance', bothVersions(2)],
  ['disability-subsidies', bothVersions(3)],
]);
export const testForms: FormBook = {
  recent: async () => acceptedLevels,
  current: async () => acceptedLevels,
};

/** A sealing key of a platform, with its private half. */
export interface TestSealingKey {
  readonly published: SealingKey;
  readonly privateKey: KeyObject;
}

export const createSealingKey = (keyId = 'sealing-0001'): TestSealingKey => {
  const jwk = generatePrivateJwk();
  return {
    published: {
      keyId,
      algorithm: 'ECDH-ES',
      jwk: publicPartOf(jwk),
      notBefore: 0,
      notAfter: submissionTestNow + 1,
    },
    privateKey: keyObjectOf(jwk),
  };
};

/** Changes to an application before it is sealed (`content`) and after (`outside`). */
export interface ApplicationChanges {
  readonly key?: string;
  readonly materials?: readonly TestMaterial[];
  readonly content?: Partial<SealedApplication>;
  readonly outside?: Partial<ApplicationSubmission>;
}

/** A material as a kiosk keeps it: sealed chunks. */
export interface TestMaterial {
  readonly said: SealedApplication['materials'][number];
  readonly submitted: SubmittedMaterial;
  readonly chunks: readonly string[];
}

const digestOf = (bytes: string | Uint8Array): string => hash('sha256', bytes, 'base64url');

/** Seals plain chunks of a material of the application under `key`. */
export const sealMaterial = async (
  sealingKey: Pick<TestSealingKey, 'published'>,
  key: string,
  plain: readonly Uint8Array[],
  materialId: string = uuidv7(),
): Promise<TestMaterial> => {
  const chunks: string[] = [];
  for (const [index, bytes] of plain.entries()) {
    const context = { key, materialId, index, count: plain.length };
    chunks.push(await sealToPlatform(bytes, sealingKey.published, context));
  }
  const whole = Buffer.concat(plain);
  return {
    said: {
      materialId,
      code: 'household-register',
      mediaType: 'image/jpeg',
      bytes: whole.length,
      digest: digestOf(whole),
    },
    submitted: { materialId, chunkDigests: chunks.map(digestOf) },
    chunks,
  };
};

/** An application for the elderly allowance, filed by the demonstration's resident. */
export const fileApplication = async (
  sealingKey: Pick<TestSealingKey, 'published'>,
  { key = uuidv7(), materials = [], content = {}, outside = {} }: ApplicationChanges = {},
): Promise<ApplicationSubmission> => {
  const envelope = {
    key,
    receiptNumber: receiptNumber('QX-0007', submissionTestNow, randomBytes),
    item: 'elderly-allowance',
    formVersion: 1,
    filedAt: submissionTestNow - 60_000,
  };
  const { idNumber, name, sex } = demonstrationResident;
  const sealed: SealedApplication = {
    schemaVersion: 1,
    ...envelope,
    applicant: { idNumber, name, sex },
    answers: {
      cardKind: 'social-security-card',
      account: '6217001234567890',
      phone: '13900000000',
      receivesPension: true,
    },
    sources: { cardKind: 'resident', account: 'resident', phone: 'resident', receivesPension: 'resident' },
    materials: materials.map(({ said }) => said),
    certificates: [],
    promises: [],
    identity: {
      method: 'id-card',
      assuranceLevel: 2,
      identifiedAt: submissionTestNow - 90_000,
      visitId: uuidv7(),
    },
    consentedAt: submissionTestNow - 70_000,
    ...content,
  };
  return {
    kind: 'application',
    ...envelope,
    assuranceLevel: 2,
    sealed: await sealToPlatform(Buffer.from(JSON.stringify(sealed)), sealingKey.published, { key }),
    materials: materials.map(({ submitted }) => submitted),
    ...outside,
  };
};

export const rate = (changes: Partial<RatingSubmission> = {}): RatingSubmission => ({
  kind: 'rating',
  key: uuidv7(),
  subject: null,
  level: 'very-satisfied',
  ratedAt: submissionTestNow - 1_000,
  ...changes,
});

/** The part of a platform that takes what kiosks hand in, on a store of its own. */
export interface SubmissionWorld {
  readonly database: PlatformDatabase;
  readonly intake: SubmissionIntake;
  readonly sealingKey: TestSealingKey;
  readonly keyRing: { sealingPrivateKey(keyId: string): Promise<KeyObject | undefined> };
  /** Moves the platform's time. */
  advance(milliseconds: number): void;
  /** Hands messages in as a kiosk; K-0000000001 unless told. */
  submit(messages: readonly unknown[], kioskId?: string): Promise<SubmissionResult[]>;
  put(material: TestMaterial, index: number, kioskId?: string): ReturnType<typeof putChunk>;
  putAll(material: TestMaterial, kioskId?: string): Promise<void>;
  status(material: TestMaterial, kioskId?: string): ReturnType<typeof materialStatus>;
  openWaiting(): ReturnType<typeof openWaiting>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly store?: StoreLocation;
  readonly sealingKey?: TestSealingKey;
  /** Characters of chunks without an application that a kiosk may have. */
  readonly quota?: number;
}

const firstKiosk = 'K-0000000001';

export const createSubmissionWorld = async ({
  store: location = 'memory',
  sealingKey = createSealingKey(),
  quota,
}: WorldOptions = {}): Promise<SubmissionWorld> => {
  const store = await openStore(location);
  const { database } = store;
  let now = submissionTestNow;
  const clock = { now: () => now };
  const keyRing = {
    sealingPrivateKey: async (keyId: string) =>
      keyId === sealingKey.published.keyId ? sealingKey.privateKey : undefined,
  };
  const context = { database, clock, keyRing, forms: testForms, ...(quota === undefined ? {} : { quota }) };
  const intake = createSubmissionIntake(context);
  const put: SubmissionWorld['put'] = ({ submitted: { materialId }, chunks }, index, kioskId = firstKiosk) =>
    putChunk(context, { kioskId, materialId, index, body: chunks[index] });
  return {
    database,
    intake,
    sealingKey,
    keyRing,
    advance(milliseconds) {
      now += milliseconds;
    },
    async submit(messages, kioskId = firstKiosk) {
      const taken = await intake.submit({ kioskId, stationCode: 'QX-0007' }, messages);
      if (taken.outcome !== 'answered') {
        throw new Error(taken.outcome);
      }
      return taken.results;
    },
    put,
    async putAll(material, kioskId = firstKiosk) {
      for (const index of material.chunks.keys()) {
        const { outcome } = await put(material, index, kioskId);
        if (outcome !== 'stored') {
          throw new Error(`Chunk ${index} was ${outcome}`);
        }
      }
    },
    status: ({ submitted: { materialId } }, kioskId = firstKiosk) =>
      materialStatus(database, { kioskId, materialId }),
    openWaiting: () => openWaiting(context),
    close: () => store.close(),
  };
};

/** The stores on which everything has to work alike: the embedded one, and a PostgreSQL server of the test's own. */
export const testStores = {
  embedded: async () => ({ location: 'memory' as const, stop: async () => undefined }),
  PostgreSQL: async () => {
    const server = await startPostgresql();
    return { location: { databaseUrl: await server.createDatabase() }, stop: () => server.stop() };
  },
} satisfies Record<string, () => Promise<{ location: StoreLocation; stop(): Promise<void> }>>;

/** A world on one of `testStores`; closing it ends the server too. */
export const createWorldOn = async (
  name: keyof typeof testStores,
  options: Omit<WorldOptions, 'store'> = {},
): Promise<SubmissionWorld> => {
  const { location, stop } = await testStores[name]();
  const world = await createSubmissionWorld({ ...options, store: location });
  return {
    ...world,
    async close() {
      await world.close();
      await stop();
    },
  };
};
