import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, expect, test } from '@playwright/test';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'yizhan-utility-process-'));

/** Builds one entry of the fixture as the product's are built. */
const bundle = (entry: string, target: string): Promise<unknown> =>
  build({
    configFile: false,
    logLevel: 'warn',
    root,
    publicDir: false,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: join(root, 'test/fixtures/utility-process', entry),
      outDir: folder,
      emptyOutDir: false,
      target,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: entry.replace('.ts', '.cjs') } },
    },
  });

let app: ElectronApplication;

test.beforeAll(async () => {
  await bundle('main.ts', 'node18');
  await bundle('core.ts', 'node18');
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'fixture', version: '0.0.0', main: 'main.cjs' }),
  );
  app = await _electron.launch({
    args: [folder, '--no-sandbox'],
    env: { ...process.env, FIXTURE_CORE: join(folder, 'core.cjs'), FIXTURE_DIST: join(root, 'dist') },
  });
});
test.afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a core in a utility process talks to the renderer over a transferred port, and is replaced when it dies', async () => {
  const page = await app.firstWindow();
  await page.locator('[data-screen="outOfService"]').waitFor();
  const coreProcess = async (): Promise<string> =>
    /process (\d+)/.exec((await page.locator('body').textContent()) ?? '')?.[1] ?? '';
  const first = await coreProcess();
  expect(Number(first)).toBeGreaterThan(1);

  process.kill(Number(first), 'SIGKILL');
  await expect.poll(async () => (await coreProcess()) || first, { timeout: 10_000 }).not.toBe(first);
  await expect(page.locator('[data-screen="outOfService"]')).toBeVisible();
});
