import { describe, expect, it } from 'vitest';
import type { PhotoOutcome } from '../../../../drivers/id-card-reader/photo/photo-decoder.ts';
import type { FacePackManifest } from '../../../../electron/contract/face/face-pack.ts';
import type { FaceWish } from '../../../../electron/contract/face/face-messages.ts';
import { createFaceVerification } from '../../../../electron/core/identity/face/face-verification.ts';
import type {
  ComparedFace,
  FaceComparison,
} from '../../../../electron/core/identity/face/platform-comparison.ts';
import type { FaceOutcome } from '../../../../electron/core/session/assurance-types.ts';
import { idOf, openTestDatabase } from '../../../helpers/database.ts';
import { createFaceCamera, embeddingOf } from '../../../helpers/face-frames.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { createTestJournal, silentLog } from '../../../helpers/journal.ts';
import { deferred } from '../../../helpers/deferred.ts';
import { lin } from '../../../helpers/visit.ts';

const manifest: FacePackManifest = {
  format: 'yizhan-face-pack-1',
  name: 'trial',
  version: '1.2',
  pipeline: 'faceplugin',
  origin: { source: 'a test', documented: false, statement: 'made up' },
  licence: 'MIT',
  files: [
    { role: 'detector', name: 'detector.onnx', bytes: 1, sha256: '0'.repeat(64) },
    { role: 'eyes', name: 'eyes.onnx', bytes: 1, sha256: '0'.repeat(64) },
  ],
  thresholds: { accept: 0.42, refuse: 0.33 },
  accuracy: null,
};

const consentedAt = 1_700_000_000_000;

/** A visit of 林晓岚, identified by card, whose face is about to be looked at. */
const openWorld = ({
  photo = 'decodes' as 'decodes' | 'does-not-decode' | 'none',
  compared = { outcome: 'compared', similarity: 0.7 } as FaceComparison,
} = {}) => {
  const clock = createFakeClock();
  const database = openTestDatabase();
  database.commit(({ visits }) => visits.begin({ id: idOf(1), locale: 'zh-CN', elderMode: false }));
  const journal = createTestJournal(database.current());
  journal.identified(idOf(1), { ...lin, assuranceLevel: 2 });
  const rgb = new Uint8Array(102 * 126 * 3).fill(5);
  const decoded: PhotoOutcome =
    photo === 'decodes'
      ? { ok: true, width: 102, height: 126, rgb }
      : { ok: false, reason: 'no-decoder', detail: '' };
  let cameraWorks = true;
  const asked: (Omit<ComparedFace, 'embedding'> & { readonly similarityToResident: number })[] = [];
  const sent: Float32Array[] = [];
  const answer = deferred<void>();
  const face = createFaceVerification({
    comparison: {
      isPossible: () => true,
      compare: async ({ embedding, ...rest }) => {
        sent.push(embedding);
        asked.push({ ...rest, similarityToResident: embedding[0] ?? 0 });
        await answer.promise;
        return compared;
      },
    },
    manifest,
    decoder: { decode: async () => decoded },
    cameraWorks: () => cameraWorks,
    journal,
    clock,
    random: () => 0,
    log: silentLog,
  });
  const wishes: FaceWish[] = [];
  const outcomes: FaceOutcome[] = [];
  const camera = createFaceCamera();
  return {
    clock,
    database,
    face,
    wishes,
    outcomes,
    rgb,
    asked,
    sent,
    answer: async () => {
      answer.resolve();
      await clock.advance(0);
    },
    breakCamera: () => {
      cameraWorks = false;
    },
    /** Begins a look; with `reference`, until the first picture is wanted. */
    begin: async (reference: 'embedded' | 'no-face' | null = 'embedded') => {
      const stop = face.verify(
        {
          visitId: idOf(1),
          person: { ...lin, assuranceLevel: 2 },
          photo: photo === 'none' ? null : new Uint8Array(1024),
          comparisonAgreedAt: photo === 'none' ? consentedAt : null,
          elderMode: false,
        },
        { progress: (wish) => wishes.push(wish), done: (outcome) => outcomes.push(outcome) },
      );
      await Promise.resolve();
      await Promise.resolve();
      const look = wishes.at(-1)?.look ?? 0;
      if (reference === 'no-face') {
        face.report({ type: 'faceReference', look, reference: { outcome: 'no-face' } });
      } else if (reference === 'embedded') {
        const embedding = embeddingOf(1);
        face.report({ type: 'faceReference', look, reference: { outcome: 'embedded', embedding } });
      }
      return { look, stop };
    },
    /** Somebody stands there and does what is asked until it is decided. */
    follow: (look: number, person = camera) => {
      for (let round = 0; round < 30 && outcomes.length === 0; round += 1) {
        for (const frame of person.following(wishes.at(-1)?.stage ?? '')) {
          face.report({ type: 'faceFrame', look, frame });
        }
      }
    },
    lastEntry: () => database.read(({ audit }) => audit.find(audit.head().sequence)),
  };
};

