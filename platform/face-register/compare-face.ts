import { residentRefusal } from '../applications/resident-check.ts';
import type { PlatformClock } from '../clock.ts';
import type { ProblemReason } from '../contract/api.ts';
import {
  comparisonsADay,
  type FaceComparisonRequest,
  readEmbedding,
  type SealedFace,
  sealedFaceSchema,
} from '../contract/face-comparison.ts';
import { openSealed } from '../contract/sealing/index.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import type { FaceRegister } from './reference-register.ts';

/** What comparing needs of the platform. */
export interface ComparingContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly keyRing: Pick<KeyRing, 'sealingPrivateKey'>;
  readonly faceRegister: FaceRegister;
}

export type ComparisonRefusal = Extract<
  ProblemReason,
  | 'malformed-request'
  | 'request-id-reused'
  | 'unknown-person'
  | 'person-data-differs'
  | 'too-many-tries'
  | 'unknown-model'
  | 'no-reference'
>;

export type ComparisonOutcome =
  | { readonly outcome: 'compared'; readonly similarity: number }
  | { readonly outcome: 'refused'; readonly reason: ComparisonRefusal };

const day = 86_400_000;

const refused = (reason: ComparisonRefusal): ComparisonOutcome => ({ outcome: 'refused', reason });

const openFace = async (
  keyRing: ComparingContext['keyRing'],
  { comparisonId, sealed }: FaceComparisonRequest,
): Promise<SealedFace | undefined> => {
  const opened = await openSealed(sealed, (keyId) => keyRing.sealingPrivateKey(keyId));
  if (opened.outcome !== 'opened' || opened.context.key !== comparisonId) return undefined;
  try {
    const face = sealedFaceSchema.safeParse(JSON.parse(Buffer.from(opened.plaintext).toString('utf8')));
    return face.success && face.data.comparisonId === comparisonId ? face.data : undefined;
  } catch {
    return undefined;
  } finally {
    opened.plaintext.fill(0);
  }
};

/** Cosine of two embeddings of unit length and the same number of numbers. */
const cosine = (one: Float32Array, other: Float32Array): number => {
  const sum = one.reduce((total, value, index) => total + value * (other[index] ?? 0), 0);
  return Math.round(Math.max(-1, Math.min(1, sum)) * 1_000) / 1_000;
};

/**
 * Writes down that a kiosk asks, before anything is looked up; false where this id was used before. Whoever asks at the
 * same time is counted by each: a resident may be told too early that it is enough, never too late.
 */
const noteAsked = async (
  { database, clock }: ComparingContext,
  kiosk: { readonly kioskId: string; readonly stationCode: string },
  { comparisonId, holder, model, consentedAt }: SealedFace,
): Promise<boolean> => {
  const noted = await database
    .insertInto('face_comparisons')
    .values({
      comparison_id: comparisonId.toLowerCase(),
      holder_id_number: holder.idNumber,
      actor: `kiosk:${kiosk.kioskId}@${kiosk.stationCode}`,
      model: model.name,
      model_version: model.version,
      consented_at: new Date(consentedAt),
      asked_at: new Date(clock.now()),
    })
    .onConflict((conflict) => conflict.column('comparison_id').doNothing())
    .returning('comparison_id')
    .executeTakeFirst();
  return noted !== undefined;
};

const triesToday = async ({ database, clock }: ComparingContext, idNumber: string): Promise<number> => {
  const { tries } = await database
    .selectFrom('face_comparisons')
    .select(({ fn }) => fn.countAll<string>().as('tries'))
    .where('holder_id_number', '=', idNumber)
    .where('asked_at', '>', new Date(clock.now() - day))
    .executeTakeFirstOrThrow();
  return Number(tries);
};

/**
 * Compares a sealed face with the register (contract/face-comparison.ts). Only who asked whose face when is kept.
 *
 * @param kiosk who signed the request
 */
export const compareFace = async (
  context: ComparingContext,
  kiosk: { readonly kioskId: string; readonly stationCode: string },
  request: FaceComparisonRequest,
): Promise<ComparisonOutcome> => {
  const face = await openFace(context.keyRing, request);
  const embedding = face && readEmbedding(face.embedding);
  if (face === undefined || embedding === undefined) return refused('malformed-request');
  const stranger = await residentRefusal(context.database, face.holder);
  if (stranger !== undefined) return refused(stranger);
  if (!(await noteAsked(context, kiosk, face))) return refused('request-id-reused');
  if ((await triesToday(context, face.holder.idNumber)) > comparisonsADay) return refused('too-many-tries');
  const reference = await context.faceRegister.find(face.holder.idNumber, face.model);
  if (reference.outcome !== 'found') return refused(reference.outcome);
  // A pack whose version stayed while its models changed: what the register has is of other models.
  if (reference.embedding.length !== embedding.length) return refused('unknown-model');
  const similarity = cosine(embedding, reference.embedding);
  embedding.fill(0);
  reference.embedding.fill(0);
  return { outcome: 'compared', similarity };
};
