import { describe, expect, it } from 'vitest';
import type { FaceChallenge, FaceFrame } from '../../../../electron/contract/face/face-messages.ts';
import {
  createFaceLook,
  type LookDecision,
  stageMilliseconds,
} from '../../../../electron/core/identity/face/face-look.ts';
import { createFaceCamera, embeddingOf } from '../../../helpers/face-frames.ts';

const openLook = (challenges: readonly FaceChallenge[] = ['turn-left', 'blink'], patience = 1) =>
  createFaceLook({
    look: 1,
    reference: embeddingOf(1),
    thresholds: { accept: 0.42, refuse: 0.33 },
    challenges,
    patience,
    startedAt: 0,
  });

type Look = ReturnType<typeof openLook>;

const show = (look: Look, frames: readonly FaceFrame[]): LookDecision | null => {
  for (const frame of frames) {
    const decision = look.frame(frame);
    if (decision) return decision;
  }
  return null;
};

/** Does what is asked until there is a decision. */
const followAll = (look: Look, camera = createFaceCamera()): LookDecision | null => {
  for (let round = 0; round < 20; round += 1) {
    const decision = show(look, camera.following(look.wish().stage));
    if (decision) return decision;
  }
  return null;
};

describe('a look at a face', () => {
  it.each([
    [['turn-left', 'blink']],
    [['come-closer', 'turn-right']],
    [['turn-right', 'turn-left']],
  ] as const)('accepts the person of the photo who follows %j', (challenges) => {
    expect(followAll(openLook(challenges))).toMatchObject({
      decision: 'same-person',
      evidence: {
        similarity: expect.closeTo(0.8),
        pictures: 5,
        challenges,
        followed: 2,
        liveHint: expect.closeTo(0.8),
      },
    });
  });

  it('asks for something else than a blink of eyes that cannot be seen', () => {
    const look = openLook(['blink']);
    const camera = createFaceCamera();
    const reflecting = { eyesOpen: 0.2 };
    show(look, [camera.take(reflecting), camera.take(reflecting), camera.take(reflecting)]);
    expect(look.wish().stage).toBe('come-closer');
  });

  it('asks for one thing after the other', () => {
    const look = openLook();
    const camera = createFaceCamera();
    expect(look.wish()).toMatchObject({ stage: 'look-straight', progress: 0 });
    show(look, [camera.take(), camera.take(), camera.take()]);
    expect(look.wish().stage).toBe('turn-left');
    show(look, camera.following('turn-left'));
    expect(look.wish().stage).toBe('look-straight');
    show(look, [camera.take()]);
    expect(look.wish().stage).toBe('blink');
    expect(look.wish().progress).toBeGreaterThan(0.5);
  });

  it('refuses somebody else before anything was asked of them', () => {
    const look = openLook();
    expect(followAll(look, createFaceCamera({ similarity: 0.1 }))).toMatchObject({
      decision: 'not-verified',
      reason: 'another-face',
      evidence: { pictures: 3, followed: 0 },
    });
  });

  it('says nothing certain between the thresholds', () => {
    expect(followAll(openLook(), createFaceCamera({ similarity: 0.38 }))).toMatchObject({
      reason: 'not-clear-enough',
      evidence: { followed: 2 },
    });
  });

  it('takes a jump into the turned position for none: a head passes through what is between', () => {
    const look = openLook(['turn-left']);
    const camera = createFaceCamera();
    show(look, [camera.take(), camera.take(), camera.take()]);
    show(look, [camera.take({ yaw: 30, embedding: null })]);
    expect(look.wish().stage).toBe('turn-left');
  });

  it('is ended by a still picture', () => {
    const look = openLook();
    const camera = createFaceCamera();
    const still = { x: 0.5, yaw: 1 };
    const pictures = Array.from({ length: 12 }, () => camera.take(still));
    expect(show(look, pictures)).toMatchObject({ reason: 'not-live' });
  });

  it('is ended by another face that takes the place of the first', () => {
    const look = openLook(['turn-left']);
    const camera = createFaceCamera();
    show(look, [camera.take(), camera.take(), camera.take()]);
    const other = createFaceCamera({ similarity: -0.9 });
    expect(show(look, [other.take({}, { takenAt: 500 }), other.take({}, { takenAt: 600 })])).toMatchObject({
      reason: 'not-live',
    });
  });

  it('is ended by pictures that were cut together', () => {
    const look = openLook(['come-closer']);
    const camera = createFaceCamera();
    const jumps = [0, 60, 0, 60, 0].map((yaw) => camera.take({ yaw, embedding: null }));
    expect(show(look, jumps)).toMatchObject({ reason: 'not-live' });
  });

  it.each([
    ['no-face', (camera: ReturnType<typeof createFaceCamera>) => camera.empty()],
    ['several-faces', (camera: ReturnType<typeof createFaceCamera>) => camera.take({}, { faces: 2 })],
    ['too-dark', (camera: ReturnType<typeof createFaceCamera>) => camera.take({}, { luminance: 0.05 })],
    ['too-far', (camera: ReturnType<typeof createFaceCamera>) => camera.take({ height: 0.1 })],
    ['off-centre', (camera: ReturnType<typeof createFaceCamera>) => camera.take({ x: 0.9 })],
    ['face-covered', (camera: ReturnType<typeof createFaceCamera>) => camera.take({ uncovered: 0.1 })],
    ['blurred', (camera: ReturnType<typeof createFaceCamera>) => camera.take({ sharpness: 0.02 })],
  ] as const)('says at once what hinders: %s', (hindrance, picture) => {
    const look = openLook();
    const camera = createFaceCamera();
    look.frame(picture(camera));
    expect(look.wish().hindrance).toBe(hindrance);
    look.frame(camera.take());
    expect(look.wish().hindrance).toBeNull();
  });

  it.each([
    ['no-face', (camera: ReturnType<typeof createFaceCamera>) => camera.empty()],
    ['several-faces', (camera: ReturnType<typeof createFaceCamera>) => camera.take({}, { faces: 2 })],
    ['not-clear-enough', (camera: ReturnType<typeof createFaceCamera>) => camera.take({ sharpness: 0.02 })],
  ] as const)('ends when the time for a straight look is over: %s', (reason, picture) => {
    const look = openLook();
    const camera = createFaceCamera();
    for (let count = 0; count < 20; count += 1) look.frame(picture(camera));
    expect(look.tick(stageMilliseconds.straight - 1)).toBeNull();
    expect(look.tick(stageMilliseconds.straight)).toMatchObject({ reason });
  });

  it('waits twice as long for who has the screen in elder mode', () => {
    const look = openLook(['turn-left'], 2);
    const camera = createFaceCamera();
    show(look, [camera.take(), camera.take(), camera.take()]);
    expect(look.tick(stageMilliseconds.challenge * 2 - 1)).toBeNull();
    expect(look.tick(stageMilliseconds.challenge * 2)).toMatchObject({ reason: 'challenge-failed' });
  });

  it('keeps no embedding once it is forgotten', () => {
    const reference = embeddingOf(1);
    const look = createFaceLook({
      look: 1,
      reference,
      thresholds: { accept: 0.4, refuse: 0.3 },
      challenges: [],
      patience: 1,
      startedAt: 0,
    });
    const frame = createFaceCamera().take();
    const blurred = createFaceCamera().take({ sharpness: 0.02 });
    look.frame(blurred);
    expect(blurred.face?.embedding?.every((value) => value === 0)).toBe(true);
    look.frame(frame);
    look.forget();
    expect([...reference, ...(frame.face?.embedding ?? [1])].every((value) => value === 0)).toBe(true);
  });
});
