import type { FaceEngineFault } from '../../../electron/contract/face/face-messages.ts';
import type { FacePackManifest } from '../../../electron/contract/face/face-pack.ts';
import { createFaceEngine, type FaceEngine } from '../engine/face-engine.ts';
import { loadModels } from '../engine/runtime.ts';
import { openPack, type PackReader } from './open-pack.ts';

/** An engine with its models loaded and run once. */
export interface LoadedEngine extends FaceEngine {
  readonly manifest: FacePackManifest;
  /** Nothing of the last person is left in the models' memory afterwards. */
  forget(): Promise<void>;
}

export type LoadEngineOutcome =
  | { readonly outcome: 'loaded'; readonly engine: LoadedEngine }
  | { readonly outcome: 'failed'; readonly fault: FaceEngineFault; readonly detail: string };

export interface LoadEngineOptions {
  readonly pack: string;
  readonly read: PackReader;
  /** onnxruntime-web's WebAssembly; null where it cannot be read. */
  readonly wasm: () => Promise<ArrayBuffer | null>;
}

/** Opens a pack, checks it, loads its models and runs each once, so that the first person does not wait for it. */
export const loadEngine = async ({ pack, read, wasm }: LoadEngineOptions): Promise<LoadEngineOutcome> => {
  const opened = await openPack(pack, read);
  if (opened.outcome !== 'opened') {
    return { outcome: 'failed', fault: opened.outcome, detail: opened.detail };
  }
  const runtime = await wasm();
  if (!runtime)
    return { outcome: 'failed', fault: 'runtime-unusable', detail: 'the WebAssembly is not there' };
  const loaded = await loadModels(runtime, opened.files);
  if (loaded.outcome !== 'loaded') {
    return { outcome: 'failed', fault: loaded.outcome, detail: loaded.detail };
  }
  const { models } = loaded;
  try {
    await models.blank();
  } catch (error) {
    return {
      outcome: 'failed',
      fault: 'model-unusable',
      detail: error instanceof Error ? error.message : String(error),
    };
  }
  const { manifest } = opened;
  return {
    outcome: 'loaded',
    engine: { manifest, forget: models.blank, ...createFaceEngine(models, manifest.pipeline) },
  };
};
