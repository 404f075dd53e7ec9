import type { FaceThread } from '../../../renderer/face/face-engine-client.ts';
import type { FaceAnswer, FaceRequest, Line } from '../../../renderer/face/worker/worker-messages.ts';

/** A frame that says whether it was closed. */
export interface TestFrame {
  readonly closed: () => boolean;
  close(): void;
}

export const testFrame = (): TestFrame => {
  let closed = false;
  return {
    closed: () => closed,
    close: () => {
      closed = true;
    },
  };
};

/** Both ends of a line within one thread; what is sent arrives in a microtask. */
export const createLine = <Frame>(): {
  readonly page: Line<FaceRequest<Frame>, FaceAnswer>;
  readonly thread: Line<FaceAnswer, FaceRequest<Frame>>;
} => {
  let toThread = (_message: FaceRequest<Frame>): void => undefined;
  let toPage = (_message: FaceAnswer): void => undefined;
  return {
    page: {
      send: (message) => queueMicrotask(() => toThread(message)),
      receive: (listener) => {
        toPage = listener;
      },
    },
    thread: {
      send: (message) => queueMicrotask(() => toPage(message)),
      receive: (listener) => {
        toThread = listener;
      },
    },
  };
};

/** A thread that is answered for by the test: `asked` holds what came, `answer` says something back. */
export const createFakeThread = (): FaceThread<TestFrame> & {
  readonly asked: FaceRequest<TestFrame>[];
  answer(answer: FaceAnswer): void;
  crash(detail: string): void;
  ended(): boolean;
} => {
  const asked: FaceRequest<TestFrame>[] = [];
  let hear = (_answer: FaceAnswer): void => undefined;
  let crash = (_detail: string): void => undefined;
  let ended = false;
  return {
    asked,
    line: {
      send: (message) => asked.push(message),
      receive: (listener) => {
        hear = listener;
      },
    },
    onCrash: (listener) => {
      crash = listener;
    },
    end: () => {
      ended = true;
    },
    answer: (answer) => hear(answer),
    crash: (detail) => crash(detail),
    ended: () => ended,
  };
};
