import type { PlatformClock } from '../clock.ts';
import type { FaceModel } from '../contract/face-comparison.ts';
import { embeddingText, readEmbedding } from '../contract/face-comparison.ts';
import type { KeyEncryption } from '../signing/key-encryption.ts';
import type { PlatformDatabase } from '../store/open-store.ts';

/** A reference that is to be kept. */
export interface FaceReference {
  readonly idNumber: string;
  readonly model: FaceModel;
  /** Of unit length, made from the photo of the ID register. */
  readonly embedding: Float32Array;
}

export type ReferenceFound =
  | { readonly outcome: 'found'; readonly embedding: Float32Array }
  /** `unknown-model`: the register has nobody's embedding of this pack. */
  | { readonly outcome: 'no-reference' | 'unknown-model' };

/** Embeddings of the photos of the ID register, by resident and pack of face models. */
export interface FaceRegister {
  /** Puts a reference in, in place of the one that this pack had of the resident. False for nobody's id number. */
  put(reference: FaceReference): Promise<boolean>;
  /** What the register has of a resident, for this pack. @throws Error for a row that is no embedding, or was changed */
  find(idNumber: string, model: FaceModel): Promise<ReferenceFound>;
}

/** Rows that are encrypted in one transaction. */
const encryptedAtOnce = 500;

/** An embedding is encrypted for whose and which it is: it cannot be put in another's place. */
const ownerOf = (idNumber: string, { name, version }: FaceModel): string =>
  JSON.stringify(['face-reference', idNumber, name, version]);

interface KeptEmbedding {
  readonly embedding: Uint8Array;
  readonly is_encrypted: boolean;
}

const keptAs = (text: string, owner: string, encryption: KeyEncryption | undefined): KeptEmbedding => ({
  embedding: new Uint8Array(
    Buffer.from(encryption === undefined ? text : encryption.encrypt(text, owner), 'base64url'),
  ),
  is_encrypted: encryption !== undefined,
});

const readKept = (row: KeptEmbedding, owner: string, encryption: KeyEncryption | undefined): Float32Array => {
  const text = Buffer.from(row.embedding).toString('base64url');
  const plain = row.is_encrypted ? encryption?.decrypt(text, owner) : text;
  const embedding = plain === undefined ? undefined : readEmbedding(plain);
  if (embedding === undefined) throw new Error('a face reference cannot be read');
  return embedding;
};

/** Encrypts what an instance without a key encryption key kept in plain. */
const encryptPlain = async (database: PlatformDatabase, encryption: KeyEncryption): Promise<void> => {
  for (;;) {
    const encrypted = await database.transaction().execute(async (transaction) => {
      const rows = await transaction
        .selectFrom('face_references')
        .select(['holder_id_number', 'model', 'model_version', 'embedding'])
        .where('is_encrypted', '=', false)
        .limit(encryptedAtOnce)
        .forUpdate()
        .skipLocked()
        .execute();
      for (const { holder_id_number, model, model_version, embedding } of rows) {
        const owner = ownerOf(holder_id_number, { name: model, version: model_version });
        await transaction
          .updateTable('face_references')
          .set(keptAs(Buffer.from(embedding).toString('base64url'), owner, encryption))
          .where('holder_id_number', '=', holder_id_number)
          .where('model', '=', model)
          .where('model_version', '=', model_version)
          .execute();
      }
      return rows.length;
    });
    if (encrypted < encryptedAtOnce) return;
  }
};

/**
 * Opens the register. With `encryption` embeddings lie encrypted in the database, those that were kept in plain are
 * encrypted first; without, they lie there as they are.
 */
export const openFaceRegister = async (
  database: PlatformDatabase,
  clock: PlatformClock,
  encryption: KeyEncryption | undefined,
): Promise<FaceRegister> => {
  if (encryption !== undefined) await encryptPlain(database, encryption);
  return {
    async put({ idNumber, model, embedding }) {
      const resident = await database
        .selectFrom('residents')
        .select('id_number')
        .where('id_number', '=', idNumber)
        .executeTakeFirst();
      if (resident === undefined) return false;
      const kept = {
        ...keptAs(embeddingText(embedding), ownerOf(idNumber, model), encryption),
        added_at: new Date(clock.now()),
      };
      await database
        .insertInto('face_references')
        .values({ holder_id_number: idNumber, model: model.name, model_version: model.version, ...kept })
        .onConflict((conflict) =>
          conflict.columns(['holder_id_number', 'model', 'model_version']).doUpdateSet(kept),
        )
        .execute();
      return true;
    },
    async find(idNumber, model) {
      const ofModel = database
        .selectFrom('face_references')
        .select(['embedding', 'is_encrypted'])
        .where('model', '=', model.name)
        .where('model_version', '=', model.version);
      const row = await ofModel.where('holder_id_number', '=', idNumber).executeTakeFirst();
      if (row === undefined) {
        const anybody = await ofModel.limit(1).executeTakeFirst();
        return { outcome: anybody === undefined ? 'unknown-model' : 'no-reference' };
      }
      return { outcome: 'found', embedding: readKept(row, ownerOf(idNumber, model), encryption) };
    },
  };
};
