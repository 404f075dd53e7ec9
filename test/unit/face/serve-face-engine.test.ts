import { describe, expect, it } from 'vitest';
import type { FaceFrame } from '../../../electron/contract/face/face-messages.ts';
import type { Picture } from '../../../renderer/face/engine/picture.ts';
import type { LoadEngineOutcome, LoadedEngine } from '../../../renderer/face/pack/load-engine.ts';
import { serveFaceEngine } from '../../../renderer/face/worker/serve-face-engine.ts';
import type { FaceAnswer, FaceRequest } from '../../../renderer/face/worker/worker-messages.ts';
import { packs } from '../../../scripts/models/packs/all.ts';
import { createLine, type TestFrame, testFrame } from './fake-thread.ts';

const [pack] = packs;
if (!pack) throw new Error('no packs');

const nobody: FaceFrame = { takenAt: 0, faces: 0, luminance: 0.5, burntOut: 0, face: null };

/** A served engine, and what it answered; `seen` are the pictures that it measured. */
const serve = (engine: Partial<LoadedEngine> = {}, loading?: LoadEngineOutcome) => {
  const line = createLine<TestFrame>();
  const answers: FaceAnswer[] = [];
  const seen: Picture[] = [];
  let heard = (): void => undefined;
  line.page.receive((answer) => {
    answers.push(answer);
    heard();
  });
  serveFaceEngine<TestFrame>({
    line: line.thread,
    load: async () =>
      loading ?? {
        outcome: 'loaded',
        engine: {
          manifest: pack.manifest,
          measure: async (picture, takenAt) => {
            seen.push(picture);
            return { ...nobody, takenAt };
          },
          embedReference: async () => ({ outcome: 'no-face' }),
          forget: async () => undefined,
          ...engine,
        },
      },
    takePicture: (frame) => {
      frame.close();
      return { width: 1, height: 1, rgba: Uint8ClampedArray.of(9, 9, 9, 255) };
    },
    drop: (frame) => frame.close(),
  });
  const answered = (count: number): Promise<void> =>
    new Promise((resolve) => {
      heard = () => {
        if (answers.length >= count) resolve();
      };
      heard();
    });
  return {
    answers,
    seen,
    answered,
    ask: (...requests: readonly FaceRequest<TestFrame>[]) => {
      for (const request of requests) line.page.send(request);
    },
  };
};

const load: FaceRequest<TestFrame> = { type: 'load', pack: 'small', modelsUrl: '/' };

describe('the engine’s thread', () => {
  it('answers in turn', async () => {
    const { ask, answers, answered } = serve();
    const photo = { width: 1, height: 1, rgb: Uint8Array.of(1, 2, 3) };
    ask(
      load,
      { type: 'reference', id: 1, photo },
      { type: 'measure', id: 2, frame: testFrame(), takenAt: 77 },
      { type: 'forget', id: 3 },
    );
    await answered(4);
    expect(answers).toEqual([
      { type: 'loaded', pack: pack.manifest.name, version: pack.manifest.version },
      { type: 'referenced', id: 1, reference: { outcome: 'no-face' } },
      { type: 'measured', id: 2, frame: { ...nobody, takenAt: 77 } },
      { type: 'forgotten', id: 3 },
    ]);
  });

  it('leaves nothing of photo and frame: the frame is closed, the pixels are overwritten', async () => {
    const { ask, answered, seen } = serve();
    const photo = { width: 1, height: 1, rgb: Uint8Array.of(1, 2, 3) };
    const frame = testFrame();
    ask(load, { type: 'reference', id: 1, photo }, { type: 'measure', id: 2, frame, takenAt: 0 });
    await answered(3);
    expect([...photo.rgb]).toEqual([0, 0, 0]);
    expect(frame.closed()).toBe(true);
    expect([...(seen[0]?.rgba ?? [])]).toEqual([0, 0, 0, 0]);
  });

  it('passes on why the pack cannot be used, and says nothing more', async () => {
    const { ask, answers, answered } = serve(
      {},
      { outcome: 'failed', fault: 'file-missing', detail: 'a.onnx' },
    );
    const frame = testFrame();
    ask(load, { type: 'measure', id: 1, frame, takenAt: 0 });
    await answered(1);
    await new Promise((done) => setImmediate(done));
    expect(answers).toEqual([{ type: 'failed', fault: 'file-missing', detail: 'a.onnx' }]);
    expect(frame.closed()).toBe(true);
  });

  it('fails for good when a model fails', async () => {
    const { ask, answers, answered } = serve({
      measure: () => Promise.reject(new Error('broken session')),
    });
    const second = testFrame();
    ask(
      load,
      { type: 'measure', id: 1, frame: testFrame(), takenAt: 0 },
      { type: 'measure', id: 2, frame: second, takenAt: 0 },
    );
    await answered(2);
    await new Promise((done) => setImmediate(done));
    expect(answers.slice(1)).toEqual([{ type: 'failed', fault: 'model-unusable', detail: 'broken session' }]);
    expect(second.closed()).toBe(true);
  });
});
