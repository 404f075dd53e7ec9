import { poseOfPoints } from './head-pose.ts';
import { outputOf } from './models.ts';
import type { Pipeline } from './pipeline.ts';
import { evenFormat, planesOf } from './tensors.ts';
import { detectYunet } from './yunet-detector.ts';

/** SFace takes red, green, blue from 0 to 255 (OpenCV 4.8, FaceRecognizerSFImpl::feature). */
const embedderFormat = evenFormat('rgb', 0, 1);
const embeddingLength = 128;

/** YuNet finds faces with their five points, SFace embeds them; pose comes from the points. No eyes, no liveness. */
export const yunetSface: Pipeline = {
  detect: detectYunet,
  shapeOf: async (_models, _picture, { points }) => points && { five: points, contour: null },
  embedderInput: (aligned) => planesOf(aligned, embedderFormat),
  embeddingIn: (outputs) => outputOf(outputs, 'fc1', embeddingLength),
  poseOf: async (_models, _picture, _face, { five }) => poseOfPoints(five),
  eyesOpen: async () => null,
  liveHint: async () => null,
};
