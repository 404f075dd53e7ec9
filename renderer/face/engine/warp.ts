import type { FivePoints } from './detection.ts';
import type { Patch, Picture } from './picture.ts';
import { inverse, type Similarity, similarityBetween } from './similarity.ts';

/** Side of the square that embedders take. */
export const alignedSide = 112;

/** Where the five points lie in the square (insightface, ArcFace: `arcface_src`; OpenCV's FaceRecognizerSF has the same). */
export const alignedPoints: FivePoints = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** Brings a face into the square: upright, of one size, its points as near to their places as turn and scale allow. */
export const alignFace = (picture: Picture, points: FivePoints): Patch | null => {
  const similarity = similarityBetween(points, alignedPoints);
  return similarity && warp(picture, similarity, alignedSide);
};

/** A pixel of the square is the mean of so many by so many samples at most. */
const samplesAtMost = 4;

/**
 * Moves a picture by `similarity` and cuts out the square at its origin; whole coordinates are middles of pixels, as in
 * OpenCV's warpAffine. Linear interpolation, averaged over several samples a pixel where the picture shrinks; what lies
 * outside the picture is black.
 */
export const warp = (picture: Picture, similarity: Similarity, side: number): Patch => {
  const back = inverse(similarity);
  const shrinking = Math.hypot(back.a, back.b);
  const samples = Math.max(1, Math.min(samplesAtMost, Math.round(shrinking)));
  const share = 1 / (samples * samples);
  const rgb = new Float32Array(side * side * 3);
  for (let row = 0, to = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1, to += 3) {
      for (let sample = 0; sample < samples * samples; sample += 1) {
        const x = column + ((sample % samples) + 0.5) / samples - 0.5;
        const y = row + (Math.floor(sample / samples) + 0.5) / samples - 0.5;
        addSample(
          picture,
          back.a * x - back.b * y + back.dx,
          back.b * x + back.a * y + back.dy,
          share,
          rgb,
          to,
        );
      }
    }
  }
  return { width: side, height: side, rgb };
};

/** Adds `share` of the picture's colour at a point, interpolated between the four pixels around it. */
const addSample = (
  { width, height, rgba }: Picture,
  x: number,
  y: number,
  share: number,
  rgb: Float32Array,
  to: number,
): void => {
  const left = Math.floor(x);
  const top = Math.floor(y);
  for (let corner = 0; corner < 4; corner += 1) {
    const column = left + (corner & 1);
    const row = top + (corner >> 1);
    if (column < 0 || row < 0 || column >= width || row >= height) continue;
    const weight = share * (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
    if (weight === 0) continue;
    const from = (row * width + column) * 4;
    rgb[to] = (rgb[to] ?? 0) + weight * (rgba[from] ?? 0);
    rgb[to + 1] = (rgb[to + 1] ?? 0) + weight * (rgba[from + 1] ?? 0);
    rgb[to + 2] = (rgb[to + 2] ?? 0) + weight * (rgba[from + 2] ?? 0);
  }
};
