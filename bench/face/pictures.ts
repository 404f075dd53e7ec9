import type { Picture, Rectangle } from '../../renderer/face/engine/picture.ts';
import { resample } from '../../renderer/face/engine/resample.ts';
import { jpegLoss } from './jpeg-loss.ts';

/** Size of a camera's picture. */
export const cameraSize = { width: 640, height: 480 } as const;

/** A picture of one grey. */
export const plain = (width: number, height: number, grey: number): Picture => {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(grey);
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
  return { width, height, rgba };
};

/** Scales a picture into a place of another; parts beyond its edges are lost. */
export const place = (ground: Picture, picture: Picture, { x, y, width, height }: Rectangle): Picture => {
  const scaled = resample(
    picture,
    { x: 0, y: 0, width: picture.width, height: picture.height },
    width,
    height,
  );
  const rgba = ground.rgba.slice();
  for (let row = Math.max(0, -y); row < Math.min(height, ground.height - y); row += 1) {
    for (let column = Math.max(0, -x); column < Math.min(width, ground.width - x); column += 1) {
      const from = (row * width + column) * 3;
      rgba.set(scaled.rgb.subarray(from, from + 3), ((row + y) * ground.width + column + x) * 4);
    }
  }
  return { ...ground, rgba };
};

/** A person before the camera: the head about 150 pixels wide, in the middle or at `x`. */
export const cameraPicture = (face: Picture, x = 182): Picture =>
  place(plain(cameraSize.width, cameraSize.height, 120), face, { x, y: 72, width: 276, height: 336 });

/** Size of the photo in an identity card's chip. */
const chipSize = { width: 102, height: 126 } as const;
/** JPEG quality at which a photo of this size has about three kilobytes. */
const chipQuality = 60;

/** A person as the chip has it: 102 × 126, eyes about 25 pixels apart, on light ground, compressed with loss. */
export const chipPhoto = (face: Picture): Picture =>
  jpegLoss(
    place(plain(chipSize.width, chipSize.height, 225), face, { x: 15, y: 38, width: 72, height: 88 }),
    chipQuality,
  );

/** The picture with each value multiplied. */
export const dimmed = (picture: Picture, factor: number): Picture => ({
  ...picture,
  rgba: picture.rgba.map((value, at) => (at % 4 === 3 ? value : value * factor)),
});
