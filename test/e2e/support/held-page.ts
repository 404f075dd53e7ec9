import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeY4m, greyPicture } from '../../../drivers/simulator/camera/y4m.ts';
import { test as base } from '../../helpers/kiosk.ts';

const width = 640;
const height = 480;

/** A sheet with dark lines on a grey table; one line wanders, so that the picture does not stand still. */
const sheetClip = (): Uint8Array => {
  const picture = (frame: number): Uint8Array => {
    const luma = new Uint8Array(width * height).fill(90);
    for (let y = 40; y < 440; y += 1) luma.fill(220, y * width + 160, y * width + 480);
    for (let line = 0; line < 8; line += 1) {
      const from = (90 + line * 40) * width + 200;
      luma.fill(30, from, from + 200 + ((frame + line) % 10));
    }
    return luma;
  };
  return encodeY4m({
    width,
    height,
    framesPerSecond: 10,
    pictures: Array.from({ length: 20 }, (_, frame) => greyPicture(picture(frame))),
  });
};

/** A kiosk with a camera to which a page is held. */
export const test = base.extend<{ held: { readonly draw: () => Uint8Array } }>({
  /** What is held to the camera; drawn when the test begins. */
  held: [{ draw: sheetClip }, { option: true }],
  kioskOptions: async ({ held }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'yizhan-page-'));
    const film = join(folder, 'page.y4m');
    writeFileSync(film, held.draw());
    try {
      await use({
        platformStore: 'folder',
        switches: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
        prepare: ({ kioskFolder }) => {
          const file = join(kioskFolder, 'settings.json');
          const settings = JSON.parse(readFileSync(file, 'utf8'));
          settings.devices.camera = { label: 'page' };
          writeFileSync(file, JSON.stringify(settings));
        },
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});
