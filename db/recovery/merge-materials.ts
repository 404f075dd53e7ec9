import { createHash } from 'node:crypto';
import type { Connection } from '../statements.ts';
import type { Envelope } from './envelope.ts';
import { tryRow } from './merge-rows.ts';

interface Chunk {
  readonly uploaded: number;
  readonly digest: string;
  readonly sealed: string;
}

const digestOf = (sealed: string): string => createHash('sha256').update(sealed, 'utf8').digest('base64url');

/**
 * Brings back the sealed chunks of messages. A chunk is known by its digest, which stands in the text of its message,
 * and is taken only when its text still has that digest: so it finds its place although the row that named its material
 * is lost, and no byte of it can have changed.
 */
export const createMaterialMerge = (connection: Connection) => {
  const findMaterial = connection
    .prepare<[string], number>('SELECT number FROM main.sealed_material WHERE material_id = ?')
    .pluck();
  const addMaterial = connection.prepare<[string, number]>(
    'INSERT INTO main.sealed_material (material_id, message) VALUES (?, ?)',
  );
  const findChunk = connection.prepare<[number, number], Chunk>(
    'SELECT uploaded, digest, sealed FROM main.sealed_chunk WHERE material = ? AND position = ?',
  );
  const stagedChunks = connection.prepare<[string], Chunk>(
    'SELECT uploaded, digest, sealed FROM salvage.sealed_chunk WHERE digest = ? ORDER BY uploaded DESC',
  );
  const addChunk = connection.prepare<Chunk & { readonly material: number; readonly position: number }>(
    `INSERT INTO main.sealed_chunk (material, position, uploaded, digest, sealed)
     VALUES (@material, @position, @uploaded, @digest, @sealed)`,
  );
  const markUploaded = connection.prepare<[number, number]>(
    'UPDATE main.sealed_chunk SET uploaded = 1 WHERE material = ? AND position = ?',
  );

  const mergeChunk = (material: number, position: number, digest: string): Chunk | undefined => {
    const kept = findChunk.get(material, position);
    const staged = stagedChunks.all(digest).find(({ sealed }) => digestOf(sealed) === digest);
    if (kept === undefined) {
      return staged && tryRow(connection, () => addChunk.run({ ...staged, material, position }))
        ? staged
        : undefined;
    }
    if (staged?.uploaded !== 1 || kept.uploaded === 1) return kept;
    markUploaded.run(material, position);
    return { ...kept, uploaded: 1 };
  };

  /** Returns how many chunks have not gone up yet, and how many are lost. */
  return (message: number, { materials }: Envelope): { readonly waiting: number; readonly lost: number } => {
    let waiting = 0;
    let lost = 0;
    for (const { materialId, digests } of materials) {
      if (findMaterial.get(materialId) === undefined) {
        tryRow(connection, () => addMaterial.run(materialId, message));
      }
      const material = findMaterial.get(materialId);
      for (const [position, digest] of digests.entries()) {
        const chunk = material === undefined ? undefined : mergeChunk(material, position, digest);
        if (chunk === undefined) lost += 1;
        else if (chunk.uploaded === 0) waiting += 1;
      }
    }
    return { waiting, lost };
  };
};
