import { type Detection, type FivePoints, suppressDoubles } from './detection.ts';
import { type FaceModels, type ModelOutputs, outputOf } from './models.ts';
import type { Picture, Point } from './picture.ts';
import { letterbox } from './resample.ts';
import { evenFormat, planesOf } from './tensors.ts';

const strides = [8, 16, 32] as const;
/** For a model that takes any size; a multiple of the largest stride. */
const usualFrame = { width: 640, height: 640 } as const;
const surenessAtLeast = 0.7;
/** OpenCV's default. */
const overlapAtMost = 0.3;
const format = evenFormat('bgr', 0, 1);

const clamped = (value: number): number => Math.max(0, Math.min(1, value));

/**
 * Boxes and points from YuNet's output (OpenCV 4.8, modules/objdetect/src/face_detect.cpp, FaceDetectorYNImpl::postProcess):
 * for each stride a grid of cells, each with the probabilities of its class and of an object, whose geometric mean is the
 * score; the box's centre from the cell in strides and its size as a logarithm; five points from the cell in strides.
 *
 * @param frame size of the picture that the model saw
 * @param scale pixels of the frame a pixel of the picture
 * @throws Error when an output is missing or too short
 */
export const decodeYunet = (
  outputs: ModelOutputs,
  frame: { readonly width: number; readonly height: number },
  scale: number,
): readonly Detection[] => {
  const found: Detection[] = [];
  for (const stride of strides) {
    const columns = Math.floor(frame.width / stride);
    const cells = columns * Math.floor(frame.height / stride);
    const classes = outputOf(outputs, `cls_${stride}`, cells);
    const objects = outputOf(outputs, `obj_${stride}`, cells);
    const boxes = outputOf(outputs, `bbox_${stride}`, cells * 4);
    const points = outputOf(outputs, `kps_${stride}`, cells * 10);
    const unit = stride / scale;
    for (let cell = 0; cell < cells; cell += 1) {
      const score = Math.sqrt(clamped(classes[cell] ?? 0) * clamped(objects[cell] ?? 0));
      if (!(score >= surenessAtLeast)) continue;
      const column = cell % columns;
      const row = Math.floor(cell / columns);
      const [x = 0, y = 0, logWidth = 0, logHeight = 0] = boxes.subarray(cell * 4, cell * 4 + 4);
      const width = Math.exp(logWidth) * unit;
      const height = Math.exp(logHeight) * unit;
      const point = (index: number): Point => ({
        x: (column + (points[cell * 10 + index * 2] ?? 0)) * unit,
        y: (row + (points[cell * 10 + index * 2 + 1] ?? 0)) * unit,
      });
      const five: FivePoints = [point(0), point(1), point(2), point(3), point(4)];
      const box = { x: (column + x) * unit - width / 2, y: (row + y) * unit - height / 2, width, height };
      if (Number.isFinite(width * height)) found.push({ box, score, points: five });
    }
  }
  return suppressDoubles(found, overlapAtMost);
};

/** YuNet (2023mar): blue, green, red from 0 to 255, as they are. */
export const detectYunet = async (models: FaceModels, picture: Picture): Promise<readonly Detection[]> => {
  const frame = models.pictureSize('detector') ?? usualFrame;
  const { patch, scale } = letterbox(picture, frame.width, frame.height, 0);
  return decodeYunet(await models.run('detector', planesOf(patch, format)), frame, scale);
};
