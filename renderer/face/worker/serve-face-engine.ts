import { type Picture, pictureOfRgb } from '../engine/picture.ts';
import type { LoadEngineOutcome, LoadedEngine } from '../pack/load-engine.ts';
import type { FaceAnswer, FaceRequest, Line } from './worker-messages.ts';

/** What the engine's thread needs of the browser. */
export interface ServePorts<Frame> {
  readonly line: Line<FaceAnswer, FaceRequest<Frame>>;
  /** Loads a pack from the folder of packs at `modelsUrl`. */
  readonly load: (pack: string, modelsUrl: string) => Promise<LoadEngineOutcome>;
  /** Takes the pixels out of a frame and closes it, whether that goes well or not. */
  readonly takePicture: (frame: Frame) => Picture;
  /** Closes a frame that nobody will look at. */
  readonly drop: (frame: Frame) => void;
}

type Load<Frame> = Extract<FaceRequest<Frame>, { type: 'load' }>;
type Work<Frame> = Exclude<FaceRequest<Frame>, { type: 'load' }>;

/** Answers the page's requests one after the other. After a failure nothing is answered any more. */
export const serveFaceEngine = <Frame>({ line, load, takePicture, drop }: ServePorts<Frame>): void => {
  let engine: LoadedEngine | null = null;
  let failed = false;

  const start = async ({ pack, modelsUrl }: Load<Frame>): Promise<FaceAnswer> => {
    const loading = await load(pack, modelsUrl);
    if (loading.outcome === 'failed') {
      return { type: 'failed', fault: loading.fault, detail: loading.detail };
    }
    engine = loading.engine;
    const { name, version } = engine.manifest;
    return { type: 'loaded', pack: name, version };
  };

  const work = async (ready: LoadedEngine, request: Work<Frame>): Promise<FaceAnswer> => {
    const { id } = request;
    switch (request.type) {
      case 'reference': {
        const { width, height, rgb } = request.photo;
        const reference = await ready.embedReference(pictureOfRgb(width, height, rgb));
        rgb.fill(0);
        return { type: 'referenced', id, reference };
      }
      case 'measure': {
        const picture = takePicture(request.frame);
        const frame = await ready.measure(picture, request.takenAt);
        picture.rgba.fill(0);
        return { type: 'measured', id, frame };
      }
      case 'forget':
        await ready.forget();
        return { type: 'forgotten', id };
    }
  };

  const serve = async (request: FaceRequest<Frame>): Promise<void> => {
    let answer: FaceAnswer | null = null;
    try {
      if (failed || (request.type !== 'load' && !engine)) {
        if (request.type === 'measure') drop(request.frame);
      } else if (request.type === 'load') answer = await start(request);
      else if (engine) answer = await work(engine, request);
    } catch (error) {
      answer = {
        type: 'failed',
        fault: 'model-unusable',
        detail: error instanceof Error ? error.message : String(error),
      };
    }
    if (!answer) return;
    failed = answer.type === 'failed';
    line.send(answer);
  };

  let last = Promise.resolve();
  line.receive((request) => {
    last = last.then(() => serve(request));
  });
};
