import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import type { Picture } from '../../renderer/face/engine/picture.ts';

/** Faces for tests and benches, which are not part of the project: 30 subjects of the ORL database, ten pictures each. */
export const facesFolder = join(import.meta.dirname, '../../../shared/faces/orl');

/** Why there are none; null where there are. */
export const facesMissing = (): string | null =>
  existsSync(facesFolder) ? null : 'no faces at ../shared/faces';

/** A picture of a person, cut close, grey. */
export interface Face {
  readonly subject: string;
  readonly name: string;
  readonly picture: Picture;
}

const namePattern = /^(s\d+)_(\d+)\.png$/;

/** A grey PNG, of one or more channels, as a picture. */
const read = (file: string): Picture => {
  const { width, height, channels, data } = decode(readFileSync(file));
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const grey = data[pixel * channels] ?? 0;
    rgba.fill(grey, pixel * 4, pixel * 4 + 3);
  }
  return { width, height, rgba };
};

/** One picture, by subject and number. */
export const readFace = (subject: number, number: number): Picture =>
  read(join(facesFolder, `s${subject}_${number}.png`));

/** All of them, by name. */
export const readFaces = (): readonly Face[] =>
  readdirSync(facesFolder)
    .sort()
    .flatMap((name) => {
      const subject = namePattern.exec(name)?.[1];
      return subject === undefined ? [] : [{ subject, name, picture: read(join(facesFolder, name)) }];
    });
