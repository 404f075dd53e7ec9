import { expect } from '@playwright/test';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { lookInside, markPage } from './support/inside.ts';

/** A screen that is turned, or another one, while the kiosk runs in full screen; told by a screen of the test's own. */

test.use({ kioskOptions: { fullScreen: true } });

const showOn = (kiosk: TestKiosk, [width, height]: readonly [number, number]): Promise<void> =>
  kiosk.app.evaluate(
    ({ screen }, bounds) => {
      const display = screen.getPrimaryDisplay();
      screen.getPrimaryDisplay = () => ({ ...display, bounds });
      // As Electron does: one change is told in parts.
      screen.emit('display-removed');
      screen.emit('display-added');
      screen.emit('display-metrics-changed');
    },
    { x: 0, y: 0, width, height },
  );

const filled = async (kiosk: TestKiosk) => ({
  page: await kiosk.page.evaluate('[innerWidth, innerHeight]'),
  ...(await kiosk.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { window: window?.getSize(), isKiosk: window?.isKiosk() };
  })),
});

test('the window follows its screen, stays in kiosk mode, and the page lives on', async ({ kiosk }) => {
  await kiosk.screen('attract');
  await markPage(kiosk);
  const before = await lookInside(kiosk);
  for (const size of [
    [1080, 900],
    [800, 1000],
    [1280, 720],
  ] as const) {
    await showOn(kiosk, size);
    await expect.poll(() => filled(kiosk)).toEqual({ page: [...size], window: [...size], isKiosk: true });
  }
  expect(await lookInside(kiosk)).toEqual(before);
  await kiosk.tap('intent-start');
  await kiosk.screen('home');
});
