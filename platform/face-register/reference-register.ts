import type { FaceModel } from '../contract/face-comparison.ts';
import { embeddingText, readEmbedding } from '../contract/face-comparison.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** A reference that is to be kept. */
export interface FaceReference {
  readonly idNumber: string;
  readonly model: FaceModel;
  /** Of unit length, made from the photo of the ID register. */
  readonly embedding: Float32Array;
}

const bytesOf = (embedding: Float32Array): Uint8Array =>
  new Uint8Array(Buffer.from(embeddingText(embedding), 'base64url'));

/** Puts a reference in, in place of the one that this pack had of the resident. False for nobody's id number. */
export const putReference = async (
  database: PlatformDatabase,
  now: number,
  { idNumber, model, embedding }: FaceReference,
): Promise<boolean> => {
  const resident = await database
    .selectFrom('residents')
    .select('id_number')
    .where('id_number', '=', idNumber)
    .executeTakeFirst();
  if (resident === undefined) return false;
  const kept = { embedding: bytesOf(embedding), added_at: new Date(now) };
  await database
    .insertInto('face_references')
    .values({ holder_id_number: idNumber, model: model.name, model_version: model.version, ...kept })
    .onConflict((conflict) =>
      conflict.columns(['holder_id_number', 'model', 'model_version']).doUpdateSet(kept),
    )
    .execute();
  return true;
};

export type ReferenceFound =
  | { readonly outcome: 'found'; readonly embedding: Float32Array }
  /** `unknown-model`: the register has nobody's embedding of this pack. */
  | { readonly outcome: 'no-reference' | 'unknown-model' };

/** What the register has of a resident, for this pack. @throws Error for a row that is no embedding */
export const findReference = async (
  transaction: PlatformTransaction,
  idNumber: string,
  { name, version }: FaceModel,
): Promise<ReferenceFound> => {
  const ofModel = transaction
    .selectFrom('face_references')
    .select('embedding')
    .where('model', '=', name)
    .where('model_version', '=', version);
  const row = await ofModel.where('holder_id_number', '=', idNumber).executeTakeFirst();
  if (row === undefined) {
    const anybody = await ofModel.limit(1).executeTakeFirst();
    return { outcome: anybody === undefined ? 'unknown-model' : 'no-reference' };
  }
  const embedding = readEmbedding(Buffer.from(row.embedding).toString('base64url'));
  if (embedding === undefined) throw new Error('a face reference is no embedding');
  return { outcome: 'found', embedding };
};
