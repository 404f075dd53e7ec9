/**
 * Takes a picture of every screen and state of the built renderer, fed by the fixture snapshots instead of a core.
 * For whoever works on the screens; needs a Chromium of one's own:
 *
 *   node scripts/screens/take-screens.ts --browser PATH --out DIR [--renderer DIR] [--only REGEX]
 *
 * `--only` is matched against file names such as `elder-en-consent`. What overflows or is cut off is listed at the end.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import { fixtureSnapshots, touchesOfFixtures } from '../../test/helpers/renderer/fixture-snapshots.ts';
import { fixtureCertificate } from './fixture-certificate.ts';
import { serveRenderer } from './serve-renderer.ts';

const portrait = { width: 1080, height: 1920 };
const landscape = { width: 1920, height: 1080 };

/** The ways in which each screen is looked at. */
const variants = [
  { name: 'zh', size: portrait, changes: {} },
  { name: 'en', size: portrait, changes: { locale: 'en' } },
  { name: 'elder-zh', size: portrait, changes: { elderMode: true } },
  { name: 'elder-en', size: portrait, changes: { elderMode: true, locale: 'en' } },
  { name: 'wide-zh', size: landscape, changes: {} },
  { name: 'wide-en', size: landscape, changes: { locale: 'en' } },
  { name: 'wide-elder-zh', size: landscape, changes: { elderMode: true } },
  { name: 'contrast-zh', size: portrait, changes: { highContrast: true } },
  {
    name: 'contrast-elder-en',
    size: portrait,
    changes: { highContrast: true, elderMode: true, locale: 'en' },
  },
  { name: 'wide-contrast-zh', size: landscape, changes: { highContrast: true } },
  { name: 'seated-zh', size: portrait, changes: { seated: true } },
  { name: 'seated-elder-zh', size: portrait, changes: { seated: true, elderMode: true } },
  { name: 'seated-en', size: portrait, changes: { seated: true, locale: 'en' } },
] as const satisfies readonly {
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly changes: Partial<ViewSnapshot>;
}[];

/** Shows a snapshot and waits until all of it is there. */
const show = async (page: Page, snapshot: ViewSnapshot, pdf: Uint8Array): Promise<void> => {
  await page.evaluate(`yizhanScreens.show(${JSON.stringify(snapshot)}, ${JSON.stringify([...pdf])})`);
  await page.locator(`[data-screen="${snapshot.visit.screen}"]`).waitFor();
  if (snapshot.visit.screen === 'preview') await page.locator('[data-drawn="true"]').waitFor();
  await page.evaluate('yizhanScreens.settled()');
};

const takeAll = async (
  browser: Browser,
  url: string,
  wanted: RegExp,
  out: string,
): Promise<readonly string[]> => {
  const pdf = await fixtureCertificate();
  const faults: string[] = [];
  const { attract: neutral } = fixtureSnapshots;
  if (neutral === undefined) throw new Error('no fixture of the attract screen');
  for (const variant of variants) {
    const context = await browser.newContext({
      viewport: variant.size,
      hasTouch: true,
      timezoneId: 'Asia/Shanghai',
    });
    const page = await context.newPage();
    await page.addInitScript({ path: join(import.meta.dirname, 'in-page.js') });
    await page.goto(url);
    page.on('pageerror', (error) => faults.push(`${variant.name}: ${error.message}`));
    page.on('console', (message) => faults.push(`${variant.name} console: ${message.text()}`));
    for (const [state, fixture] of Object.entries(fixtureSnapshots)) {
      const name = `${variant.name}-${state}`;
      if (!wanted.test(name)) continue;
      // Staff mode has one size and one theme.
      if (
        ['elderMode', 'highContrast', 'seated'].some((name) => name in variant.changes) &&
        ['maintenance', 'setup'].includes(fixture.visit.screen)
      )
        continue;
      // What was touched in one picture of a page is not left in the next.
      if (state in touchesOfFixtures) await show(page, neutral, pdf);
      await show(page, { ...fixture, ...variant.changes }, pdf);
      for (const testId of touchesOfFixtures[state] ?? []) await page.getByTestId(testId).click();
      await page.screenshot({ path: join(out, `${name}.png`) });
      faults.push(
        ...(await page.evaluate<readonly string[]>('yizhanScreens.findFaults()')).map(
          (fault) => `${name}: ${fault}`,
        ),
      );
    }
    await context.close();
  }
  return faults;
};

const { values } = parseArgs({
  options: {
    browser: { type: 'string' },
    out: { type: 'string' },
    renderer: { type: 'string', default: join(import.meta.dirname, '../../dist/renderer') },
    only: { type: 'string', default: '' },
  },
});
if (!values.browser || !values.out) {
  process.stderr.write('usage: take-screens.ts --browser PATH --out DIR [--renderer DIR] [--only REGEX]\n');
  process.exitCode = 2;
} else {
  mkdirSync(values.out, { recursive: true });
  const server = await serveRenderer(resolve(values.renderer));
  const browser = await chromium.launch({ executablePath: values.browser, args: ['--no-sandbox'] });
  try {
    const faults = await takeAll(browser, server.url, new RegExp(values.only), values.out);
    writeFileSync(join(values.out, 'faults.txt'), `${faults.join('\n')}\n`);
    console.log(faults.length === 0 ? 'no faults found' : faults.join('\n'));
  } finally {
    await browser.close();
    server.close();
  }
}
