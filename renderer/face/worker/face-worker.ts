/** The thread of the face engine: everything that a browser has to do for it. */
import runtimeUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { loadEngine } from '../pack/load-engine.ts';
import { lineOfPort } from './line-of-port.ts';
import { createPictureTaker } from './picture-taker.ts';
import { serveFaceEngine } from './serve-face-engine.ts';
import type { FaceAnswer, FaceRequest } from './worker-messages.ts';

/** A file of the page's own origin; null where it cannot be had, for whatever reason. */
const read = async (url: string | URL): Promise<Uint8Array<ArrayBuffer> | null> => {
  try {
    const answer = await fetch(url, { cache: 'no-store' });
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
};

// The page's first message brings the line to talk over.
addEventListener(
  'message',
  ({ ports: [port] }) => {
    if (!port) throw new Error('no line to the page');
    serveFaceEngine<VideoFrame | ImageBitmap>({
      line: lineOfPort<FaceAnswer, FaceRequest<VideoFrame | ImageBitmap>>(port),
      load: (pack, modelsUrl) =>
        loadEngine({
          pack,
          read: (name) => read(new URL(`${pack}/${name}`, modelsUrl)),
          wasm: async () => (await read(runtimeUrl))?.buffer ?? null,
        }),
      takePicture: createPictureTaker(),
      drop: (frame) => frame.close(),
    });
  },
  { once: true },
);
