import { defineConfig } from '@playwright/test';
import type { Manner } from './test/helpers/manner.ts';

/** Journeys through the real Electron; run by `npm test`, or alone by `npm run test:e2e` in a prepared environment. */
export default defineConfig<{ manner: Manner }>({
  testDir: 'test/e2e',
  outputDir: '.cache/test-reports/e2e',
  // Each test has a kiosk, a platform and a printer of its own, and waits for most of its time.
  workers: 2,
  fullyParallel: false,
  // A test that passes at its second try hides a fault that a resident would meet.
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  projects: [
    { name: 'chinese' },
    // What residents do from beginning to end, in English with large letters, too.
    { name: 'english-elder', use: { manner: 'english-elder' }, grep: /@journey/ },
  ],
});
