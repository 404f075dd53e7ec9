import { type Connection, prepareGet, prepareInsert, prepareWrite } from '../statements.ts';

/** A sealed chunk of a material that goes up before its application. */
export interface WaitingChunk {
  readonly materialId: string;
  readonly index: number;
  /** Compact JWE. */
  readonly sealed: string;
  /** SHA-256 of it, base64url. */
  readonly digest: string;
}

/** A material 材料 as it was sealed when the application was filed. */
export interface SealedMaterial {
  readonly materialId: string;
  /** In their order. */
  readonly chunks: readonly { readonly sealed: string; readonly digest: string }[];
}

export interface SealedMaterialStore {
  /** The first chunk that has not gone up: materials as they were filed, chunks in order. */
  nextChunk(messageKey: string): WaitingChunk | undefined;
  /** Keeps the materials of the message with this sequence; none of their chunks has gone up. */
  keep(message: number, materials: readonly SealedMaterial[]): void;
  chunkUploaded(chunk: { readonly materialId: string; readonly index: number }): void;
  chunksMissing(materialId: string, indexes: readonly number[]): void;
  /** Removes the materials of the message with this sequence. */
  remove(message: number): void;
}

/** How many chunks there are to go up. */
export const countChunks = (materials: readonly SealedMaterial[]): number =>
  materials.reduce((count, { chunks }) => count + chunks.length, 0);

/** Chunks that go up before their message; `outbox.missing_chunks` says how many are left. */
export const createSealedMaterialStore = (connection: Connection): SealedMaterialStore => {
  const selectNext = prepareGet<{ messageKey: string }, WaitingChunk>(
    connection,
    `SELECT sealed_material.material_id AS materialId, sealed_chunk.position AS "index", sealed_chunk.sealed,
       sealed_chunk.digest
     FROM outbox
       CROSS JOIN sealed_material ON sealed_material.message = outbox.sequence
       CROSS JOIN sealed_chunk ON sealed_chunk.material = sealed_material.number AND sealed_chunk.uploaded = 0
     WHERE outbox.key = (SELECT @messageKey)
     ORDER BY sealed_material.number, sealed_chunk.position LIMIT 1`,
  );
  const selectMaterial = prepareGet<{ materialId: string }, { number: number; message: number }>(
    connection,
    'SELECT number, message FROM sealed_material WHERE material_id = @materialId',
  );
  const insertMaterial = prepareInsert(
    connection,
    'INSERT INTO sealed_material (material_id, message) VALUES (@materialId, @message)',
  );
  const insertChunk = prepareWrite(
    connection,
    `INSERT INTO sealed_chunk (material, position, uploaded, digest, sealed)
     VALUES (@material, @position, 0, @digest, @sealed)`,
  );
  const updateChunk = prepareWrite(
    connection,
    `UPDATE sealed_chunk SET uploaded = @uploaded
     WHERE material = (SELECT @material) AND position = (SELECT @position) AND uploaded <> (SELECT @uploaded)`,
  );
  const updateMissing = prepareWrite(
    connection,
    'UPDATE outbox SET missing_chunks = missing_chunks + @change WHERE sequence = @message',
  );
  const deleteChunks = prepareWrite(
    connection,
    'DELETE FROM sealed_chunk WHERE material IN (SELECT number FROM sealed_material WHERE message = @message)',
  );
  const deleteMaterials = prepareWrite(connection, 'DELETE FROM sealed_material WHERE message = @message');

  const mark = (materialId: string, indexes: readonly number[], uploaded: 0 | 1): void => {
    const material = selectMaterial({ materialId });
    if (material === undefined) return;
    let changed = 0;
    for (const position of indexes) changed += updateChunk({ material: material.number, position, uploaded });
    if (changed > 0) {
      updateMissing({ message: material.message, change: uploaded === 1 ? -changed : changed });
    }
  };

  return {
    nextChunk: (messageKey) => selectNext({ messageKey }),
    keep: (message, materials) => {
      for (const { materialId, chunks } of materials) {
        const material = insertMaterial({ materialId, message });
        for (const [position, { sealed, digest }] of chunks.entries()) {
          insertChunk({ material, position, sealed, digest });
        }
      }
    },
    chunkUploaded: ({ materialId, index }) => mark(materialId, [index], 1),
    chunksMissing: (materialId, indexes) => mark(materialId, indexes, 0),
    remove: (message) => {
      if (deleteChunks({ message }) > 0) deleteMaterials({ message });
    },
  };
};
