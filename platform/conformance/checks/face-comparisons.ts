import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { embeddingText, type SealedFace } from '../../contract/face-comparison.ts';
import { sealToPlatform } from '../../contract/sealing/index.ts';
import { json } from '../ask.ts';
import { demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { lacksHolder } from '../holder.ts';
import { presentSealingKey } from '../messages.ts';
import type { World } from '../world.ts';

const comparisons = 'face-comparison.ts POST /v1/face-comparisons';

/** A face that nobody has: a direction of its own. */
const face = (): string =>
  embeddingText(Float32Array.from({ length: 512 }, (_, index) => (index === 0 ? 1 : 0)));

/** A made-up person of a region code that was never given out. */
const nobody = { name: '合规测试', sex: '未说明', idNumber: '990000190001010007' } as const;

const post = async (
  world: World,
  changes: Partial<SealedFace> = {},
  bindTo: string | undefined = undefined,
) => {
  const comparisonId = randomUUID();
  const sealed: SealedFace = {
    comparisonId,
    holder: world.target.holder ?? nobody,
    model: { name: 'no-such-models', version: '0' },
    embedding: face(),
    consentedAt: world.now(),
    ...changes,
  };
  const content = {
    comparisonId,
    sealed: await sealToPlatform(Buffer.from(JSON.stringify(sealed)), await presentSealingKey(world), {
      key: bindTo ?? comparisonId,
    }),
  };
  return world.ask({ method: 'POST', path: 'v1/face-comparisons', body: json(content) });
};

/** As far as it can be seen without a face in the register. */
export const faceComparisonChecks: readonly Check[] = [
  {
    name: 'A face is compared for models alone of which the register has embeddings',
    clause: `${comparisons} unknown-model`,
    lacks: lacksHolder,
    async prove(world) {
      demandProblem(await post(world), 'unknown-model');
    },
  },
  {
    name: 'A face of nobody is not compared',
    clause: `${comparisons} unknown-person`,
    async prove(world) {
      demandProblem(await post(world, { holder: nobody }), 'unknown-person');
    },
  },
  {
    name: 'A sealed face that belongs to another comparison, or is no embedding, is refused',
    clause: `${comparisons} SealedFace`,
    async prove(world) {
      demandProblem(await post(world, {}, v7()), 'malformed-request');
      demandProblem(await post(world, { comparisonId: v7() }), 'malformed-request');
      demandProblem(await post(world, { embedding: 'A'.repeat(2_731) }), 'malformed-request');
    },
  },
  {
    name: 'A face that is not sealed is refused',
    clause: `${comparisons} FaceComparisonRequest`,
    async prove(world) {
      const content = { comparisonId: randomUUID(), embedding: face() };
      const reply = await world.ask({ method: 'POST', path: 'v1/face-comparisons', body: json(content) });
      demandProblem(reply, 'malformed-request');
    },
  },
];
