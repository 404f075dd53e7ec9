import type { OutboxReader, WaitingChunk } from '../../../db/stores/outbox.ts';
import type { MaterialStatus, SubmittedMaterial } from '../../../platform/contract/submissions.ts';
import { rememberedMaterials, uploadsInTurn } from './limits.ts';
import { materialsOf } from './message-body.ts';
import type { SentMessage } from './verdicts.ts';

/** The next thing to do for an upload. */
export type UploadStep =
  | { readonly step: 'ask'; readonly message: SentMessage; readonly materialId: string }
  | { readonly step: 'send'; readonly message: SentMessage; readonly chunk: WaitingChunk };

export interface UploadProgress {
  readonly done: number;
  readonly total: number;
}

export interface UploadTurns {
  /** The chunk whose turn it is, or the question that comes before it; undefined when nothing is to go up. */
  next(outbox: OutboxReader, now: number): UploadStep | undefined;
  /** The platform has said what it has of a material. */
  asked(materialId: string): void;
  /** Chunks that the platform has as they lie here, by its own word. */
  confirmed(key: string, materialId: string, status: MaterialStatus): readonly number[];
  /** The line broke: what was under way may or may not have arrived, so the platform is asked again. */
  broken(): void;
  /** Chunks of the uploads whose turn comes, or null when there are none. */
  progress(outbox: OutboxReader, now: number): UploadProgress | null;
}

/**
 * Uploads of materials take turns, a chunk each, the oldest few at a time: whoever was served goes to the end of the
 * line, and so does whoever comes, or comes again after a postponement. Memory: the digests of those few, and the names
 * of materials that were asked for.
 */
export const createUploadTurns = (): UploadTurns => {
  /** Keys of the few, in the order of their turns. */
  let order: readonly string[] = [];
  /** Messages that miss chunks and have none to send, as a damaged disk may leave them: they keep nobody waiting. */
  const stuck = new Set<string>();
  const plans = new Map<
    string,
    { readonly message: SentMessage; readonly materials: readonly SubmittedMaterial[] }
  >();
  const known = new Set<string>();

  const waiting = (outbox: OutboxReader, now: number) => {
    const uploads = outbox.uploads({ now, limit: uploadsInTurn, except: stuck });
    const keys = new Set(uploads.map(({ key }) => key));
    order = [...new Set([...order.filter((key) => keys.has(key)), ...keys])];
    for (const key of plans.keys()) if (!keys.has(key)) plans.delete(key);
    for (const key of keys) {
      if (plans.has(key)) continue;
      const entry = outbox.find(key);
      if (!entry) continue;
      const { kind, attempts } = entry;
      plans.set(key, { message: { key, kind, attempts }, materials: materialsOf(entry.body) });
    }
    return uploads;
  };

  /** The first of the line that has a chunk to send. */
  const nextInLine = (outbox: OutboxReader, now: number) => {
    for (waiting(outbox, now); order.length > 0; waiting(outbox, now)) {
      const [key = ''] = order;
      const plan = plans.get(key);
      const chunk = outbox.nextChunk(key);
      if (plan && chunk) return { key, plan, chunk };
      stuck.add(key);
    }
    return undefined;
  };

  return {
    next: (outbox, now) => {
      const found = nextInLine(outbox, now);
      if (!found) return undefined;
      const { key, plan, chunk } = found;
      const material = plan.materials.find(({ materialId }) => materialId === chunk.materialId);
      // A single chunk is as quickly sent again as asked for.
      if (material && material.chunkDigests.length > 1 && !known.has(chunk.materialId)) {
        return { step: 'ask', message: plan.message, materialId: chunk.materialId };
      }
      order = [...order.slice(1), key];
      return { step: 'send', message: plan.message, chunk };
    },
    asked: (materialId) => {
      if (known.size >= rememberedMaterials) known.clear();
      known.add(materialId);
    },
    confirmed: (key, materialId, { received }) => {
      const material = plans.get(key)?.materials.find((candidate) => candidate.materialId === materialId);
      return received
        .filter(({ index, digest }) => material?.chunkDigests[index] === digest)
        .map(({ index }) => index);
    },
    broken: () => known.clear(),
    progress: (outbox, now) => {
      const uploads = waiting(outbox, now);
      if (uploads.length === 0) return null;
      const missing = uploads.reduce((sum, { chunks }) => sum + chunks, 0);
      const total = uploads.reduce(
        (sum, { key, chunks }) =>
          sum +
          Math.max(
            chunks,
            plans.get(key)?.materials.reduce((count, { chunkDigests }) => count + chunkDigests.length, 0) ??
              0,
          ),
        0,
      );
      return { done: total - missing, total };
    },
  };
};
