import type { FaceFrame, FacePhoto, FaceReport } from '../../electron/contract/face/face-messages.ts';
import type { FaceReference } from './engine/face-engine.ts';
import type { FaceAnswer, FaceRequest, Line } from './worker/worker-messages.ts';

export type FaceEngineState = Extract<FaceReport, { type: 'faceEngine' }>['state'];

/** The engine's thread as the page sees it. */
export interface FaceThread<Frame> {
  readonly line: Line<FaceRequest<Frame>, FaceAnswer>;
  /** Calls `listener` when the thread did not start, or died of something that it did not answer for. */
  onCrash(listener: (detail: string) => void): void;
  end(): void;
}

export interface FaceEngineClientPorts<Frame> {
  readonly startThread: () => FaceThread<Frame>;
  /** Where the packs are, with a slash at its end: `<page>/models/`. */
  readonly modelsUrl: string;
  readonly monotonic: () => number;
  /** Told each time that the state changes. */
  readonly onState: (state: FaceEngineState) => void;
}

/**
 * The face engine in its own thread. The models stay loaded from one visit to the next, because to load them takes a second;
 * of a person nothing stays: frames are closed and their pixels overwritten as soon as they are measured, and `forget` at
 * the end of a look overwrites what the models still have of the last one.
 */
export interface FaceEngineClient<Frame> {
  /** Loads a pack, in place of the one that is loaded. The same again does nothing, unless it has failed. */
  start(pack: string): void;
  /** The photo to compare with; its bytes go over to the thread. Null where the engine is not, or no longer, ready. */
  reference(photo: FacePhoto): Promise<FaceReference | null>;
  /**
   * Measures a frame, and takes it over: it is closed in any case. Null where it was dropped: the engine is not ready, or
   * is still at work on another one. Frames never queue.
   */
  measure(frame: Frame, takenAt: number): Promise<FaceFrame | null>;
  /** Forgets the person; resolves when nothing is left. */
  forget(): Promise<void>;
  /** Ends the thread. */
  stop(): void;
}

const detailAtMost = 200;

interface Run<Frame> {
  readonly pack: string;
  readonly thread: FaceThread<Frame>;
  state: FaceEngineState['state'];
  /** Who waits for which answer; called with null when there will be none. */
  readonly waiting: Map<number, (answer: FaceAnswer | null) => void>;
  measuring: boolean;
}

export const createFaceEngineClient = <Frame extends { close(): void }>({
  startThread,
  modelsUrl,
  monotonic,
  onState,
}: FaceEngineClientPorts<Frame>): FaceEngineClient<Frame> => {
  let current: Run<Frame> | null = null;
  let lastId = 0;

  const end = (run: Run<Frame>): void => {
    run.thread.end();
    for (const done of run.waiting.values()) done(null);
    run.waiting.clear();
  };
  const fail = (run: Run<Frame>, failure: Extract<FaceEngineState, { state: 'failed' }>): void => {
    if (current !== run || run.state === 'failed') return;
    run.state = 'failed';
    end(run);
    onState({ ...failure, detail: failure.detail.slice(0, detailAtMost) });
  };

  /** Sends a request and resolves with its answer; null where nobody is there to answer. */
  const ask = (
    run: Run<Frame>,
    build: (id: number) => FaceRequest<Frame>,
    moved: readonly object[],
  ): Promise<FaceAnswer | null> => {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      run.waiting.set(id, resolve);
      run.thread.line.send(build(id), moved);
    });
  };
  const ready = (): Run<Frame> | null => (current?.state === 'ready' ? current : null);

  const begin = (pack: string): void => {
    const startedAt = monotonic();
    const run: Run<Frame> = {
      pack,
      thread: startThread(),
      state: 'loading',
      waiting: new Map(),
      measuring: false,
    };
    current = run;
    onState({ state: 'loading' });
    run.thread.onCrash((detail) => fail(run, { state: 'failed', fault: 'runtime-unusable', detail }));
    run.thread.line.receive((answer) => {
      if (current !== run) return;
      if (answer.type === 'failed') {
        fail(run, { state: 'failed', fault: answer.fault, detail: answer.detail });
      } else if (answer.type === 'loaded') {
        run.state = 'ready';
        const loadMilliseconds = monotonic() - startedAt;
        onState({ state: 'ready', pack: answer.pack, version: answer.version, loadMilliseconds });
      } else {
        const done = run.waiting.get(answer.id);
        run.waiting.delete(answer.id);
        done?.(answer);
      }
    });
    run.thread.line.send({ type: 'load', pack, modelsUrl });
  };

  return {
    start: (pack) => {
      if (current?.pack === pack && current.state !== 'failed') return;
      if (current && current.state !== 'failed') end(current);
      begin(pack);
    },
    reference: async (photo) => {
      const run = ready();
      if (!run) return null;
      const answer = await ask(run, (id) => ({ type: 'reference', id, photo }), [photo.rgb.buffer]);
      return answer?.type === 'referenced' ? answer.reference : null;
    },
    measure: async (frame, takenAt) => {
      const run = ready();
      if (!run || run.measuring) {
        frame.close();
        return null;
      }
      run.measuring = true;
      const answer = await ask(run, (id) => ({ type: 'measure', id, frame, takenAt }), [frame]);
      run.measuring = false;
      return answer?.type === 'measured' ? answer.frame : null;
    },
    forget: async () => {
      const run = ready();
      if (run) await ask(run, (id) => ({ type: 'forget', id }), []);
    },
    stop: () => {
      if (current && current.state !== 'failed') end(current);
      current = null;
    },
  };
};
