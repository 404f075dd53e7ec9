import type { Page } from '@playwright/test';

/** What a resident sees of one touch, milliseconds from the touch itself. */
export interface Touched {
  /** The first picture that can show the button pressed. */
  readonly felt: number;
  /** What the touch leads to is on the screen. */
  readonly shown: number;
}

/** A touch, and what tells that it has led to where it should: a CSS selector. */
export interface Touch {
  readonly testId: string;
  readonly leadsTo: string;
}

const patience = 30_000;

/** A frame is on the screen when the one after it begins. */
const watch = (leadsTo: string): string => `void (globalThis.touched = new Promise((resolve) => {
  let began = 0;
  let felt = 0;
  const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
  addEventListener('pointerdown', (event) => {
    began = event.timeStamp;
    painted(() => { felt = performance.now() - began; });
  }, { once: true, capture: true });
  const look = () => {
    if (began > 0 && document.querySelector(${JSON.stringify(leadsTo)}) !== null) {
      painted(() => resolve({ felt, shown: performance.now() - began }));
    } else requestAnimationFrame(look);
  };
  look();
}))`;

/** Touches a button as soon as it takes touches, and measures within the page, by the time stamp of the touch. */
export const touch = async (page: Page, { testId, leadsTo }: Touch): Promise<Touched> => {
  const button = page.locator(`[data-testid="${testId}"]:not([aria-disabled="true"])`).first();
  await button.waitFor({ timeout: patience });
  await page.evaluate(watch(leadsTo));
  await button.click({ timeout: patience });
  return page.evaluate<Touched>('globalThis.touched');
};
