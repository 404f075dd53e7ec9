import type { FaceThread } from '../face-engine-client.ts';
import { lineOfPort } from './line-of-port.ts';

/** Starts the engine's thread in the browser. */
export const startFaceThread = (): FaceThread<VideoFrame | ImageBitmap> => {
  const worker = new Worker(new URL('./face-worker.ts', import.meta.url), { type: 'module' });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(null, [port2]);
  return {
    line: lineOfPort(port1),
    onCrash: (listener) =>
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        listener(event instanceof ErrorEvent ? event.message : 'the worker did not start');
      }),
    end: () => {
      worker.terminate();
      port1.close();
    },
  };
};
