import { test as base, expect } from '@playwright/test';
import { faceClips } from '../helpers/face-clips.ts';
import {
  faceLookImpossible,
  facePack as pack,
  facesAreReady,
  launchFaceKiosk,
  personOfCard as person,
  wantLevelThree as chooseLevelThree,
} from '../helpers/face-kiosk.ts';
import type { TestKiosk } from '../helpers/kiosk.ts';
import { readRows, visits } from './support/kiosk-records.ts';
import { expectNoCrash } from './support/no-crash.ts';

/**
 * Face verification in the real Electron: Chromium's fake camera shows somebody, the chip's photo comes from a decoder
 * program, the models are the real ones. The clips are made of the test faces when the test runs.
 */

const missing = faceLookImpossible();
const somebodyElse = 12;

/** What the camera shows; drawn when the test begins. */
interface Scene {
  readonly draw: () => Uint8Array;
}

const test = base.extend<{ scene: Scene; kiosk: TestKiosk }>({
  scene: [{ draw: () => faceClips.nobody(Math.random) }, { option: true }],
  kiosk: async ({ scene }, use) => {
    const kiosk = await launchFaceKiosk(scene.draw());
    try {
      await use(kiosk);
    } finally {
      await kiosk.close();
    }
  },
});

test.skip(missing !== null, missing ?? '');
test.afterEach(({ kiosk }) => expectNoCrash(kiosk));

/** The resident wants something for which the face has to be looked at, of a kiosk that has judged its camera. */
const wantLevelThree = async (
  kiosk: TestKiosk,
  cameraState: 'online' | 'hardwareError' = 'online',
): Promise<void> => {
  await facesAreReady(kiosk, cameraState);
  await chooseLevelThree(kiosk);
};

const lastReason = (kiosk: TestKiosk): string | null | undefined =>
  readRows<{ reason: string | null }>(
    kiosk.dataFolder,
    "SELECT reason FROM audit_entry WHERE action = 'visit.face-refused' ORDER BY sequence DESC LIMIT 1",
  )[0]?.reason;

test.describe('the person of the card', () => {
  test.use({ scene: { draw: () => faceClips.follows(person) } });
  test('follows what is asked and goes on at level 3; scores and versions are kept, no picture', async ({
    kiosk,
  }) => {
    await wantLevelThree(kiosk);
    await kiosk.screen('face');
    await expect(kiosk.page.getByTestId('face-picture')).toBeVisible();
    await kiosk.screen('consent', { timeout: 60_000 });
    expect(visits(kiosk.dataFolder)).toMatchObject([{ assurance_level: 3, identified_by: 'id-card-face' }]);
    const [entry] = readRows<{ details: string }>(
      kiosk.dataFolder,
      "SELECT details FROM audit_entry WHERE action = 'visit.identified' ORDER BY sequence DESC LIMIT 1",
    );
    const details = JSON.parse(entry?.details ?? '{}');
    expect(details).toMatchObject({ models: expect.stringContaining(pack), accept: 0.42, followed: 2 });
    expect(details.similarity).toBeGreaterThan(0.42);
    expect(details.pictures).toBeGreaterThanOrEqual(3);
  });
});

test.describe('somebody else', () => {
  test.use({ scene: { draw: () => faceClips.follows(somebodyElse) } });
  test('is refused three times, and then there is the other way', async ({ kiosk }) => {
    await wantLevelThree(kiosk);
    for (let attempt = 1; attempt < 3; attempt += 1) {
      await kiosk.screen('faceAgain', { timeout: 60_000 });
      await expect(kiosk.page.locator('[data-reason="another-face"]')).toBeVisible();
      await kiosk.tap('intent-retry');
    }
    await kiosk.screen('otherWay', { timeout: 60_000 });
    expect(visits(kiosk.dataFolder)).toMatchObject([{ assurance_level: 2, identified_by: 'id-card' }]);
    expect(lastReason(kiosk)).toBe('another-face');
  });
});

test.describe('a picture that stands still', () => {
  test.use({ scene: { draw: () => faceClips.still(person) } });
  test('is no camera for the kiosk: there is the other way at once', async ({ kiosk }) => {
    await wantLevelThree(kiosk, 'hardwareError');
    await kiosk.screen('otherWay');
    await expect(kiosk.page.locator('[data-reason="camera-unusable"]')).toBeVisible();
  });
});

for (const [situation, draw, reason] of [
  ['two people', () => faceClips.two(person, somebodyElse), 'several-faces'],
  ['nobody', () => faceClips.nobody(Math.random), 'no-face'],
  ['a mask', () => faceClips.masked(person), 'not-clear-enough'],
  ['a dark corner', () => faceClips.dark(person), 'not-clear-enough'],
  [
    'somebody, or a photo in a hand, that does nothing of what is asked',
    () => faceClips.waits(person),
    'challenge-failed',
  ],
] as const) {
  test.describe(situation, () => {
    test.use({ scene: { draw } });
    test(`comes to nothing, and the screen says why: ${reason}`, async ({ kiosk }) => {
      await wantLevelThree(kiosk);
      await kiosk.screen('faceAgain', { timeout: 60_000 });
      await expect(kiosk.page.locator(`[data-reason="${reason}"]`)).toBeVisible();
      expect(lastReason(kiosk)).toBe(reason);
    });
  });
}
