import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { facesMissing } from '../../bench/face/faces.ts';
import { packMissing } from '../../bench/face/node-engine.ts';
import type { Station } from '../../scripts/station/station-api.ts';
import { chooseItem } from '../e2e/support/choose-item.ts';
import { chipPixels } from './face-clips.ts';
import { launchKiosk, type TestKiosk } from './kiosk.ts';

export const facePack = 'faceplugin';
/** Why faces cannot be looked at here; null where they can. */
export const faceLookImpossible = (): string | null => facesMissing() ?? packMissing(facePack);

/** Whose photo is in the chip, of the test faces. */
export const personOfCard = 13;
export const residentWithPhoto = 'lin-xiaolan';
const itemOfLevelThree = 'household-register';
const decoder = join(import.meta.dirname, '../fixtures/photo-decoder/decoder.mjs');

/** How a kiosk that compares faces is other than usual. */
export interface FaceKioskOptions {
  /** The decoder answers as soon as there is a file of this name. */
  readonly decoderGate?: string;
  /** Nothing here can decode the photo of a card. */
  readonly withoutDecoder?: boolean;
  readonly idleSeconds?: number;
  readonly prepare?: (station: Station) => Promise<void>;
}

/**
 * A kiosk that compares faces: Chromium's fake camera plays the clip, the chip's photo comes from a decoder program, the
 * models are the real ones.
 */
export const launchFaceKiosk = async (
  clip: Uint8Array,
  { decoderGate, withoutDecoder = false, idleSeconds, prepare }: FaceKioskOptions = {},
): Promise<TestKiosk> => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-face-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const [film, photo] = [join(folder, 'kiosk.y4m'), join(folder, 'photo.rgb')];
  writeFileSync(film, clip);
  writeFileSync(photo, chipPixels(personOfCard));
  try {
    const kiosk = await launchKiosk({
      switches: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
      prepare: async (station) => {
        const file = join(station.kioskFolder, 'settings.json');
        const settings = JSON.parse(readFileSync(file, 'utf8'));
        settings.identity = { face: { engine: 'models', pack: facePack } };
        if (idleSeconds !== undefined) settings.session = { ...settings.session, idleSeconds };
        settings.devices.camera = { label: 'kiosk' };
        if (!withoutDecoder) {
          settings.devices.idCardReader.photoDecoder = {
            program: process.execPath,
            arguments: [decoder, photo, ...(decoderGate === undefined ? [] : [decoderGate])],
            timeoutMilliseconds: 10_000,
          };
        }
        writeFileSync(file, JSON.stringify(settings));
        await prepare?.(station);
      },
    });
    return {
      ...kiosk,
      close: async () => {
        await kiosk.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
};

/** Resolves when the models are loaded and the camera has been judged. */
export const facesAreReady = async (
  kiosk: TestKiosk,
  cameraState: 'online' | 'hardwareError' = 'online',
): Promise<void> => {
  await kiosk.screen('attract');
  await kiosk.logged('core', 'face-engine', { state: 'ready' });
  // While the models are compiled a busy machine may get no pictures; the kiosk calls that frozen, and looks again.
  await kiosk.logged('core', 'device-status', { device: 'camera', state: cameraState });
  await expect(kiosk.page.getByText('人脸模型仅供评估')).toBeVisible();
};

/** The resident lays a card and wants something for which the face has to be looked at. */
export const wantLevelThree = async (
  kiosk: TestKiosk,
  layCard: () => void = () => kiosk.station.layCard(residentWithPhoto),
): Promise<void> => {
  await kiosk.tap('intent-start');
  await kiosk.tap('intent-identify');
  await kiosk.screen('identify');
  layCard();
  await kiosk.screen('choose');
  await chooseItem(kiosk, itemOfLevelThree);
};
