/**
 * Takes the pictures of the documents anew, half the size of the screen. Needs a Chromium of one's own, and the built
 * renderer (`node scripts/build.ts`):
 *
 *   node scripts/screens/write-docs-screens.ts --browser PATH [--out DIR]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { docsScreens } from './docs-screens.ts';
import { fixtureCertificate } from './fixture-certificate.ts';
import { looks } from './looks.ts';
import { openLook } from './open-look.ts';
import { serveRenderer } from './serve-renderer.ts';
import { walkScreens } from './walk-screens.ts';

/** What the clocks in all of them show. */
const takenAt = new Date('2026-11-20T21:30:00+08:00');
const scale = 0.5;
const usualLook = 'zh';

const { values } = parseArgs({
  options: {
    browser: { type: 'string' },
    out: { type: 'string', default: join(import.meta.dirname, '../../docs/screens') },
  },
});
if (!values.browser) {
  process.stderr.write('usage: write-docs-screens.ts --browser PATH [--out DIR]\n');
  process.exitCode = 2;
} else {
  const { browser: executablePath, out } = values;
  const server = await serveRenderer(join(import.meta.dirname, '../../dist/renderer'));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const pdf = await fixtureCertificate();
    for (const look of looks) {
      const files = new Map(
        Object.entries(docsScreens)
          .filter(([, screen]) => (screen.look ?? usualLook) === look.name)
          .map(([file, { state }]) => [`${look.name}-${state}`, join(out, `${file}.png`)]),
      );
      if (files.size === 0) continue;
      const page = await openLook(browser, server.url, look, { scale, at: takenAt });
      await walkScreens(page, look, {
        pdf,
        wants: (name) => files.has(name),
        onShown: async (name) => {
          await page.screenshot({ path: files.get(name) ?? '' });
        },
      });
      await page.context().close();
    }
  } finally {
    await browser.close();
    server.close();
  }
}
