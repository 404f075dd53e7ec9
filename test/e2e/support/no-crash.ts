import { expect } from '@playwright/test';
import type { TestKiosk } from '../../helpers/kiosk.ts';

const crashes = [
  'core-crashed',
  'core-died',
  'renderer-died',
  'page-given-up',
  'visit-chart-failed',
  'not-recorded',
];

/**
 * Neither core nor page died, and the core was started once. A kiosk that cannot write its data folder has its log on
 * standard error alone.
 */
export const expectNoCrash = (kiosk: TestKiosk): void => {
  const shell = kiosk.logLines('shell');
  const lines = [...kiosk.logLines('core'), ...shell];
  expect(lines.filter(({ event }) => crashes.includes(event))).toEqual([]);
  expect(crashes.filter((event) => kiosk.standardError().includes(`"${event}"`))).toEqual([]);
  if (shell.length > 0) expect(shell.filter(({ event }) => event === 'core-started')).toHaveLength(1);
};
