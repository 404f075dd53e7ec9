/** A page with the face engine and nothing else; the test builds it and asks it through `faceTest`. */
import { createFaceEngineClient } from 'renderer-face/face-engine-client.ts';
import { startFaceThread } from 'renderer-face/worker/start-thread.ts';

let settle = () => undefined;
const settled = new Promise((resolve) => {
  settle = resolve;
});
const client = createFaceEngineClient({
  startThread: startFaceThread,
  modelsUrl: new URL('models/', document.baseURI).href,
  monotonic: () => performance.now(),
  onState: (state) => {
    if (state.state !== 'loading') settle(state);
  },
});

/** A picture from the server, in the middle of a camera's picture. */
const frameOf = async (name) => {
  const face = await createImageBitmap(await (await fetch(`faces/${name}`)).blob());
  const canvas = new OffscreenCanvas(640, 480);
  const context = canvas.getContext('2d');
  context.fillStyle = '#787878';
  context.fillRect(0, 0, 640, 480);
  context.drawImage(face, 182, 72, 276, 336);
  return canvas.transferToImageBitmap();
};

globalThis.faceTest = {
  start: (pack) => {
    client.start(pack);
    return settled;
  },
  /** Measures some pictures one after the other; embeddings as plain numbers. */
  measure: async (names) => {
    const frames = [];
    for (const name of names) {
      const bitmap = await frameOf(name);
      const frame = await client.measure(bitmap, performance.now());
      frames.push({
        faces: frame?.faces,
        closed: bitmap.width === 0,
        embedding: Array.from(frame?.face?.embedding ?? []),
      });
    }
    return frames;
  },
  /** The same from a stream of video frames, as a camera gives them. */
  measureVideo: async (name) => {
    const bitmap = await frameOf(name);
    const video = new VideoFrame(bitmap, { timestamp: 0 });
    bitmap.close();
    const frame = await client.measure(video, performance.now());
    return { faces: frame?.faces, closed: video.format === null };
  },
  /** Two at once. */
  crowd: async (name) => {
    const [first, second] = [await frameOf(name), await frameOf(name)];
    const results = await Promise.all([client.measure(first, 1), client.measure(second, 2)]);
    return { measured: results.map((frame) => frame !== null), closed: second.width === 0 };
  },
  forget: () => client.forget(),
};
