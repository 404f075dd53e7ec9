import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PumpLine } from '../../../electron/sync/pump/ports.ts';
import type { PlatformOutcome } from '../../../electron/sync/platform-client.ts';
import {
  type SubmissionBatchReply,
  type SubmissionResult,
  submittedMaterialSchema,
} from '../../../platform/contract/submissions.ts';

/** SHA-256 as base64url, as chunks are named by. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

const messageSchema = z.object({
  key: z.string(),
  group: z.string().optional(),
  /** What the platform makes of it: each is a rule of the test. */
  fate: z.enum(['taken', 'refused', 'breaks-batch', 'silences-platform']).optional(),
  materials: z.array(submittedMaterialSchema).optional(),
});
type Message = z.infer<typeof messageSchema>;

/** A platform that keeps the contract of submissions.ts, in memory and without signatures. */
export interface ContractPlatform extends PumpLine {
  /** Keys in the order in which they were first received. */
  readonly received: readonly string[];
  /** How often a key was taken as new: more than once would be twice. */
  timesTaken(key: string): number;
  readonly refused: ReadonlySet<string>;
  /** Chunks as `material/index`, as often as they came. */
  readonly chunksReceived: readonly string[];
  readonly statusAsked: readonly string[];
  /** Messages of each batch, in order. */
  readonly batches: readonly (readonly string[])[];
  forgetChunk(materialId: string, index: number): void;
}

const unreachable = { ok: false, reason: 'unreachable', detail: 'ECONNRESET' } as const;

export const createContractPlatform = (): ContractPlatform => {
  const received: string[] = [];
  const taken = new Map<string, number>();
  const results = new Map<string, SubmissionResult>();
  const refused = new Set<string>();
  const chunks = new Map<string, string>();
  const chunksReceived: string[] = [];
  const statusAsked: string[] = [];
  const batches: string[][] = [];

  const resultOf = ({ key, fate, materials = [] }: Message): SubmissionResult => {
    const before = results.get(key);
    if (before) return before;
    const missing = materials
      .map(({ materialId, chunkDigests }) => ({
        materialId,
        indexes: chunkDigests.flatMap((digest, index) =>
          chunks.get(`${materialId}/${index}`) === digest ? [] : [index],
        ),
      }))
      .filter(({ indexes }) => indexes.length > 0);
    if (missing.length > 0) return { key, outcome: 'materials-missing', missing };
    if (fate === 'refused') refused.add(key);
    else {
      received.push(key);
      taken.set(key, (taken.get(key) ?? 0) + 1);
    }
    const result: SubmissionResult =
      fate === 'refused'
        ? { key, outcome: 'refused', reason: 'unknown-item', refusedAt: 1 }
        : { key, outcome: 'received', receivedAt: 1 };
    results.set(key, result);
    return result;
  };

  return {
    received,
    timesTaken: (key) => taken.get(key) ?? 0,
    refused,
    chunksReceived,
    statusAsked,
    batches,
    forgetChunk: (materialId, index) => void chunks.delete(`${materialId}/${index}`),
    submit: async (bodies): Promise<PlatformOutcome<SubmissionBatchReply>> => {
      const messages = bodies.map((body) => messageSchema.parse(JSON.parse(body)));
      batches.push(messages.map(({ key }) => key));
      if (messages.some(({ fate }) => fate === 'silences-platform')) return unreachable;
      if (messages.some(({ fate }) => fate === 'breaks-batch')) {
        return { ok: false, reason: 'refused', problem: 'too-large', detail: 'status 413' };
      }
      return { ok: true, value: { results: messages.map(resultOf) } };
    },
    putChunk: async (materialId, index, sealed) => {
      const name = `${materialId}/${index}`;
      const digest = digestOf(sealed);
      if ((chunks.get(name) ?? digest) !== digest) {
        return { ok: false, reason: 'refused', problem: 'chunk-differs', detail: 'status 409' };
      }
      chunks.set(name, digest);
      chunksReceived.push(name);
      return { ok: true, value: null };
    },
    materialStatus: async (materialId) => {
      statusAsked.push(materialId);
      const own = [...chunks]
        .filter(([name]) => name.startsWith(`${materialId}/`))
        .map(([name, digest]) => ({ index: Number(name.split('/')[1]), digest }));
      return own.length > 0
        ? { ok: true, value: { received: own } }
        : { ok: false, reason: 'refused', problem: 'not-found', detail: 'status 404' };
    },
  };
};
