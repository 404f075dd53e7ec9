import type { Clock } from '../../../../drivers/device/clock.ts';
import type { SealingKey } from '../../../../platform/contract/api.ts';
import {
  embeddingText,
  type FaceModel,
  type SealedFace,
} from '../../../../platform/contract/face-comparison.ts';
import { sealToPlatform } from '../../../../platform/contract/sealing/index.ts';
import type { LineMonitor } from '../../../sync/line-monitor.ts';
import type { PlatformClient } from '../../../sync/platform-client.ts';
import type { IdentifiedPerson } from '../../session/visit-types.ts';

/** A resident waits for the answer no longer than this, milliseconds. */
export const comparisonMilliseconds = 8_000;

/** A face that the resident has agreed to have compared by the platform. */
export interface ComparedFace {
  readonly person: IdentifiedPerson;
  readonly model: FaceModel;
  /** Of unit length. Overwritten by whoever made it. */
  readonly embedding: Float32Array;
  /** By the platform's clock, milliseconds since the Unix epoch. */
  readonly consentedAt: number;
}

/** `staffCode`: what the platform said, for the log. */
export type FaceComparison =
  | { readonly outcome: 'compared'; readonly similarity: number }
  | {
      readonly outcome: 'not-compared';
      readonly obstacle: 'platform-unreachable' | 'no-reference' | 'too-many-tries';
      readonly staffCode: string;
    };

/** Has the platform compare faces with its register of ID photos (platform/contract/face-comparison.ts). */
export interface PlatformComparison {
  /** There is a line, and a key to seal to. */
  isPossible(): boolean;
  compare(face: ComparedFace): Promise<FaceComparison>;
}

type Reply = Awaited<ReturnType<PlatformClient['compareFace']>>;

const notCompared = (
  obstacle: 'platform-unreachable' | 'no-reference' | 'too-many-tries',
  staffCode: string,
): FaceComparison => ({ outcome: 'not-compared', obstacle, staffCode });

const comparisonOf = (reply: Reply): FaceComparison => {
  if (reply.ok) return { outcome: 'compared', similarity: reply.value.similarity };
  if (reply.reason !== 'refused') return notCompared('platform-unreachable', reply.reason);
  switch (reply.problem) {
    case 'no-reference':
    case 'unknown-model':
    case 'unknown-person':
    case 'person-data-differs':
      return notCompared('no-reference', reply.problem);
    case 'too-many-tries':
      return notCompared('too-many-tries', reply.problem);
    default:
      return notCompared('platform-unreachable', reply.problem);
  }
};

export const createPlatformComparison = (options: {
  readonly client: Pick<PlatformClient, 'compareFace'>;
  readonly line: Pick<LineMonitor, 'state' | 'observed'>;
  /** The newest that is good now; null while the kiosk has none. */
  readonly sealingKey: () => SealingKey | null;
  readonly clock: Pick<Clock, 'after'>;
  /** Makes the id of a comparison, a UUID. */
  readonly newId: () => string;
}): PlatformComparison => {
  const { client, line, clock, sealingKey } = options;

  const seal = async (face: ComparedFace, comparisonId: string, key: SealingKey): Promise<string> => {
    const { person, model, embedding, consentedAt } = face;
    const { name, sex, idNumber } = person;
    const sealed: SealedFace = {
      comparisonId,
      holder: { name, sex, idNumber },
      model,
      embedding: embeddingText(embedding),
      consentedAt,
    };
    const plain = new TextEncoder().encode(JSON.stringify(sealed));
    try {
      return await sealToPlatform(plain, key, { key: comparisonId });
    } finally {
      plain.fill(0);
    }
  };

  return {
    isPossible: () => line.state() === 'online' && sealingKey() !== null,
    compare: async (face) => {
      const key = sealingKey();
      if (key === null || line.state() === 'offline') return notCompared('platform-unreachable', 'no-line');
      const comparisonId = options.newId();
      const sealed = await seal(face, comparisonId, key);
      let cancel = (): void => undefined;
      const tooLate = new Promise<FaceComparison>((resolve) => {
        cancel = clock.after(comparisonMilliseconds, () =>
          resolve(notCompared('platform-unreachable', 'too-late')),
        );
      });
      const asked = client.compareFace({ comparisonId, sealed }).then((reply) => {
        if (reply.ok || reply.reason === 'unreachable') line.observed(reply.ok);
        return comparisonOf(reply);
      });
      const comparison = await Promise.race([asked, tooLate]);
      cancel();
      return comparison;
    },
  };
};
