import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { SealingKey } from '../contract/api.ts';
import type { ApplicationItem, FormField } from '../contract/catalogue.ts';
import { receiptNumber } from '../contract/receipt-number.ts';
import { answersThatStay } from '../contract/application-form/form-answers.ts';
import type { SealedApplication } from '../contract/sealed-application.ts';
import { sealToPlatform } from '../contract/sealing/index.ts';
import type {
  ApplicationSubmission,
  CollectionSubmission,
  RatingSubmission,
  SubmittedMaterial,
} from '../contract/submissions.ts';
import { keyObjectOf } from './answer-keys.ts';
import { demand } from './breach.ts';
import type { World } from './world.ts';

/** Nobody: a made-up person of a region code that was never given out. */
const nobody = { name: '合规测试', sex: '未说明', idNumber: '990000190001010007' } as const;

/** A rating of the visit as a whole, under a new key. */
export const rating = (world: World): RatingSubmission => ({
  kind: 'rating',
  key: v7(),
  subject: null,
  level: 'satisfied',
  ratedAt: world.now(),
});

/** Word that a certificate was collected which was never issued. */
export const collection = (world: World): CollectionSubmission => ({
  kind: 'collection',
  key: v7(),
  certificateNumber: 'QS19000101-0000000000',
  collectedAt: world.now(),
});

/** The newest sealing key that is good now. */
export const presentSealingKey = async (world: World): Promise<SealingKey> => {
  const now = world.now();
  const good = (await world.keySet()).sealingKeys
    .filter(({ notBefore, notAfter }) => notBefore <= now && now < notAfter)
    .toSorted((a, b) => b.notBefore - a.notBefore)[0];
  demand(good !== undefined, 'no sealing key is good now');
  demand(keyObjectOf(good.jwk) !== undefined, 'the sealing key is no point on P-256');
  return good;
};

/** The first item of the published catalogue that residents can apply for. */
export const firstItem = async (world: World): Promise<ApplicationItem> => {
  const item = (await world.catalogue()).applications[0];
  demand(item !== undefined, 'the published catalogue has no item that can be applied for');
  return item;
};

const answerTo = (field: FormField): string | boolean => {
  switch (field.kind) {
    case 'choice':
      return field.options[0]?.code ?? '';
    case 'yes-no':
      return true;
    case 'text':
      return '一'.repeat(field.minimumLength);
    case 'digits':
      return '1'.repeat(field.minimumLength);
  }
};

/** A material as it is uploaded: sealed chunks, and what the application says of it. */
export interface SealedMaterial {
  readonly materialId: string;
  readonly chunks: readonly string[];
  readonly plain: Uint8Array;
}

export const digestOf = (sealed: string): string => createHash('sha256').update(sealed).digest('base64url');

/** Seals random bytes as a material of two small chunks. */
export const sealMaterial = async (
  world: World,
  applicationKey: string,
  materialId: string = v7(),
): Promise<SealedMaterial> => {
  const sealingKey = await presentSealingKey(world);
  const plain = randomBytes(2_000);
  const chunks: string[] = [];
  for (const index of [0, 1]) {
    const part = plain.subarray(index * 1_000, (index + 1) * 1_000);
    chunks.push(await sealToPlatform(part, sealingKey, { key: applicationKey, materialId, index, count: 2 }));
  }
  return { materialId, chunks, plain };
};

const outside = ({ materialId, chunks }: SealedMaterial): SubmittedMaterial => ({
  materialId,
  chunkDigests: chunks.map(digestOf),
});

const inside = (
  { materialId, plain }: SealedMaterial,
  code: string,
): SealedApplication['materials'][number] => ({
  materialId,
  code,
  mediaType: 'image/jpeg',
  bytes: plain.length,
  digest: createHash('sha256').update(plain).digest('base64url'),
});

/** An application for the first item that the platform publishes, sealed to its present key. */
export const application = async (
  world: World,
  {
    key = v7(),
    materials = [],
    sealingKey,
    changes = {},
  }: {
    readonly key?: string;
    readonly materials?: readonly SealedMaterial[];
    readonly sealingKey?: SealingKey;
    /** Made inside and outside of the sealed part. */
    readonly changes?: Partial<
      Pick<ApplicationSubmission, 'receiptNumber' | 'item' | 'formVersion' | 'package'>
    >;
  } = {},
): Promise<ApplicationSubmission> => {
  const item = await firstItem(world);
  const filedAt = world.now();
  const common = {
    key,
    receiptNumber: receiptNumber(world.target.stationCode, filedAt, randomBytes),
    item: item.code,
    formVersion: item.form.version,
    filedAt,
    ...changes,
  };
  const answers = answersThatStay(
    item.form.fields,
    Object.fromEntries(item.form.fields.map((field) => [field.name, answerTo(field)])),
  );
  const plain: SealedApplication = {
    schemaVersion: 1,
    ...common,
    applicant: world.target.holder ?? nobody,
    answers: { ...answers },
    sources: Object.fromEntries(Object.keys(answers).map((name) => [name, 'resident' as const])),
    materials: materials.map((material) => inside(material, item.code)),
    certificates: [],
    promises: [],
    identity: {
      method: 'id-card-staff',
      assuranceLevel: 3,
      identifiedAt: filedAt,
      visitId: crypto.randomUUID(),
    },
    consentedAt: filedAt,
  };
  return {
    kind: 'application',
    ...common,
    assuranceLevel: 3,
    sealed: await sealToPlatform(
      Buffer.from(JSON.stringify(plain)),
      sealingKey ?? (await presentSealingKey(world)),
      { key },
    ),
    materials: materials.map(outside),
  };
};
