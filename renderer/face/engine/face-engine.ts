import type { FaceFrame, FaceReport } from '../../../electron/contract/face/face-messages.ts';
import type { FacePipeline } from '../../../electron/contract/face/face-pack.ts';
import { chooseFace, type Detection, isPlausibleBox } from './detection.ts';
import { faceplugin } from './faceplugin.ts';
import type { FaceModels } from './models.ts';
import { type Patch, type Picture, padded, wholeOf } from './picture.ts';
import { lightOf, sharpnessOf } from './picture-quality.ts';
import { type FaceShape, isPlausibleShape, type Pipeline } from './pipeline.ts';
import { uncoveredOf } from './uncovered.ts';
import { alignFace } from './warp.ts';
import { yunetSface } from './yunet-sface.ts';

const pipelines: Readonly<Record<FacePipeline, Pipeline>> = { 'yunet-sface': yunetSface, faceplugin };

/** What became of the photo that a look is compared with. */
export type FaceReference = Extract<FaceReport, { type: 'faceReference' }>['reference'];

/** Measures faces. One picture at a time; keeps nothing of any of them but when it last gave a hint of liveness. */
export interface FaceEngine {
  /**
   * What a picture of the camera shows.
   * @param takenAt milliseconds on the page's monotonic clock
   * @throws Error when a model fails
   */
  measure(picture: Picture, takenAt: number): Promise<FaceFrame>;
  /** The photo of the card's chip, or another that shows one person. @throws Error when a model fails */
  embedReference(photo: Picture): Promise<FaceReference>;
}

/** Beyond these angles two pictures of one person are no longer alike enough to be compared. */
const comparableYaw = 35;
const comparablePitch = 35;
/** Below this there is nothing left to compare. */
const comparableSharpness = 0.03;
/** In a face further turned than this the mouth is hidden by itself, and the model for spoofs was made for faces that look ahead. */
const tellableYaw = 15;

/** The hint of liveness is weak and dear: a few a second say as much as one for each picture. Milliseconds. */
const hintEvery = 500;

/** Chip photos are cut close; detectors want something around a head. */
const photoMargin = 0.25;
const marginGrey = 127;
/** A second face counts in a photo when it is at least so wide as a part of the first; smaller ones are patterns. */
const secondFaceFrom = 0.5;

const within = (value: number, least: number, most: number): number =>
  Number.isFinite(value) ? Math.max(least, Math.min(most, value)) : least;
const fraction = (value: number): number => within(value, 0, 1);
const degrees = (value: number): number => (Number.isFinite(value) ? within(value, -180, 180) : 0);

/** Scales to unit length; null for one that has no direction. */
export const toUnitLength = (vector: Float32Array): Float32Array<ArrayBuffer> | null => {
  const greatest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!(greatest > 0) || !Number.isFinite(greatest)) return null;
  let squares = 0;
  for (const value of vector) squares += (value / greatest) ** 2;
  const length = Math.sqrt(squares);
  const unit = Float32Array.from(vector, (value) => value / greatest / length);
  return unit.every(Number.isFinite) ? unit : null;
};

export const createFaceEngine = (models: FaceModels, pipelineName: FacePipeline): FaceEngine => {
  const pipeline = pipelines[pipelineName];
  let lastHintAt = Number.NEGATIVE_INFINITY;

  const detect = async (picture: Picture): Promise<readonly Detection[]> =>
    (await pipeline.detect(models, picture)).filter(({ box }) => isPlausibleBox(box, picture));

  const embed = async (aligned: Patch): Promise<Float32Array<ArrayBuffer> | null> =>
    toUnitLength(pipeline.embeddingIn(await models.run('embedder', pipeline.embedderInput(aligned))));

  const shapeAndSquare = async (
    picture: Picture,
    face: Detection,
  ): Promise<{ readonly shape: FaceShape; readonly aligned: Patch } | null> => {
    const shape = await pipeline.shapeOf(models, picture, face);
    if (!shape || !isPlausibleShape(shape, face.box)) return null;
    const aligned = alignFace(picture, shape.five);
    return aligned && { shape, aligned };
  };

  const measureFace = async (
    picture: Picture,
    face: Detection,
    takenAt: number,
  ): Promise<FaceFrame['face']> => {
    const found = await shapeAndSquare(picture, face);
    if (!found) return null;
    const { shape, aligned } = found;
    const pose = await pipeline.poseOf(models, picture, face, shape);
    const yaw = degrees(pose.yaw);
    const pitch = degrees(pose.pitch);
    const sharpness = fraction(sharpnessOf(aligned));
    const comparable =
      Math.abs(yaw) <= comparableYaw &&
      Math.abs(pitch) <= comparablePitch &&
      sharpness >= comparableSharpness;
    const eyesOpen = await pipeline.eyesOpen(models, picture, shape);
    const hinted = Math.abs(yaw) <= tellableYaw && Math.abs(takenAt - lastHintAt) >= hintEvery;
    if (hinted) lastHintAt = takenAt;
    const liveHint = hinted ? await pipeline.liveHint(models, picture, face) : null;
    const { box } = face;
    return {
      x: fraction((box.x + box.width / 2) / picture.width),
      y: fraction((box.y + box.height / 2) / picture.height),
      width: fraction(box.width / picture.width),
      height: fraction(box.height / picture.height),
      sharpness,
      yaw,
      pitch,
      roll: degrees(pose.roll),
      eyesOpen: eyesOpen === null ? null : fraction(eyesOpen),
      uncovered: Math.abs(yaw) > tellableYaw ? null : fraction(uncoveredOf(aligned)),
      liveHint: liveHint === null ? null : fraction(liveHint),
      embedding: comparable ? await embed(aligned) : null,
    };
  };

  return {
    measure: async (picture, takenAt) => {
      const faces = await detect(picture);
      const chosen = chooseFace(faces, picture);
      const face = chosen && (await measureFace(picture, chosen, takenAt));
      const { luminance, burntOut } = lightOf(picture, face && chosen ? chosen.box : wholeOf(picture));
      return {
        takenAt,
        faces: faces.length,
        luminance: fraction(luminance),
        burntOut: fraction(burntOut),
        face,
      };
    },
    embedReference: async (photo) => {
      const picture = padded(photo, photoMargin, marginGrey);
      const faces = await detect(picture);
      const chosen = chooseFace(faces, picture);
      const found = chosen && (await shapeAndSquare(picture, chosen));
      if (!found) return { outcome: 'no-face' };
      const others = faces.filter(
        (face) => face !== chosen && face.box.width >= secondFaceFrom * chosen.box.width,
      );
      if (others.length > 0) return { outcome: 'several-faces' };
      const embedding = await embed(found.aligned);
      return embedding ? { outcome: 'embedded', embedding } : { outcome: 'no-face' };
    },
  };
};
