import type { Point, Rectangle } from './picture.ts';

/** A face that a detector found. */
export interface Detection {
  readonly box: Rectangle;
  /** How sure the detector is, 0 to 1. */
  readonly score: number;
  /** Eyes, nose, corners of the mouth (see `FivePoints`), where the detector gives them. */
  readonly points: FivePoints | null;
}

/**
 * The two eyes, the tip of the nose, the two corners of the mouth; of eyes and corners the one further left in the picture
 * comes first.
 */
export type FivePoints = readonly [Point, Point, Point, Point, Point];

/** Of two rectangles: the area that they share as a part of the area that they cover, 0 to 1. */
export const overlapOf = (one: Rectangle, other: Rectangle): number => {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (one.width * one.height + other.width * other.height - shared);
};

/** The contract counts so many at most. */
export const facesAtMost = 64;

/**
 * One detection for each face: the surest first, and of those that overlap one already taken by more than `overlap` none
 * (greedy non-maximum suppression).
 */
export const suppressDoubles = (found: readonly Detection[], overlap: number): readonly Detection[] => {
  const kept: Detection[] = [];
  for (const detection of [...found].sort((one, other) => other.score - one.score)) {
    if (kept.length === facesAtMost) break;
    if (kept.every(({ box }) => overlapOf(box, detection.box) <= overlap)) kept.push(detection);
  }
  return kept;
};

/**
 * The face that stands before the kiosk: the largest, most central one. Who is at the edge must be larger to count as much;
 * the detector's score says nothing about who is meant.
 */
export const chooseFace = (
  faces: readonly Detection[],
  { width, height }: { readonly width: number; readonly height: number },
): Detection | null => {
  let chosen: Detection | null = null;
  let best = Number.NEGATIVE_INFINITY;
  for (const face of faces) {
    const { box } = face;
    const aside = (box.x + (box.width - width) / 2) / (width / 2);
    const above = (box.y + (box.height - height) / 2) / (width / 2);
    const weight = box.width * box.height * Math.exp(-2 * (aside * aside + above * above));
    if (weight > best) {
      best = weight;
      chosen = face;
    }
  }
  return chosen;
};

/** A face smaller than this, in pixels, has nothing to be measured. */
const sideAtLeast = 8;
/** A box may reach out of the picture, but not be larger than so many pictures. */
const picturesAtMost = 2;

/** Whether a box can be that of a face in this picture, and not a number run wild. */
export const isPlausibleBox = (
  box: Rectangle,
  { width, height }: { readonly width: number; readonly height: number },
): boolean => {
  const middleX = box.x + box.width / 2;
  const middleY = box.y + box.height / 2;
  return (
    box.width >= sideAtLeast &&
    box.height >= sideAtLeast &&
    box.width <= width * picturesAtMost &&
    box.height <= height * picturesAtMost &&
    middleX >= 0 &&
    middleX <= width &&
    middleY >= 0 &&
    middleY <= height
  );
};
