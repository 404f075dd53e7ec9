import type { Detection, FivePoints } from './detection.ts';
import type { HeadPose } from './head-pose.ts';
import type { FaceModels, ModelOutputs } from './models.ts';
import { enlarged, type Patch, type Picture, type Point, type Rectangle } from './picture.ts';
import type { ModelInput } from './tensors.ts';

/** Where the parts of a face are. */
export interface FaceShape {
  readonly five: FivePoints;
  /** 68 points (iBUG 300-W), where the pack finds them. */
  readonly contour: readonly Point[] | null;
}

/** Whether all points lie in the neighbourhood of the face that they belong to. */
export const isPlausibleShape = ({ five, contour }: FaceShape, box: Rectangle): boolean => {
  const { x, y, width, height } = enlarged(box, 2);
  return [...five, ...(contour ?? [])].every(
    (point) => point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height,
  );
};

/**
 * How the models of a kind of pack are used. Everything else is the same for all packs: which face is meant, how it is
 * aligned, what is measured on its pixels.
 */
export interface Pipeline {
  /** Every face in the picture, each once. */
  detect(models: FaceModels, picture: Picture): Promise<readonly Detection[]>;
  /** Null where a detection turns out to have no shape. */
  shapeOf(models: FaceModels, picture: Picture, face: Detection): Promise<FaceShape | null>;
  /** What the embedder takes, made of the aligned face. */
  embedderInput(aligned: Patch): ModelInput;
  /** The embedding in what the embedder gives; of any length. */
  embeddingIn(outputs: ModelOutputs): Float32Array;
  poseOf(models: FaceModels, picture: Picture, face: Detection, shape: FaceShape): Promise<HeadPose>;
  /** Probability that both eyes are open; null where the pack cannot tell. */
  eyesOpen(models: FaceModels, picture: Picture, shape: FaceShape): Promise<number | null>;
  /** Probability that the face is live and not a picture of one; null where the pack cannot tell. */
  liveHint(models: FaceModels, picture: Picture, face: Detection): Promise<number | null>;
}