describe('verifying a face', () => {
  it('raises the person of the photo to level 3, and the audit log keeps scores, versions and answers', async () => {
    const world = openWorld();
    const { look } = await world.begin();
    world.follow(look);
    expect(world.outcomes).toMatchObject([
      { outcome: 'same-person', person: { assuranceLevel: 3, method: 'id-card-face' } },
    ]);
    const entry = world.lastEntry();
    expect(entry).toMatchObject({ action: 'visit.identified', subject: idOf(1) });
    expect(JSON.parse(entry?.details ?? '{}')).toMatchObject({
      models: 'trial-1.2',
      similarity: 0.8,
      accept: 0.42,
      pictures: 5,
      followed: 2,
      assuranceLevel: 3,
    });
  });

  it('refuses somebody else, with the scores in the audit log and the level as it was', async () => {
    const world = openWorld();
    const { look } = await world.begin();
    world.follow(look, createFaceCamera({ similarity: 0.05 }));
    expect(world.outcomes).toEqual([{ outcome: 'not-verified', reason: 'another-face' }]);
    expect(world.lastEntry()).toMatchObject({ action: 'visit.face-refused', reason: 'another-face' });
    expect(world.database.read(({ visits }) => visits.find(idOf(1)))).toMatchObject({ assuranceLevel: 2 });
  });

  it('gives the photo to the page for this look alone, and overwrites it', async () => {
    const world = openWorld();
    const { look } = await world.begin(null);
    expect(world.face.photoOf(look)).toMatchObject({ width: 102, height: 126 });
    expect(world.face.photoOf(look + 1)).toBeNull();
    world.face.report({
      type: 'faceReference',
      look,
      reference: { outcome: 'embedded', embedding: embeddingOf(1) },
    });
    expect(world.face.photoOf(look)).toBeNull();
    expect(world.rgb.every((value) => value === 0)).toBe(true);
  });

  it.each([
    ['cannot be decoded', { photo: 'does-not-decode' } as const, null],
    ['shows no face', {}, 'no-face'] as const,
  ])('is impossible with a photo that %s', async (_what, options, reference) => {
    const world = openWorld(options);
    await world.begin(reference);
    expect(world.outcomes).toEqual([{ outcome: 'impossible', obstacle: 'no-photo' }]);
  });

  it('is impossible without a camera, and when that goes away in the middle', async () => {
    const world = openWorld();
    world.breakCamera();
    expect(world.face.obstacle()).toBe('camera-unusable');
    const { look } = await world.begin();
    world.face.report({ type: 'faceCamera', look, fault: 'unplugged' });
    expect(world.outcomes).toEqual([{ outcome: 'impossible', obstacle: 'camera-unusable' }]);
  });

  it('is impossible with models that were altered', async () => {
    const world = openWorld();
    world.face.report({
      type: 'faceEngine',
      state: { state: 'failed', fault: 'file-altered', detail: 'eyes.onnx' },
    });
    expect(world.face.obstacle()).toBe('engine-unusable');
  });

  it('ends by itself when the page says nothing any more', async () => {
    const silent = openWorld();
    await silent.begin(null);
    await silent.clock.advance(60_000);
    expect(silent.outcomes).toEqual([{ outcome: 'impossible', obstacle: 'engine-unusable' }]);
    const noPictures = openWorld();
    await noPictures.begin();
    await noPictures.clock.advance(60_000);
    expect(noPictures.outcomes).toEqual([{ outcome: 'not-verified', reason: 'not-clear-enough' }]);
  });

  it('hears nothing of a look that was stopped, nor of an earlier one', async () => {
    const world = openWorld();
    const { look, stop } = await world.begin();
    stop();
    world.follow(look);
    await world.clock.advance(60_000);
    expect(world.outcomes).toEqual([]);
  });
});

