import { readFace } from '../../bench/face/faces.ts';
import { chipPhoto, place, plain } from '../../bench/face/pictures.ts';
import { encodeY4m, greyPicture } from '../../drivers/simulator/camera/y4m.ts';
import type { Picture } from '../../renderer/face/engine/picture.ts';

/**
 * What Chromium's fake camera shows of somebody in front of the kiosk, made of one picture of the test faces. A clip repeats
 * for ever, so the person who follows does everything that may be asked, one after the other.
 */

const width = 480;
const height = 360;
const framesPerSecond = 10;
const headWidth = 207;
const headHeight = 252;

/** How a head is at one moment. */
interface Pose {
  /** To the person's left, degrees of a cylinder: models read about half of it. */
  readonly turn: number;
  readonly scale: number;
  readonly eyesShut: boolean;
}
const straight: Pose = { turn: 0, scale: 1, eyesShut: false };

const grey = (picture: Picture, at: number): number => picture.rgba[at * 4] ?? 0;

const mapped = (picture: Picture, greyAt: (x: number, y: number) => number): Picture => {
  const rgba = new Uint8ClampedArray(picture.rgba.length).fill(255);
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      rgba.fill(greyAt(x, y), (y * picture.width + x) * 4, (y * picture.width + x) * 4 + 3);
    }
  }
  return { ...picture, rgba };
};

/** The face as if it lay on a cylinder that turns. */
const turned = (face: Picture, degrees: number): Picture => {
  const angle = (degrees * Math.PI) / 180;
  const radius = face.width * 0.52;
  const middle = face.width / 2;
  return mapped(face, (x, y) => {
    const across = (x - middle) / radius;
    if (Math.abs(across) >= 1) return 120;
    const around = Math.asin(across) - angle;
    if (Math.abs(around) >= Math.PI / 2) return 120;
    const from = Math.min(face.width - 2, Math.max(0, middle + radius * Math.sin(around)));
    const left = Math.floor(from);
    const share = from - left;
    const at = y * face.width + left;
    return grey(face, at) * (1 - share) + grey(face, at + 1) * share;
  });
};

/** Lids over the eyes: the skin above and below, drawn together. */
const withEyesShut = (face: Picture): Picture => {
  const top = Math.round(face.height * 0.38);
  const bottom = Math.round(face.height * 0.5);
  return mapped(face, (x, y) => {
    if (y < top || y >= bottom || x < face.width * 0.15 || x >= face.width * 0.85)
      return grey(face, y * face.width + x);
    const share = (y - top) / (bottom - top);
    return grey(face, (top - 1) * face.width + x) * (1 - share) + grey(face, bottom * face.width + x) * share;
  });
};

const ramp = (steps: number, to: number): number[] => {
  const up = Array.from({ length: steps }, (_, step) => (to * (step + 1)) / steps);
  return [...up, to, ...up.toReversed()];
};

const waits = (frames: number): Pose[] => Array.from({ length: frames }, () => straight);

/** Straight, left, right, closer, blink. */
const followingPoses: readonly Pose[] = [
  ...waits(8),
  ...ramp(6, 54).map((turn) => ({ ...straight, turn })),
  ...waits(5),
  ...ramp(6, -54).map((turn) => ({ ...straight, turn })),
  ...waits(5),
  ...ramp(5, 0.4).map((more) => ({ ...straight, scale: 1 + more })),
  ...waits(5),
  ...Array.from({ length: 4 }, () => ({ ...straight, eyesShut: true })),
  ...waits(5),
];

const inRoom = (face: Picture, { turn, scale, eyesShut }: Pose, sway: number, x: number): Picture => {
  const shown = turned(eyesShut ? withEyesShut(face) : face, turn);
  const size = { width: Math.round(headWidth * scale), height: Math.round(headHeight * scale) };
  return place(plain(width, height, 120), shown, {
    x: Math.round(x - size.width / 2 + sway),
    y: Math.round(height / 2 - size.height / 2 + sway / 2),
    ...size,
  });
};

