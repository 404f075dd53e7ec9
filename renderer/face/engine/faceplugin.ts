import type { Detection, FivePoints } from './detection.ts';
import { detectFaceplugin } from './faceplugin-detector.ts';
import { type HeadPose, poseOfPoints } from './head-pose.ts';
import { type FaceModels, outputOf } from './models.ts';
import { enlarged, type Picture, type Point, type Rectangle } from './picture.ts';
import type { FaceShape, Pipeline } from './pipeline.ts';
import { resample } from './resample.ts';
import { evenFormat, greyPlaneOf, type PixelFormat, planesOf, softmax } from './tensors.ts';

const landmarkSide = 64;
const contourPoints = 68;
const embeddingLength = 512;
const embedderFormat = evenFormat('bgr', 127.5, 1 / 128);

/** Corners and lids of the eyes in the 68 points (iBUG 300-W); of each pair of corners the left one in the picture first. */
const eyes = [
  { corners: [36, 39], lids: [37, 38, 40, 41] },
  { corners: [42, 45], lids: [43, 44, 46, 47] },
] as const;
const noseTip = 30;
/** Outer and inner corner of the mouth on each side. */
const mouthCorners = [
  [48, 60],
  [54, 64],
] as const;

const middleOf = (contour: readonly Point[], indices: readonly number[]): Point => {
  let x = 0;
  let y = 0;
  for (const index of indices) {
    x += contour[index]?.x ?? 0;
    y += contour[index]?.y ?? 0;
  }
  return { x: x / indices.length, y: y / indices.length };
};

const fiveOf = (contour: readonly Point[]): FivePoints => [
  middleOf(contour, eyes[0].lids),
  middleOf(contour, eyes[1].lids),
  middleOf(contour, [noseTip]),
  middleOf(contour, mouthCorners[0]),
  middleOf(contour, mouthCorners[1]),
];

const shapeOf = async (
  models: FaceModels,
  picture: Picture,
  { box }: Detection,
): Promise<FaceShape | null> => {
  const patch = resample(picture, box, landmarkSide, landmarkSide);
  const outputs = await models.run('landmarks', greyPlaneOf(patch, 1 / 256));
  const places = outputOf(outputs, 'output', contourPoints * 2);
  const contour = Array.from({ length: contourPoints }, (_, index) => ({
    x: box.x + (places[index * 2] ?? 0) * box.width,
    y: box.y + (places[index * 2 + 1] ?? 0) * box.height,
  }));
  return { five: fiveOf(contour), contour };
};

const poseSide = 224;
/** Means and deviations of ImageNet, as torchvision has them. */
const poseFormat: PixelFormat = {
  order: 'rgb',
  mean: [0.485 * 255, 0.456 * 255, 0.406 * 255],
  scale: [1 / (0.229 * 255), 1 / (0.224 * 255), 1 / (0.225 * 255)],
};
/** Each angle comes as the scores of 66 bins of 3° from −99° on. */
const poseBins = 66;
const angleIn = (scores: Float32Array): number =>
  softmax(scores.subarray(0, poseBins)).reduce((sum, share, bin) => sum + share * bin, 0) * 3 - 99;

const poseOf = async (
  models: FaceModels,
  picture: Picture,
  { box }: Detection,
  { five }: FaceShape,
): Promise<HeadPose> => {
  if (!models.has('pose')) return poseOfPoints(five);
  const patch = resample(picture, enlarged(box, 1.5), poseSide, poseSide);
  const outputs = await models.run('pose', planesOf(patch, poseFormat));
  return {
    // The model counts a turn to the left in the picture as positive.
    yaw: -angleIn(outputOf(outputs, 'output', poseBins)),
    pitch: angleIn(outputOf(outputs, '617', poseBins)),
    roll: angleIn(outputOf(outputs, '618', poseBins)),
  };
};

const eyeSide = 24;
/** In pixels of the picture. */
const eyeAtLeast = 4;

const eyesOpen = async (
  models: FaceModels,
  picture: Picture,
  { contour }: FaceShape,
): Promise<number | null> => {
  if (!contour || !models.has('eyes')) return null;
  let open = 1;
  for (const { corners, lids } of eyes) {
    const centre = middleOf(contour, lids);
    const breadth = ((contour[corners[1]]?.x ?? 0) - (contour[corners[0]]?.x ?? 0)) * 1.6;
    // Of a head in profile one eye is not seen.
    if (!(breadth >= eyeAtLeast)) return null;
    const region = {
      x: centre.x - breadth / 2,
      y: centre.y - breadth / 2,
      width: breadth,
      height: breadth,
    };
    const outputs = await models.run(
      'eyes',
      greyPlaneOf(resample(picture, region, eyeSide, eyeSide), 1 / 255),
    );
    // A closed eye, an open eye.
    open = Math.min(open, softmax(outputOf(outputs, 'output', 2).subarray(0, 2))[1] ?? 0);
  }
  return open;
};

const spoofSide = 128;
/** The face with its surroundings: so many times its box, as far as the picture goes. */
const spoofReach = 2.7;
const spoofFormat = evenFormat('bgr', 0, 1);

/** The box enlarged as far as the picture allows, and moved to lie in it. */
const surroundingsOf = (box: Rectangle, { width, height }: Picture): Rectangle => {
  const reach = Math.min(spoofReach, (width - 1) / box.width, (height - 1) / box.height);
  const { x, y, ...size } = enlarged(box, reach);
  return {
    x: Math.max(0, Math.min(x, width - size.width)),
    y: Math.max(0, Math.min(y, height - size.height)),
    ...size,
  };
};

const liveHint = async (models: FaceModels, picture: Picture, { box }: Detection): Promise<number | null> => {
  if (!models.has('spoof')) return null;
  const patch = resample(picture, surroundingsOf(box, picture), spoofSide, spoofSide);
  const outputs = await models.run('spoof', planesOf(patch, spoofFormat));
  return softmax(outputOf(outputs, 'output', 3).subarray(0, 3))[0] ?? 0;
};

/** The models of the pack `faceplugin`, each fed as its publisher's own code does, save where that is plainly a slip. */
export const faceplugin: Pipeline = {
  detect: detectFaceplugin,
  shapeOf,
  embedderInput: (aligned) => planesOf(aligned, embedderFormat),
  embeddingIn: (outputs) => outputOf(outputs, 'output', embeddingLength),
  poseOf,
  eyesOpen,
  liveHint,
};
