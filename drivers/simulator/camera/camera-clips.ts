import { encodeY4m, greyPicture } from './y4m.ts';

/** What a camera in a kiosk may show, for Chromium's fake camera. */
export const cameraClipNames = ['ordinary', 'black', 'dark', 'frozen', 'sticker'] as const;
export type CameraClipName = (typeof cameraClipNames)[number];

const width = 320;
const height = 240;
const framesPerSecond = 15;
/** Two seconds; Chromium begins again at the end. */
const frames = 30;

/** Luma at a place (0 to 1 across and down) without noise, the noise of the sensor, and whether the picture moves. */
interface Scene {
  readonly luma: (across: number, down: number) => number;
  readonly noise: number;
  readonly moves: boolean;
}

/** A room: light above, and a bright patch. */
const room = (across: number, down: number): number =>
  60 + 80 * (1 - down) + (Math.hypot(across - 0.5, down - 0.4) < 0.2 ? 60 : 0);

const scenes: Readonly<Record<CameraClipName, Scene>> = {
  ordinary: { luma: room, noise: 6, moves: true },
  /** A hand or a cap on the lens. */
  black: { luma: () => 16, noise: 2, moves: true },
  /** A room at night. */
  dark: { luma: (across, down) => 26 + (room(across, down) - 60) / 5, noise: 3, moves: true },
  /** The ordinary room, but always the very same picture. */
  frozen: { luma: room, noise: 6, moves: false },
  /** A sticker on the lens in a bright room: one shade everywhere. */
  sticker: { luma: () => 140, noise: 0, moves: true },
};

/** One frame of a scene; `random` gives numbers from 0 to 1. */
const draw = ({ luma, noise }: Scene, random: () => number): Uint8Array => {
  const picture = new Uint8Array(width * height);
  for (let index = 0; index < picture.length; index += 1) {
    const value = luma((index % width) / width, Math.floor(index / width) / height);
    picture[index] = Math.min(235, Math.max(16, Math.round(value + noise * (random() - 0.5))));
  }
  return picture;
};

/** A clip as a YUV4MPEG2 file, 320×240 at 15 frames a second. `random`: a source of numbers from 0 to 1. */
export const cameraClip = (name: CameraClipName, random: () => number): Uint8Array => {
  const scene = scenes[name];
  const first = draw(scene, random);
  return encodeY4m({
    width,
    height,
    framesPerSecond,
    pictures: Array.from({ length: frames }, (_, index) =>
      greyPicture(index === 0 || !scene.moves ? first : draw(scene, random)),
    ),
  });
};
