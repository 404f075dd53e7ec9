import * as ort from 'onnxruntime-web/wasm';
import type { FaceModelRole } from '../../../electron/contract/face/face-pack.ts';
import type { FaceModels, ModelOutputs } from './models.ts';
import type { ModelInput } from './tensors.ts';

/** Models that are loaded for as long as the thread lives. */
export interface LoadedModels extends FaceModels {
  /** Runs every model on an empty picture, which takes the place of the last person's in the runtime's memory. */
  blank(): Promise<void>;
}

export type LoadOutcome =
  | { readonly outcome: 'loaded'; readonly models: LoadedModels }
  | { readonly outcome: 'runtime-unusable' | 'model-unusable'; readonly detail: string };

/**
 * Loads models into onnxruntime-web: WebAssembly on one thread, in a worker as well as in Node. Nothing is fetched.
 *
 * @param wasm onnxruntime-web's `ort-wasm-simd-threaded.wasm`; the first call in a thread starts the runtime with it
 * @param files the model of each role, in ONNX
 */
export const loadModels = async (
  wasm: ArrayBuffer,
  files: ReadonlyMap<FaceModelRole, Uint8Array>,
): Promise<LoadOutcome> => {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = wasm;
  ort.env.logLevel = 'fatal';
  const sessions = new Map<FaceModelRole, ort.InferenceSession>();
  for (const [role, model] of files) {
    try {
      const options = { executionProviders: ['wasm'], graphOptimizationLevel: 'all' } as const;
      sessions.set(role, await ort.InferenceSession.create(model, options));
    } catch (error) {
      for (const session of sessions.values()) await session.release();
      const detail = error instanceof Error ? error.message : String(error);
      // So it says when the WebAssembly itself does not start.
      return detail.includes('no available backend')
        ? { outcome: 'runtime-unusable', detail }
        : { outcome: 'model-unusable', detail: `${role}: ${detail}` };
    }
  }
  // Compiled by now; nobody needs its 14 MB any more.
  delete ort.env.wasm.wasmBinary;
  return { outcome: 'loaded', models: modelsOf(sessions) };
};

/** Batch, channels, height, width; a size that may vary has a name instead of a number. */
const sizesOf = (session: ort.InferenceSession): readonly (number | string)[] => {
  const input = session.inputMetadata[0];
  return input?.isTensor ? input.shape : [];
};

const runSession = async (
  session: ort.InferenceSession,
  { data, shape }: ModelInput,
): Promise<ModelOutputs> => {
  const [name] = session.inputNames;
  if (name === undefined) throw new Error('a model without an input');
  const results = await session.run({ [name]: new ort.Tensor('float32', data, shape) });
  const outputs = new Map<string, Float32Array>();
  for (const [output, tensor] of Object.entries(results)) {
    if (tensor.data instanceof Float32Array) outputs.set(output, tensor.data);
    tensor.dispose();
  }
  return outputs;
};

const modelsOf = (sessions: ReadonlyMap<FaceModelRole, ort.InferenceSession>): LoadedModels => ({
  has: (role) => sessions.has(role),
  pictureSize: (role) => {
    const session = sessions.get(role);
    const [, , height, width] = session ? sizesOf(session) : [];
    return typeof width === 'number' && typeof height === 'number' ? { width, height } : null;
  },
  run: async (role, input) => {
    const session = sessions.get(role);
    if (!session) throw new Error(`the pack has no ${role}`);
    return await runSession(session, input);
  },
  blank: async () => {
    for (const session of sessions.values()) {
      const shape = sizesOf(session).map((size, axis) =>
        typeof size === 'number' ? size : axis < 2 ? 1 : blankSide,
      );
      const length = shape.reduce((product, size) => product * size, 1);
      await runSession(session, { data: new Float32Array(length), shape });
    }
  },
});

/** Side of the empty picture for a model that takes any size: that of the largest that is given to it. */
const blankSide = 640;
