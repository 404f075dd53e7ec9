import type { OutboxStore } from '../../../db/stores/outbox.ts';
import type { SealingKey } from '../../../platform/contract/api.ts';
import { type KioskDocumentSubmission, largestOf } from '../../../platform/contract/submissions.ts';
import { digestOf, sealChunks } from '../sealing/seal-chunks.ts';

/** A document of the kiosk, sealed and ready to be kept for the platform. */
export interface SealedDocument {
  readonly key: string;
  /** Puts message and chunks into the outbox, in the caller's transaction. */
  keep(unit: { readonly outbox: Pick<OutboxStore, 'add'> }): void;
}

export type SealDocumentOutcome =
  | { readonly ok: true; readonly document: SealedDocument }
  | { readonly ok: false; readonly reason: 'no-sealing-key' | 'too-large' };

/** Seals what the kiosk hands in of itself. */
export type SealDocument = (
  document: Pick<KioskDocumentSubmission, 'document' | 'madeAt' | 'command'> & {
    readonly content: Uint8Array;
  },
) => Promise<SealDocumentOutcome>;

/** After everything that residents wait for. */
const priority = 9;

export const createSealDocument =
  (options: {
    /** The platform's newest sealing key that is good at `now` (milliseconds, platform time); null when none is. */
    readonly sealingKey: (now: number) => SealingKey | null;
    readonly now: () => number;
    /** Makes a UUIDv7 (RFC 9562 §5.7). */
    readonly newId: () => string;
  }): SealDocument =>
  async ({ content, ...facts }) => {
    const sealingKey = options.sealingKey(options.now());
    if (sealingKey === null) return { ok: false, reason: 'no-sealing-key' };
    if (content.length > largestOf(facts.document)) return { ok: false, reason: 'too-large' };
    const key = options.newId();
    const materialId = options.newId();
    const chunks = await sealChunks(content, { materialId, key, sealingKey });
    const submission: KioskDocumentSubmission = {
      kind: 'kiosk-document',
      key,
      ...facts,
      bytes: content.length,
      digest: digestOf(content),
      materials: [{ materialId, chunkDigests: chunks.map(({ digest }) => digest) }],
    };
    return {
      ok: true,
      document: {
        key,
        keep: ({ outbox }) =>
          outbox.add({
            key,
            kind: 'kiosk-document',
            groupId: key,
            priority,
            body: JSON.stringify(submission),
            materials: [{ materialId, chunks }],
          }),
      },
    };
  };
