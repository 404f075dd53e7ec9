import { defineConfig } from '@playwright/test';

/** Journeys through the real Electron; run by `npm test`, or alone by `npm run test:e2e` in a prepared environment. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: '.cache/test-reports/e2e',
  // Each test has a kiosk, a platform and a printer of its own; two at once would fight for two cores.
  workers: 1,
  fullyParallel: false,
  // A test that passes at its second try hides a fault that a resident would meet.
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
});
