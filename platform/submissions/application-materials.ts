import { sql } from 'kysely';
import type { SubmissionResult, SubmittedMaterial } from '../contract/submissions.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import type { JudgedMessage } from './judge-message.ts';

/** What an application lacks, as the contract says it. */
export type MissingChunks = Extract<SubmissionResult, { outcome: 'materials-missing' }>['missing'];

/** A message that names materials: an application, or a document of a kiosk. */
export interface MessageWithMaterials extends Pick<JudgedMessage, 'kiosk' | 'key'> {
  readonly submission: { readonly materials: readonly SubmittedMaterial[] };
}

/** How the materials that a message names stand. */
export type MaterialsState =
  | { readonly state: 'whole' }
  | { readonly state: 'missing'; readonly missing: MissingChunks }
  /** Chunks of this material were sealed for another application, or are more or fewer: uploading again cannot help. */
  | { readonly state: 'mismatched' };

interface ChunkRow {
  readonly kiosk_id: string;
  readonly material_id: string;
  readonly chunk_index: number;
  readonly chunk_count: number;
  readonly application_key: string;
  readonly digest: string;
}

const materialName = (kioskId: string, materialId: string): string =>
  `${kioskId} ${materialId.toLowerCase()}`;

/** The chunks that are there, by material. They are locked, so that none expires before this transaction has ended. */
const lockChunks = async (
  transaction: PlatformTransaction,
  messages: readonly MessageWithMaterials[],
): Promise<ReadonlyMap<string, readonly ChunkRow[]>> => {
  const wanted = messages.flatMap(({ kiosk: { kioskId }, submission }) =>
    submission.materials.map(({ materialId }) => ({ kioskId, materialId })),
  );
  if (wanted.length === 0) {
    return new Map();
  }
  const { rows } = await sql<ChunkRow>`
    SELECT c.kiosk_id, c.material_id, c.chunk_index, c.chunk_count, c.application_key,
      encode(c.digest, 'hex') AS digest
    FROM unnest(${wanted.map(({ kioskId }) => kioskId)}::text[],
      ${wanted.map(({ materialId }) => materialId)}::uuid[]) AS m (kiosk_id, material_id)
    JOIN material_chunks c ON c.kiosk_id = m.kiosk_id AND c.material_id = m.material_id
    ORDER BY c.kiosk_id, c.material_id, c.chunk_index
    FOR NO KEY UPDATE OF c`.execute(transaction);
  return Map.groupBy(rows, (row) => materialName(row.kiosk_id, row.material_id));
};

const hexOf = (digest: string): string => Buffer.from(digest, 'base64url').toString('hex');

const missingIndexes = (material: SubmittedMaterial, chunks: readonly ChunkRow[]): number[] => {
  const digests = new Map(chunks.map(({ chunk_index, digest }) => [chunk_index, digest]));
  return material.chunkDigests.flatMap((digest, index) =>
    digests.get(index) === hexOf(digest) ? [] : index,
  );
};

const stateOf = (
  { kiosk, key, submission }: MessageWithMaterials,
  chunks: ReadonlyMap<string, readonly ChunkRow[]>,
): MaterialsState => {
  const missing: { materialId: string; indexes: number[] }[] = [];
  for (const material of submission.materials) {
    const present = chunks.get(materialName(kiosk.kioskId, material.materialId)) ?? [];
    const belongs = ({ application_key, chunk_count }: ChunkRow): boolean =>
      application_key === key && chunk_count === material.chunkDigests.length;
    if (!present.every(belongs)) {
      return { state: 'mismatched' };
    }
    const indexes = missingIndexes(material, present);
    if (indexes.length > 0) {
      missing.push({ materialId: material.materialId, indexes });
    }
  }
  return missing.length === 0 ? { state: 'whole' } : { state: 'missing', missing };
};

/** How the materials of each message stand, in the order of the messages. */
export const materialsOf = async (
  transaction: PlatformTransaction,
  messages: readonly MessageWithMaterials[],
): Promise<readonly MaterialsState[]> => {
  const chunks = await lockChunks(transaction, messages);
  return messages.map((message) => stateOf(message, chunks));
};

/** Hands the materials of filed applications, and of what came to them later, over to them: they expire no more. */
export const attachMaterials = async (
  transaction: PlatformTransaction,
  applications: readonly (MessageWithMaterials & {
    readonly submission: { readonly receiptNumber: string };
  })[],
): Promise<void> => {
  const attached = applications.flatMap(({ kiosk: { kioskId }, submission }) =>
    submission.materials.map(({ materialId }) => ({
      kioskId,
      materialId,
      receiptNumber: submission.receiptNumber,
    })),
  );
  if (attached.length === 0) {
    return;
  }
  await sql`
    UPDATE material_chunks c SET receipt_number = m.receipt_number
    FROM unnest(${attached.map(({ kioskId }) => kioskId)}::text[],
      ${attached.map(({ materialId }) => materialId)}::uuid[],
      ${attached.map(({ receiptNumber }) => receiptNumber)}::text[]) AS m (kiosk_id, material_id, receipt_number)
    WHERE c.kiosk_id = m.kiosk_id AND c.material_id = m.material_id`.execute(transaction);
};
