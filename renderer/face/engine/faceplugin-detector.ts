import { type Detection, suppressDoubles } from './detection.ts';
import { type FaceModels, outputOf } from './models.ts';
import type { Picture } from './picture.ts';
import { letterbox } from './resample.ts';
import { evenFormat, planesOf } from './tensors.ts';

const frame = { width: 320, height: 240 } as const;
/** Anchors of the strides 8, 16, 32 and 64 with 3, 2, 2 and 3 sizes each. */
export const anchors = 4_420;
const surenessAtLeast = 0.6;
const overlapAtMost = 0.4;
const format = evenFormat('rgb', 127, 1 / 128);

/**
 * Boxes from the detector's output. The model has decoded its anchors already: a box is left, top, right, bottom as parts of
 * the frame; a score is a pair of probabilities, not a face and a face.
 *
 * @param scale pixels of the frame a pixel of the picture, which lies in the frame's upper left corner
 */
export const decodeFaceplugin = (
  scores: Float32Array,
  boxes: Float32Array,
  scale: number,
): readonly Detection[] => {
  const found: Detection[] = [];
  for (let anchor = 0; anchor < scores.length / 2; anchor += 1) {
    const score = scores[anchor * 2 + 1] ?? 0;
    if (!(score > surenessAtLeast)) continue;
    const [left = 0, top = 0, right = 0, bottom = 0] = boxes.subarray(anchor * 4, anchor * 4 + 4);
    const box = {
      x: (left * frame.width) / scale,
      y: (top * frame.height) / scale,
      width: ((right - left) * frame.width) / scale,
      height: ((bottom - top) * frame.height) / scale,
    };
    if (box.width > 0 && box.height > 0) found.push({ box, score, points: null });
  }
  return suppressDoubles(found, overlapAtMost);
};

/** The detector of the pack `faceplugin`, an UltraFace-like single-shot network for 320 × 240. */
export const detectFaceplugin = async (
  models: FaceModels,
  picture: Picture,
): Promise<readonly Detection[]> => {
  const { patch, scale } = letterbox(picture, frame.width, frame.height, 127);
  const outputs = await models.run('detector', planesOf(patch, format));
  return decodeFaceplugin(
    outputOf(outputs, 'scores', anchors * 2),
    outputOf(outputs, 'boxes', anchors * 4),
    scale,
  );
};