describe('a face of which the card has no photo', () => {
  const looked = async (compared?: FaceComparison) => {
    const world = openWorld({ photo: 'none', ...(compared ? { compared } : {}) });
    const { look, stop } = await world.begin(null);
    expect(world.wishes).toMatchObject([{ comparedWith: 'register', stage: 'look-straight' }]);
    world.follow(look);
    await world.clock.advance(0);
    return { ...world, stop };
  };
  const details = (world: { lastEntry: () => { details: string | null } | undefined }): unknown =>
    JSON.parse(world.lastEntry()?.details ?? '{}');

  it('is compared by the platform after every challenge, and raised here by the thresholds of the models', async () => {
    const world = await looked();
    expect(world.wishes.at(-1)).toMatchObject({ stage: 'comparing', progress: 1 });
    expect(world.outcomes).toEqual([]);
    expect(world.asked).toMatchObject([
      { person: { idNumber: lin.idNumber }, model: { name: 'trial', version: '1.2' }, consentedAt },
    ]);
    expect(world.asked[0]?.similarityToResident).toBeCloseTo(0.8, 3);
    await world.answer();
    expect(world.outcomes).toMatchObject([{ outcome: 'same-person', person: { method: 'id-card-face' } }]);
    expect(world.lastEntry()).toMatchObject({ action: 'visit.identified' });
    expect(details(world)).toMatchObject({
      comparedBy: 'platform',
      consentedAt,
      similarity: 0.7,
      accept: 0.42,
      pictures: 5,
      followed: 2,
    });
    expect(world.sent.every((embedding) => embedding.every((value) => value === 0))).toBe(true);
  });

  it.each([
    [0.1, 'another-face'],
    [0.4, 'not-clear-enough'],
  ] as const)('is refused with a similarity of %d: %s', async (similarity, reason) => {
    const world = await looked({ outcome: 'compared', similarity });
    await world.answer();
    expect(world.outcomes).toEqual([{ outcome: 'not-verified', reason }]);
    expect(details(world)).toMatchObject({ comparedBy: 'platform', similarity });
  });

  it.each(['platform-unreachable', 'no-reference', 'too-many-tries'] as const)(
    'comes to nothing where the platform does not compare: %s',
    async (obstacle) => {
      const world = await looked({ outcome: 'not-compared', obstacle, staffCode: 'why' });
      await world.answer();
      expect(world.outcomes).toEqual([{ outcome: 'impossible', obstacle }]);
      expect(world.lastEntry()).toMatchObject({ action: 'visit.face-refused', reason: obstacle });
      expect(details(world)).toMatchObject({ comparedBy: 'platform', answer: 'why', similarity: null });
    },
  );

  it('leaves a trace of what was sent also where the resident went on meanwhile, and raises nobody', async () => {
    const world = await looked();
    world.stop();
    await world.answer();
    expect(world.outcomes).toEqual([]);
    expect(world.lastEntry()).toMatchObject({ action: 'visit.face-refused' });
    expect(details(world)).toMatchObject({ answer: 'unwanted' });
    expect(world.database.read(({ visits }) => visits.find(idOf(1)))).toMatchObject({ assuranceLevel: 2 });
  });

  it('is asked of nobody when the challenges are not followed', async () => {
    const world = openWorld({ photo: 'none' });
    await world.begin(null);
    await world.clock.advance(60_000);
    expect(world.outcomes).toEqual([{ outcome: 'not-verified', reason: 'not-clear-enough' }]);
    expect(world.asked).toEqual([]);
  });
});
