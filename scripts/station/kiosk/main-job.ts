import type { ScreenName } from '../../../electron/contract/visit-view.ts';
import type { Station } from '../station-api.ts';
import type { KioskDriver } from './kiosk-driver.ts';

/** What the resident of the main job chooses. */
export interface MainJobChoices {
  readonly residentId: string;
  readonly itemCode: string;
  readonly purposeCode: string;
  readonly rating: 1 | 2 | 3 | 4 | 5;
}

export const usualChoices: MainJobChoices = {
  residentId: 'lin-xiaolan',
  itemCode: 'housing-status',
  purposeCode: 'school-enrolment',
  rating: 5,
};

/** Pdf.js loads its code and a worker before the first page is there. */
const previewTimeout = 30_000;

/** One screen of the main job and what a resident does on it. */
export interface MainJobStep {
  readonly screen: ScreenName;
  /** The kiosk leaves it by itself, possibly before anybody has seen it. */
  readonly passing: boolean;
  act(): Promise<void>;
}

const nothing = async (): Promise<void> => undefined;

/**
 * The main job, screen by screen, up to the goodbye: look in, identify, choose, agree, look, print, take, rate. Each step's `act`
 * leads to the next screen.
 */
export const mainJob = (
  kiosk: KioskDriver,
  station: Pick<Station, 'layCard' | 'liftCard'>,
  choices: MainJobChoices = usualChoices,
): readonly MainJobStep[] => [
  { screen: 'attract', passing: false, act: () => kiosk.tap('intent-start') },
  { screen: 'home', passing: false, act: () => kiosk.tap('intent-identify') },
  { screen: 'identify', passing: false, act: async () => station.layCard(choices.residentId) },
  { screen: 'choose', passing: false, act: () => kiosk.tap(`item-${choices.itemCode}`) },
  {
    screen: 'consent',
    passing: false,
    async act() {
      await kiosk.tap(`purpose-${choices.purposeCode}`);
      await kiosk.tap('intent-consent');
    },
  },
  { screen: 'preparing', passing: true, act: nothing },
  { screen: 'preview', passing: false, act: () => kiosk.tap('intent-print') },
  { screen: 'printing', passing: true, act: nothing },
  {
    screen: 'takePaper',
    passing: false,
    async act() {
      station.liftCard();
      await kiosk.tap('intent-paperTaken');
    },
  },
  { screen: 'rate', passing: false, act: () => kiosk.tap(`rate-${choices.rating}`) },
  { screen: 'goodbye', passing: false, act: nothing },
];

/** Resolves when the preview shows the page itself; rejects when it says that it cannot. */
export const previewIsDrawn = async ({ page }: KioskDriver): Promise<void> => {
  const drawn = page.locator('[data-testid="preview-zoom"][data-drawn="true"]');
  const notShown = page.getByTestId('preview-not-shown');
  await drawn.or(notShown).first().waitFor({ timeout: previewTimeout });
  if (await notShown.isVisible()) throw new Error('the preview could not draw the certificate');
};

/** Walks the main job until `target` is shown. */
export const walkTo = async (
  target: ScreenName,
  kiosk: KioskDriver,
  station: Pick<Station, 'layCard' | 'liftCard'>,
  choices: MainJobChoices = usualChoices,
): Promise<void> => {
  for (const step of mainJob(kiosk, station, choices)) {
    if (step.passing && step.screen !== target) continue;
    await kiosk.screen(step.screen);
    if (step.screen === target) return;
    await step.act();
  }
  throw new Error(`the main job has no screen ${target}`);
};
