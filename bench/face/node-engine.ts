import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { facePackManifestName } from '../../electron/contract/face/face-pack.ts';
import { type LoadEngineOutcome, loadEngine } from '../../renderer/face/pack/load-engine.ts';
import type { PackReader } from '../../renderer/face/pack/open-pack.ts';

export const modelsFolder = join(import.meta.dirname, '../../assets/models');

/** Why a pack cannot be used here; null where it is installed. */
export const packMissing = (pack: string): string | null =>
  existsSync(join(modelsFolder, pack, facePackManifestName))
    ? null
    : `the pack ${pack} is not installed (npm run models -- ${pack})`;

export const readInstalled =
  (pack: string): PackReader =>
  async (name) => {
    const file = join(modelsFolder, pack, name);
    return existsSync(file) ? new Uint8Array(await readFile(file)) : null;
  };

/** The WebAssembly that the page's worker runs too. */
export const readRuntime = async (): Promise<ArrayBuffer> => {
  const file = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  return new Uint8Array(await readFile(file)).buffer;
};

/** The engine as the page runs it, in this process. */
export const loadNodeEngine = (
  pack: string,
  read: PackReader = readInstalled(pack),
): Promise<LoadEngineOutcome> => loadEngine({ pack, read, wasm: readRuntime });
