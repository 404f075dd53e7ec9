import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import {
  type ApplicationFilingOptions,
  createApplicationFiling,
  type ApplicationFiling,
} from '../../electron/core/applications/file-application.ts';
import type { ApplicationDraft } from '../../electron/core/session/filing-types.ts';
import { publicJwkSchema, type SealingKey } from '../../platform/contract/api.ts';
import type { ApplicationItem } from '../../platform/contract/catalogue.ts';
import {
  type SealedApplication,
  sealedApplicationSchema,
} from '../../platform/contract/sealed-application.ts';
import { openSealed } from '../../platform/contract/sealing/index.ts';
import {
  type ApplicationSubmission,
  applicationSubmissionSchema,
} from '../../platform/contract/submissions.ts';
import { idOf } from './database.ts';
import { createJournalWorld, type JournalWorld, platformNow, silentLog, visitId } from './journal.ts';
import { allowanceAnswers, allowanceItem, identifiedAt, lin } from './visit.ts';

const day = 86_400_000;

/** A sealing key of the platform with its private half. */
export interface TestSealingKey {
  readonly published: SealingKey;
  readonly privateKey: KeyObject;
}

/** Good from a day before to a year after the platform's time of the tests, unless told. */
export const createSealingKey = (changes: Partial<SealingKey> = {}): TestSealingKey => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  return {
    published: {
      keyId: 'seal-1',
      algorithm: 'ECDH-ES',
      jwk: publicJwkSchema.parse({ kty, crv, x, y }),
      notBefore: platformNow - day,
      notAfter: platformNow + 365 * day,
      ...changes,
    },
    privateKey: createPrivateKey({ key: privateKey.export({ format: 'jwk' }), format: 'jwk' }),
  };
};

/** What 林晓岚 hands in for the allowance, in her visit. */
export const allowanceDraft = (changes: Partial<ApplicationDraft> = {}): ApplicationDraft => ({
  visitId,
  person: lin,
  identifiedAt,
  item: allowanceItem,
  answers: Object.fromEntries(allowanceAnswers),
  sources: {},
  materials: [],
  certificates: [],
  promises: [],
  ...changes,
});

export interface FilingWorld extends JournalWorld {
  readonly key: TestSealingKey;
  readonly filing: ApplicationFiling;
  /** What the world says: a test changes it. */
  readonly around: {
    items: readonly ApplicationItem[];
    sealingKey: SealingKey | null;
    canKeep: boolean;
    revoked: boolean;
    unknown: boolean;
    /** Random bytes of receipt numbers, first come; real ones when there are no more. */
    random: Uint8Array[];
  };
  /** Messages in the outbox, oldest first, as the platform would read them. */
  submissions(): readonly ApplicationSubmission[];
  /** Opens a submission as the platform does. */
  open(submission: ApplicationSubmission): Promise<SealedApplication>;
}

/** Filing on a real database, in an open visit of an identified resident. */
export const createFilingWorld = (changes: Partial<ApplicationFilingOptions> = {}): FilingWorld => {
  const world = createJournalWorld();
  const key = createSealingKey();
  const around: FilingWorld['around'] = {
    items: [allowanceItem],
    sealingKey: key.published,
    canKeep: true,
    revoked: false,
    unknown: false,
    random: [],
  };
  let id = 100;
  const filing = createApplicationFiling({
    database: world.database.current(),
    currentItem: (code) => around.items.find((item) => item.code === code),
    sealingKey: (now) => (now === platformNow ? around.sealingKey : null),
    storage: { canKeep: () => ({ ok: around.canKeep }) },
    identity: { isRevoked: () => around.revoked, isUnknown: () => around.unknown },
    platformTime: { now: () => platformNow },
    stationCode: 'QX-0007',
    newId: () => idOf(++id),
    randomBytes: (length) => around.random.shift() ?? randomBytes(length),
    log: silentLog,
    ...changes,
  });
  return {
    ...world,
    key,
    filing,
    around,
    submissions: () =>
      world.database
        .read(({ outbox }) =>
          outbox.ready({ now: Number.MAX_SAFE_INTEGER, limit: 100, bytes: 1e9, except: new Set() }),
        )
        .map(({ body }) => applicationSubmissionSchema.parse(JSON.parse(body))),
    open: async ({ sealed }) => {
      const opened = await openSealed(sealed, () => key.privateKey);
      if (opened.outcome !== 'opened') throw new Error(opened.reason);
      return sealedApplicationSchema.parse(JSON.parse(new TextDecoder().decode(opened.plaintext)));
    },
  };
};
