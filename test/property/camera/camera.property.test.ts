import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraFindings, cameraPresences, cameraReportSchema } from '../../../electron/contract/channel.ts';
import { cameraStatus } from '../../../electron/core/devices/camera-status.ts';
import {
  type CameraEvent,
  initialCameraWatch,
  nextCameraWatch,
  timeOf,
  wantedLook,
} from '../../../electron/core/devices/camera-watch.ts';
import { chooseCamera } from '../../../renderer/camera/choose-camera.ts';
import { brightnessOf, differenceBetween, greyOf } from '../../../renderer/camera/frame-statistics.ts';
import { createPictureJudge, goodForMilliseconds } from '../../../renderer/camera/picture-judge.ts';

const event: fc.Arbitrary<CameraEvent> = fc.oneof(
  fc.record({
    type: fc.constant('presence' as const),
    presence: fc.constantFrom(...cameraPresences),
    seen: fc.constant([]),
  }),
  fc.record({
    type: fc.constant('finding' as const),
    look: fc.integer({ min: 0, max: 6 }),
    finding: fc.constantFrom(...cameraFindings),
  }),
  fc.record({ type: fc.constant('visit' as const), going: fc.boolean() }),
  fc.constant({ type: 'timeUp' as const }),
);

describe('whatever happens to the camera', () => {
  it('it is wanted only while it is there and nobody is in a visit, and then for a limited time', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let watch = initialCameraWatch;
        for (const next of events) {
          const before = watch;
          watch = nextCameraWatch(watch, next);
          expect(watch.looks).toBeGreaterThanOrEqual(before.looks);
          if (wantedLook(watch) === null) continue;
          expect(watch).toMatchObject({ presence: 'present', visitGoing: false });
          expect(timeOf(watch)).not.toBeNull();
        }
      }),
    );
  });

  it('a fault is never the end: its time runs out, or something outside has to change', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const watch = [...events, { type: 'visit', going: false } as const].reduce(
          nextCameraWatch,
          initialCameraWatch,
        );
        const { reasons } = cameraStatus(watch, 'x');
        if (reasons.length > 0 && watch.presence === 'present') expect(timeOf(watch)).not.toBeNull();
      }),
    );
  });
});

it('the schema of reports survives anything, and takes only what it names', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(cameraReportSchema.safeParse(value).success).toBe(false);
    }),
  );
});

it('a camera is chosen only if its label has the text, and no other one’s does', () => {
  const text = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('a', 'B', ' ', ':') });
  const camera = fc.record({ id: fc.uuid(), label: text });
  fc.assert(
    fc.property(fc.array(camera, { maxLength: 5 }), text, (cameras, label) => {
      const fitting = cameras.filter((one) => one.label.toLowerCase().includes(label.toLowerCase()));
      const choice = chooseCamera(cameras, label);
      expect(choice.ok ? [choice.id] : choice.reason).toEqual(
        fitting.length === 1 ? [fitting[0]?.id] : fitting.length === 0 ? 'not-found' : 'ambiguous',
      );
    }),
  );
});

describe('numbers of any picture', () => {
  it('stay within 0 and 255, and only identical pictures do not differ', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.uint8Array({ maxLength: 64 }), (one, other) => {
        const { mean, spread } = brightnessOf(one);
        expect(mean).toBeGreaterThanOrEqual(0);
        expect(mean).toBeLessThanOrEqual(255);
        expect(spread).toBeGreaterThanOrEqual(0);
        expect(spread).toBeLessThanOrEqual(128);
        expect(differenceBetween(one, other) === 0).toBe(Buffer.compare(one, other) === 0);
        expect(differenceBetween(one, one)).toBe(0);
      }),
    );
  });

  it('lie between the darkest and the brightest colour of a pixel', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (pixel) => {
        const [grey = -1] = greyOf(new Uint8ClampedArray(pixel));
        const [red = 0, green = 0, blue = 0] = pixel;
        expect(grey).toBeGreaterThanOrEqual(Math.min(red, green, blue) - 1);
        expect(grey).toBeLessThanOrEqual(Math.max(red, green, blue));
      }),
    );
  });
});

it('a verdict never flickers: no two changes to "ok" closer than it takes to look good', () => {
  const scene = fc.record({
    luminance: fc.integer({ min: 0, max: 255 }),
    spread: fc.integer({ min: 0, max: 40 }),
    /** Null: no picture comes. */
    noise: fc.option(fc.integer({ min: 0, max: 2 })),
    pictures: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(scene, { maxLength: 20 }), (scenes) => {
      const judge = createPictureJudge(0);
      let at = 0;
      let last: string | null = null;
      let changedAt = Number.NEGATIVE_INFINITY;
      for (const { luminance, spread, noise, pictures } of scenes) {
        for (let count = 0; count < pictures; count += 1) {
          at += 150;
          const grey = Uint8Array.from({ length: 16 }, (_, index) =>
            Math.min(255, luminance + (index % 2) * spread + (noise ?? 0) * (count % 2)),
          );
          const verdict = noise === null ? judge.silence(at) : judge.picture(grey, at);
          if (verdict === last) continue;
          if (verdict === 'ok') expect(at - changedAt).toBeGreaterThanOrEqual(goodForMilliseconds);
          last = verdict;
          changedAt = at;
        }
      }
    }),
  );
});
