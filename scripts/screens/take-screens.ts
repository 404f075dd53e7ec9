/**
 * Takes a picture of every screen and state of the built renderer, fed by the fixture snapshots instead of a core.
 * For whoever works on the screens; needs a Chromium of one's own:
 *
 *   node scripts/screens/take-screens.ts --browser PATH --out DIR [--renderer DIR] [--only REGEX] [--faults-only]
 *
 * `--only` is matched against file names such as `elder-en-consent`. What breaks the rules of the look is listed at the
 * end; `--faults-only` takes no pictures.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { fixtureCertificate } from './fixture-certificate.ts';
import { looks } from './looks.ts';
import { openLook } from './open-look.ts';
import { serveRenderer } from './serve-renderer.ts';
import { walkScreens } from './walk-screens.ts';

const takeAll = async (
  browser: Browser,
  url: string,
  { wanted, out, pictures }: { readonly wanted: RegExp; readonly out: string; readonly pictures: boolean },
): Promise<readonly string[]> => {
  const pdf = await fixtureCertificate();
  const faults: string[] = [];
  for (const look of looks) {
    const page = await openLook(browser, url, look);
    page.on('pageerror', (error) => faults.push(`${look.name}: ${error.message}`));
    page.on('console', (message) => faults.push(`${look.name} console: ${message.text()}`));
    const found = await walkScreens(page, look, {
      pdf,
      wants: (name) => wanted.test(name),
      ...(pictures && {
        onShown: async (name: string): Promise<void> => {
          await page.screenshot({ path: join(out, `${name}.png`) });
        },
      }),
    });
    faults.push(...found);
    await page.context().close();
  }
  return faults;
};

const { values } = parseArgs({
  options: {
    browser: { type: 'string' },
    out: { type: 'string' },
    renderer: { type: 'string', default: join(import.meta.dirname, '../../dist/renderer') },
    only: { type: 'string', default: '' },
    'faults-only': { type: 'boolean', default: false },
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
    const faults = await takeAll(browser, server.url, {
      wanted: new RegExp(values.only),
      out: values.out,
      pictures: !values['faults-only'],
    });
    writeFileSync(join(values.out, 'faults.txt'), `${faults.join('\n')}\n`);
    console.log(faults.length === 0 ? 'no faults found' : faults.join('\n'));
  } finally {
    await browser.close();
    server.close();
  }
}
