import type { FaceModelRole } from '../../../electron/contract/face/face-pack.ts';
import type { ModelInput } from './tensors.ts';

/** What a model gives, by the name of the output. */
export type ModelOutputs = ReadonlyMap<string, Float32Array>;

/** The loaded models of a pack: all that the engine knows of the runtime that runs them. */
export interface FaceModels {
  has(role: FaceModelRole): boolean;
  /** Height and width of the picture that a model takes; null where it takes any. */
  pictureSize(role: FaceModelRole): { readonly width: number; readonly height: number } | null;
  /** Runs a model with its one input. @throws Error when the model fails or the pack has none for this role */
  run(role: FaceModelRole, input: ModelInput): Promise<ModelOutputs>;
}

/** An output that has to be there, with as many numbers as are going to be read. */
export const outputOf = (outputs: ModelOutputs, name: string, length: number): Float32Array => {
  const output = outputs.get(name);
  if (!output || output.length < length) throw new Error(`the model gives no ${name} of ${length} numbers`);
  return output;
};
