import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2, levels A and AA, and axe's own good practice. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Resolves when nothing moves any more but what moves for ever: a screen that is still arriving is pale. */
const standStill = `Promise.allSettled(document.getAnimations()
  .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
  .map(({ finished }) => finished))`;

/**
 * Expects that axe finds nothing on what is shown now. Soft: the test goes on to the next screen.
 *
 * @param what told when it fails
 */
export const expectAccessible = async (
  { page }: { readonly page: Page },
  what = 'a screen',
): Promise<void> => {
  await page.evaluate(standStill);
  // Legacy mode: the other one opens a second page, which the kiosk refuses.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(rules).analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
  }));
  expect.soft(found, what).toEqual([]);
};
