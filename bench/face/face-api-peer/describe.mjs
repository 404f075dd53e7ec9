/**
 * Runs @vladmandic/face-api as it comes (SSD MobileNet, 68 points, dlib's network) on TensorFlow.js in WebAssembly with one
 * thread. A message with a picture is answered by one with its descriptor, or null where no face is found, and the time.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const packageOf = (name) => dirname(require.resolve(`${name}/package.json`));
const faceApi = require(join(packageOf('@vladmandic/face-api'), 'dist/face-api.node-wasm.js'));
const wasm = require('@tensorflow/tfjs-backend-wasm');

const { tf, nets } = faceApi;
wasm.setWasmPaths(`${join(packageOf('@tensorflow/tfjs-backend-wasm'), 'dist')}/`);
wasm.setThreadsCount(1);

const started = performance.now();
await tf.setBackend('wasm');
await tf.ready();
const models = join(packageOf('@vladmandic/face-api'), 'model');
for (const net of [nets.ssdMobilenetv1, nets.faceLandmark68Net, nets.faceRecognitionNet]) {
  await net.loadFromDisk(models);
}

process.on('message', async ({ width, height, rgb }) => {
  const before = performance.now();
  const pixels = tf.tensor3d(rgb, [height, width, 3], 'int32');
  const found = await faceApi.detectSingleFace(pixels).withFaceLandmarks().withFaceDescriptor();
  pixels.dispose();
  process.send({ descriptor: found?.descriptor ?? null, milliseconds: performance.now() - before });
});
process.send({ loadMilliseconds: performance.now() - started, backend: tf.getBackend() });