const lumaOf = ({ rgba }: Picture, factor: number, noise: () => number): Uint8Array => {
  const luma = new Uint8Array(width * height);
  for (let at = 0; at < luma.length; at += 1) {
    // Studio range: 16 is black.
    luma[at] = Math.max(16, Math.min(235, 16 + (rgba[at * 4] ?? 0) * 0.86 * factor + noise()));
  }
  return luma;
};

const clipOf = (pictures: readonly Picture[], factor = 1, noise: () => number = () => 0): Uint8Array =>
  encodeY4m({
    width,
    height,
    framesPerSecond,
    pictures: pictures.map((picture) => greyPicture(lumaOf(picture, factor, noise))),
  });

const middle = width / 2;
const swaying = (frame: number): number => Math.round(3 * Math.sin(frame / 2));
const ofPerson = (subject: number, poses: readonly Pose[]): Picture[] => {
  const face = readFace(subject, 1);
  return poses.map((pose, frame) => inRoom(face, pose, swaying(frame), middle));
};

export const faceClips = {
  /** Does everything that may be asked; slowly, each pose so many pictures long, for who looks seldom. */
  follows: (subject: number, picturesAPose = 1) =>
    clipOf(
      ofPerson(
        subject,
        followingPoses.flatMap((pose) => Array.from({ length: picturesAPose }, () => pose)),
      ),
    ),
  /** Stands there and does nothing. */
  waits: (subject: number) => clipOf(ofPerson(subject, waits(20))),
  /** A photo on a stand: the very same picture for ever. */
  still: (subject: number) =>
    clipOf(Array.from({ length: 20 }, () => ofPerson(subject, [straight])[0] ?? plain(width, height, 120))),
  /** With somebody else beside. */
  two: (subject: number, other: number) =>
    clipOf(
      waits(20).map((pose, frame) => {
        const one = inRoom(readFace(subject, 1), { ...pose, scale: 0.7 }, swaying(frame), width * 0.3);
        const size = { width: Math.round(headWidth * 0.7), height: Math.round(headHeight * 0.7) };
        const x = Math.round(width * 0.7 - size.width / 2 - swaying(frame));
        return place(one, readFace(other, 1), { x, y: Math.round(height / 2 - size.height / 2), ...size });
      }),
    ),
  nobody: (random: () => number) =>
    clipOf(
      Array.from({ length: 20 }, () =>
        mapped(plain(width, height, 110), (x, y) => 70 + 90 * (1 - y / height) + (x % 97 < 30 ? 25 : 0)),
      ),
      1,
      () => (random() - 0.5) * 10,
    ),
  /** With a mask over mouth and nose. */
  masked: (subject: number) =>
    clipOf(
      waits(20).map((pose, frame) => {
        const sway = swaying(frame);
        const bare = inRoom(readFace(subject, 1), pose, sway, middle);
        const [x, y] = [
          Math.round(middle - headWidth / 2 + sway),
          Math.round((height - headHeight + sway) / 2),
        ];
        return place(bare, plain(20, 20, 205), {
          x: x + Math.round(headWidth * 0.1),
          y: y + Math.round(headHeight * 0.58),
          width: Math.round(headWidth * 0.8),
          height: Math.round(headHeight * 0.42),
        });
      }),
    ),
  dark: (subject: number) => clipOf(ofPerson(subject, waits(20)), 0.25),
} as const;

/** The pixels of a photo as a decoder gives them: three bytes each, 102 × 126. */
export const chipPixels = (subject: number): Uint8Array => {
  const { rgba } = chipPhoto(readFace(subject, 2));
  return Uint8Array.from(
    { length: (rgba.length / 4) * 3 },
    (_, at) => rgba[Math.floor(at / 3) * 4 + (at % 3)] ?? 0,
  );
};
