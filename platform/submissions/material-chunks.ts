import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlatformClock } from '../clock.ts';
import type { ProblemReason } from '../contract/api.ts';
import { readSealedHeader } from '../contract/sealing/index.ts';
import {
  compactJweSchema,
  idempotencyKeySchema,
  type MaterialStatus,
  maximumMaterialChunks,
  maximumSealedChunkCharacters,
} from '../contract/submissions.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase } from '../store/open-store.ts';

/** What keeping chunks needs of the platform. */
export interface MaterialContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly keyRing: Pick<KeyRing, 'sealingPrivateKey'>;
  /** Characters of chunks without an application that a kiosk may have here; `orphanQuota` unless told. */
  readonly quota?: number;
}

/** Twice the largest application that the contract allows (40 materials of 32 MB). */
export const orphanQuota = 2 * 40 * maximumMaterialChunks * maximumSealedChunkCharacters;

/** An upload may rest that long, milliseconds: a kiosk that was without a line for a month begins it anew. */
export const orphanLifetime = 30 * 86_400_000;

/** Rows that one statement deletes: a purge never holds many locks. */
const purgeAtOnce = 500;

export const materialIdSchema = z.uuid({ version: 'v7' });

const chunkContextSchema = z.object({
  key: idempotencyKeySchema,
  materialId: materialIdSchema,
  index: z.number(),
  count: z.number().max(maximumMaterialChunks),
});

export type PutChunkOutcome =
  | { readonly outcome: 'stored' }
  | {
      readonly outcome: 'refused';
      readonly reason: Extract<ProblemReason, 'malformed-request' | 'too-large' | 'chunk-differs' | 'busy'>;
      /** What does not fit. */
      readonly detail: string;
    };

type Refusal = Extract<PutChunkOutcome, { outcome: 'refused' }>;

const refused = (reason: Refusal['reason'], detail: string): Refusal => ({
  outcome: 'refused',
  reason,
  detail,
});

interface Chunk {
  readonly kioskId: string;
  readonly materialId: string;
  readonly index: number;
  readonly count: number;
  readonly applicationKey: string;
  readonly sealed: string;
  /** SHA-256 of `sealed`, hexadecimal. */
  readonly digest: string;
}

const readChunk = async (
  keyRing: MaterialContext['keyRing'],
  { kioskId, materialId, index, body }: PutChunkRequest,
): Promise<Chunk | Refusal> => {
  if (typeof body === 'string' && body.length > maximumSealedChunkCharacters) {
    return refused('too-large', 'chunk');
  }
  const sealed = compactJweSchema.safeParse(body);
  const header = sealed.success ? readSealedHeader(sealed.data) : undefined;
  const context = chunkContextSchema.safeParse(header?.context);
  if (!sealed.success || header === undefined || !context.success) {
    return refused('malformed-request', 'chunk');
  }
  if (context.data.materialId !== materialId || context.data.index !== index) {
    return refused('malformed-request', 'place of the chunk');
  }
  if ((await keyRing.sealingPrivateKey(header.keyId)) === undefined) {
    return refused('malformed-request', 'sealing key of the chunk');
  }
  return {
    kioskId,
    materialId,
    index,
    count: context.data.count,
    applicationKey: context.data.key,
    sealed: sealed.data,
    digest: hash('sha256', sealed.data, 'hex'),
  };
};

/** Digest of the chunk that stands in this place, hexadecimal. */
const digestInPlace = async (
  database: PlatformDatabase,
  { kioskId, materialId, index }: Pick<Chunk, 'kioskId' | 'materialId' | 'index'>,
): Promise<string | undefined> => {
  const row = await database
    .selectFrom('material_chunks')
    .select(sql<string>`encode(digest, 'hex')`.as('digest'))
    .where('kiosk_id', '=', kioskId)
    .where('material_id', '=', materialId)
    .where('chunk_index', '=', index)
    .executeTakeFirst();
  return row?.digest;
};

