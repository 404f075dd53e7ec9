import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { readEmbedding } from '../../platform/contract/face-comparison.ts';
import { faceAttempts } from '../../electron/core/session/assurance-types.ts';
import { findResident } from '../../scripts/station/station-cards.ts';
import { faceClips } from '../helpers/face-clips.ts';
import {
  faceLookImpossible,
  facePack,
  facesAreReady,
  launchFaceKiosk,
  personOfCard,
  residentWithPhoto,
  wantLevelThree,
} from '../helpers/face-kiosk.ts';
import type { TestKiosk } from '../helpers/kiosk.ts';
import { readRows, visits } from './support/kiosk-records.ts';
import { expectNoCrash } from './support/no-crash.ts';

/** Nothing here can decode the photo of the card: the platform compares, with the resident's consent. */

const missing = faceLookImpossible();

/** Puts the person's ID photo in the platform's register, as its administration does. */
const putReference = async ({ station }: TestKiosk): Promise<void> => {
  const program = join(import.meta.dirname, '../helpers/face-reference.ts');
  const said = execFileSync(process.execPath, [program, facePack, String(personOfCard)], {
    encoding: 'utf8',
  });
  const { model, embedding } = JSON.parse(said);
  const reference = readEmbedding(embedding);
  const idNumber = findResident(residentWithPhoto)?.card.idNumber;
  if (reference === undefined || idNumber === undefined) throw new Error('no reference');
  const put = await station.platform.administration.putFaceReference({
    idNumber,
    model,
    embedding: reference,
  });
  expect(put).toBe(true);
};

const lastEntry = (kiosk: TestKiosk, action: string) => {
  const [entry] = readRows<{ reason: string | null; details: string }>(
    kiosk.dataFolder,
    `SELECT reason, details FROM audit_entry WHERE action = '${action}' ORDER BY sequence DESC LIMIT 1`,
  );
  return { reason: entry?.reason, details: JSON.parse(entry?.details ?? '{}') };
};

const test = base.extend<{ kiosk: TestKiosk }>({
  kiosk: async ({ baseURL: _ }, use) => {
    const kiosk = await launchFaceKiosk(faceClips.follows(personOfCard, 3), { withoutDecoder: true });
    try {
      await use(kiosk);
    } finally {
      await kiosk.close();
    }
  },
});

test.setTimeout(6 * 60_000);
test.skip(missing !== null, missing ?? '');
test.afterEach(({ kiosk }) => expectNoCrash(kiosk));

/** Agrees, and looks until the screen comes: elder mode gives time for pictures that a busy machine takes seldom. */
const agreeAndLook = async (kiosk: TestKiosk, wanted: 'consent' | 'otherWay'): Promise<void> => {
  await kiosk.tap('toggle-elder-mode');
  await kiosk.tap('intent-consent');
  for (let tries = 1; tries < faceAttempts; tries += 1) {
    const shown = kiosk.page.locator(`[data-screen="${wanted}"], [data-screen="faceAgain"]`);
    await shown.waitFor({ timeout: 90_000 });
    if ((await shown.getAttribute('data-screen')) === wanted) return;
    await kiosk.tap('intent-retry');
  }
  await kiosk.screen(wanted, { timeout: 90_000 });
};

test('a card whose photo cannot be read: asked first, compared by the platform, raised to level 3', async ({
  kiosk,
}) => {
  await putReference(kiosk);
  await facesAreReady(kiosk);
  await wantLevelThree(kiosk);
  await kiosk.screen('faceConsent');
  expect(visits(kiosk.dataFolder)).toMatchObject([{ assurance_level: 2 }]);
  await agreeAndLook(kiosk, 'consent');
  expect(visits(kiosk.dataFolder)).toMatchObject([{ assurance_level: 3, identified_by: 'id-card-face' }]);
  const { details } = lastEntry(kiosk, 'visit.identified');
  expect(details).toMatchObject({ comparedBy: 'platform', accept: 0.42, followed: 2 });
  expect(details.similarity).toBeGreaterThan(0.42);
  expect(details.consentedAt).toBeGreaterThan(0);
});

test('a resident of whom the register has no face is told so, and sent to staff', async ({ kiosk }) => {
  await facesAreReady(kiosk);
  await wantLevelThree(kiosk);
  await kiosk.screen('faceConsent');
  await agreeAndLook(kiosk, 'otherWay');
  await expect(kiosk.page.locator('[data-reason="no-reference"]')).toBeVisible();
  await expect(kiosk.page.getByText('市平台没有您可以比对的证件照')).toBeVisible();
  const { reason, details } = lastEntry(kiosk, 'visit.face-refused');
  expect(reason).toBe('no-reference');
  expect(details).toMatchObject({ comparedBy: 'platform', answer: 'unknown-model' });
});

test('without a line nobody is asked: there is the other way at once', async ({ kiosk }) => {
  await facesAreReady(kiosk);
  await kiosk.station.network.cut();
  await kiosk.logged('core', 'line', { state: 'offline' });
  await wantLevelThree(kiosk);
  await kiosk.screen('otherWay');
  await expect(kiosk.page.locator('[data-reason="no-photo"]')).toBeVisible();
});
