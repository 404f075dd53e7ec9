import { describe, expect, it, vi } from 'vitest';
import {
  comparisonMilliseconds,
  createPlatformComparison,
} from '../../../../electron/core/identity/face/platform-comparison.ts';
import type { LineState } from '../../../../electron/sync/line-monitor.ts';
import type { PlatformClient } from '../../../../electron/sync/platform-client.ts';
import type { ProblemReason, SealingKey } from '../../../../platform/contract/api.ts';
import {
  type FaceComparisonRequest,
  readEmbedding,
  sealedFaceSchema,
} from '../../../../platform/contract/face-comparison.ts';
import { openSealed } from '../../../../platform/contract/sealing/index.ts';
import { newKioskKey } from '../../../../platform/conformance/kiosk-key.ts';
import { embeddingOf } from '../../../helpers/face-frames.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { deferred } from '../../../helpers/deferred.ts';
import { lin } from '../../../helpers/visit.ts';

type Reply = Awaited<ReturnType<PlatformClient['compareFace']>>;

const pair = newKioskKey();
const key: SealingKey = {
  keyId: 'platform-sealing-1',
  algorithm: 'ECDH-ES',
  jwk: pair.publicJwk,
  notBefore: 0,
  notAfter: 1,
};
const face = {
  person: { ...lin, assuranceLevel: 2 },
  model: { name: 'trial', version: '1.2' },
  embedding: embeddingOf(0.8),
  consentedAt: 5,
} as const;
const comparisonId = '019aa0c0-7b20-7e32-8b55-1c2d3e4f5062';

/** A platform that answers when the test says so. */
const createWorld = ({ state = 'online' as LineState, sealingKey = key as SealingKey | null } = {}) => {
  const clock = createFakeClock();
  const asked: FaceComparisonRequest[] = [];
  const observed: boolean[] = [];
  const reply = deferred<Reply>();
  const comparison = createPlatformComparison({
    client: {
      compareFace: (request) => {
        asked.push(request);
        return reply.promise;
      },
    },
    line: { state: () => state, observed: (reachable) => observed.push(reachable) },
    sealingKey: () => sealingKey,
    clock,
    newId: () => comparisonId,
  });
  return { clock, asked, observed, comparison, answer: reply.resolve };
};

const refused = (problem: ProblemReason): Reply => ({ ok: false, reason: 'refused', problem, detail: '' });

describe('having a face compared by the platform', () => {
  it('sends nothing that anybody but the platform can read, and there who it is, what it looks like, to which models', async () => {
    const { comparison, answer, asked, observed, clock } = createWorld();
    answer({ ok: true, value: { similarity: 0.613 } });
    expect(await comparison.compare(face)).toEqual({ outcome: 'compared', similarity: 0.613 });
    expect(Object.keys(asked[0] ?? {})).toEqual(['comparisonId', 'sealed']);
    const opened = await openSealed(asked[0]?.sealed ?? '', () => pair.privateKey);
    if (opened.outcome !== 'opened') throw new Error(opened.reason);
    expect(opened.context).toEqual({ key: comparisonId });
    const sealed = sealedFaceSchema.parse(JSON.parse(Buffer.from(opened.plaintext).toString('utf8')));
    expect(sealed).toMatchObject({
      comparisonId,
      holder: { name: lin.name, sex: lin.sex, idNumber: lin.idNumber },
      model: face.model,
      consentedAt: 5,
    });
    expect(readEmbedding(sealed.embedding)).toEqual(face.embedding);
    expect(observed).toEqual([true]);
    expect(clock.pending()).toBe(0);
  });

  it.each([
    ['no-reference', 'no-reference'],
    ['unknown-model', 'no-reference'],
    ['unknown-person', 'no-reference'],
    ['person-data-differs', 'no-reference'],
    ['too-many-tries', 'too-many-tries'],
    ['busy', 'platform-unreachable'],
    ['internal-error', 'platform-unreachable'],
  ] as const)('takes %s for %s', async (problem, obstacle) => {
    const { comparison, answer } = createWorld();
    answer(refused(problem));
    expect(await comparison.compare(face)).toEqual({ outcome: 'not-compared', obstacle, staffCode: problem });
  });

  it('gives up after eight seconds', async () => {
    const { comparison, clock, asked } = createWorld();
    const comparing = comparison.compare(face);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await clock.advance(comparisonMilliseconds);
    expect(await comparing).toMatchObject({ obstacle: 'platform-unreachable', staffCode: 'too-late' });
  });

  it('asks nobody without a line or a key to seal to, and says beforehand that it is not possible', async () => {
    for (const world of [createWorld({ state: 'offline' }), createWorld({ sealingKey: null })]) {
      expect(world.comparison.isPossible()).toBe(false);
      expect(await world.comparison.compare(face)).toMatchObject({ obstacle: 'platform-unreachable' });
      expect(world.asked).toEqual([]);
    }
    expect(createWorld().comparison.isPossible()).toBe(true);
  });
});