const orphanedCharacters = async (database: PlatformDatabase, kioskId: string): Promise<number> => {
  const { characters } = await database
    .selectFrom('material_chunks')
    .select(({ fn }) => fn.coalesce(fn.sum<number>('bytes'), sql<number>`0`).as('characters'))
    .where('kiosk_id', '=', kioskId)
    .where('receipt_number', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(characters);
};

/** Puts a chunk in its place; false when one is there, or others of its material say another count or application. */
const insertChunk = async (database: PlatformDatabase, chunk: Chunk, now: number): Promise<boolean> => {
  const { rows } = await sql`
    INSERT INTO material_chunks (kiosk_id, material_id, chunk_index, chunk_count, application_key, digest, bytes, sealed,
      received_at)
    SELECT ${chunk.kioskId}, ${chunk.materialId}::uuid, ${chunk.index}::smallint, ${chunk.count}::smallint,
      ${chunk.applicationKey}::uuid, decode(${chunk.digest}, 'hex'), ${chunk.sealed.length}::integer, ${chunk.sealed},
      ${new Date(now)}::timestamptz
    WHERE NOT EXISTS (
      SELECT FROM material_chunks c
      WHERE c.kiosk_id = ${chunk.kioskId} AND c.material_id = ${chunk.materialId}::uuid
        AND (c.chunk_count <> ${chunk.count}::smallint OR c.application_key <> ${chunk.applicationKey}::uuid))
    ON CONFLICT (kiosk_id, material_id, chunk_index) DO NOTHING
    RETURNING chunk_index`.execute(database);
  return rows.length > 0;
};

export interface PutChunkRequest {
  readonly kioskId: string;
  readonly materialId: string;
  readonly index: number;
  /** The compact JWE as it came. */
  readonly body: unknown;
}

/**
 * Keeps a sealed chunk of a material for the kiosk that puts it; the same chunk again changes nothing. Durable when
 * this returns.
 */
export const putChunk = async (
  { database, clock, keyRing, quota = orphanQuota }: MaterialContext,
  request: PutChunkRequest,
): Promise<PutChunkOutcome> => {
  const chunk = await readChunk(keyRing, request);
  if ('outcome' in chunk) {
    return chunk;
  }
  const isTheSame = async (): Promise<boolean> => (await digestInPlace(database, chunk)) === chunk.digest;
  if (await isTheSame()) {
    return { outcome: 'stored' };
  }
  if ((await orphanedCharacters(database, chunk.kioskId)) + chunk.sealed.length > quota) {
    return refused('busy', 'chunks without an application');
  }
  return (await insertChunk(database, chunk, clock.now())) || (await isTheSame())
    ? { outcome: 'stored' }
    : refused('chunk-differs', 'chunk');
};

/** Chunks of a material that this kiosk has put, in order; none of another kiosk's. */
export const materialStatus = async (
  database: PlatformDatabase,
  { kioskId, materialId }: { readonly kioskId: string; readonly materialId: string },
): Promise<MaterialStatus> => {
  const rows = await database
    .selectFrom('material_chunks')
    .select(['chunk_index', 'digest'])
    .where('kiosk_id', '=', kioskId)
    .where('material_id', '=', materialId)
    .orderBy('chunk_index')
    .execute();
  return {
    received: rows.map(({ chunk_index, digest }) => ({
      index: chunk_index,
      digest: Buffer.from(digest).toString('base64url'),
    })),
  };
};

/** Deletes chunks that no application has named within `orphanLifetime`; tells how many. */
export const purgeOrphanedChunks = async (database: PlatformDatabase, now: number): Promise<number> => {
  const before = new Date(now - orphanLifetime);
  let purged = 0;
  for (;;) {
    const { rows } = await sql`
      WITH expired AS (
        SELECT kiosk_id, material_id, chunk_index FROM material_chunks
        WHERE receipt_number IS NULL AND received_at < ${before}::timestamptz
        LIMIT ${purgeAtOnce} FOR UPDATE SKIP LOCKED)
      DELETE FROM material_chunks c USING expired e
      WHERE c.kiosk_id = e.kiosk_id AND c.material_id = e.material_id AND c.chunk_index = e.chunk_index
      RETURNING c.chunk_index`.execute(database);
    purged += rows.length;
    if (rows.length < purgeAtOnce) {
      return purged;
    }
  }
};
