import { join, resolve } from 'node:path';
import { _electron, expect, type Page, test as playwrightTest } from '@playwright/test';
import { buildProject } from '../../scripts/build.ts';
import { fixtureCertificate } from '../../scripts/screens/fixture-certificate.ts';
import { type Look, looks } from '../../scripts/screens/looks.ts';
import { serveRenderer } from '../../scripts/screens/serve-renderer.ts';
import { inPageScript, walkScreens } from '../../scripts/screens/walk-screens.ts';
import { projectFolder, sandboxArguments } from '../../scripts/station/kiosk/electron-command.ts';
import { expectAccessible } from './support/accessibility.ts';

/** The built screens in a window of the kiosk's own Chromium, fed by fixtures instead of a core. */
const test = playwrightTest.extend<{ screens: { readonly page: Page; readonly url: string } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  screens: async ({}, use) => {
    await buildProject(projectFolder, { force: false });
    const server = await serveRenderer(resolve(projectFolder, 'dist/renderer'));
    const app = await _electron.launch({
      args: [join(projectFolder, 'test/fixtures/page-window/main.cjs'), '--lang=zh-CN', ...sandboxArguments],
      cwd: projectFolder,
      env: {
        ...(process.env as Record<string, string>),
        TZ: 'Asia/Shanghai',
        YIZHAN_PAGE: server.url,
      },
    });
    try {
      await use({ page: await app.firstWindow(), url: server.url });
    } finally {
      await app.close();
      server.close();
    }
  },
});

const open = async (
  { page, url }: { readonly page: Page; readonly url: string },
  look: Look,
): Promise<void> => {
  await page.setViewportSize(look.size);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript({ path: inPageScript });
  await page.goto(url);
};

for (const look of looks) {
  test(`every screen and state fits, is large enough and within reach: ${look.name}`, async ({ screens }) => {
    await open(screens, look);
    const faults = await walkScreens(screens.page, look, {
      pdf: await fixtureCertificate(),
      wants: () => true,
    });
    expect(faults).toEqual([]);
  });
}

/** Colours, sizes and languages that differ for axe. */
const seenByAxe: readonly string[] = ['zh', 'contrast-elder-en'];

for (const look of looks.filter(({ name }) => seenByAxe.includes(name))) {
  test(`no screen or state has an accessibility violation: ${look.name}`, async ({ screens }) => {
    test.setTimeout(600_000);
    await open(screens, look);
    await walkScreens(screens.page, look, {
      pdf: await fixtureCertificate(),
      wants: () => true,
      onShown: (name) => expectAccessible(screens, name),
    });
  });
}

for (const look of looks.filter(({ name }) => name === 'contrast-zh')) {
  test('no page of staff mode or set-up has an accessibility violation in high contrast', async ({
    screens,
  }) => {
    test.setTimeout(600_000);
    await open(screens, look);
    await walkScreens(screens.page, look, {
      pdf: await fixtureCertificate(),
      wants: (name) => /-(staff|setup|technician)-/.test(name),
      onShown: (name) => expectAccessible(screens, name),
    });
  });
}
