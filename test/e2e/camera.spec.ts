import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { findCore } from '../../scripts/station/kiosk/kiosk-process.ts';
import { launchTimeout, test } from '../helpers/camera-kiosk.ts';

/**
 * The camera in the real Electron. Chromium's fake camera plays a clip, or is several, or none. A camera that is unplugged
 * in mid-use cannot be had from Chromium: test/unit/camera has it.
 */

const expectations = [
  ['an ordinary picture', { label: 'ordinary', cameras: 'ordinary' }, 'online'],
  ['a black picture', { label: 'black', cameras: 'black' }, 'userError picture-black'],
  ['a sticker on the lens', { label: 'sticker', cameras: 'sticker' }, 'userError picture-black'],
  ['a dark room', { label: 'dark', cameras: 'dark' }, 'online picture-too-dark'],
  ['a picture that stands still', { label: 'frozen', cameras: 'frozen' }, 'hardwareError picture-frozen'],
  ['two cameras that fit', { label: 'fake_device', cameras: 2 }, 'offline several-match'],
  // Chromium's own test picture is a dark green.
  ['two cameras, one of which fits', { label: 'Fake_Device_1', cameras: 2 }, 'online picture-too-dark'],
  ['a camera, but another one', { label: 'Kiosk Cam', cameras: 1 }, 'noDevice port-not-found'],
  ['no camera', { label: 'Kiosk Cam', cameras: 0 }, 'noDevice port-not-found'],
] as const;

for (const [situation, camera, state] of expectations) {
  test.describe(situation, () => {
    test.use({ camera });
    test(`is the camera's status: ${state}`, async ({ kiosk }) => {
      await expect.poll(kiosk.cameraStates).toEqual([state]);
      expect(kiosk.doorsTried()).toEqual([]);
    });
  });
}

test.describe('settings without a camera', () => {
  test.use({ camera: { label: null, cameras: 'ordinary' } });
  test('mean that there is none: nothing is looked at, nothing reported', async ({ kiosk }) => {
    await expect.poll(() => kiosk.logged('device-status').length).toBeGreaterThan(0);
    expect(kiosk.logged('renderer-connected')).not.toEqual([]);
    expect(kiosk.cameraStates()).toEqual([]);
    expect([...kiosk.logged('camera-presence'), ...kiosk.logged('camera-look')]).toEqual([]);
  });
});

/** Keeps every stream that the page opens in `window.openedStreams`. */
const watchStreams = (page: Page): Promise<void> =>
  page.evaluate(`(() => {
    window.openedStreams = [];
    const media = navigator.mediaDevices;
    const getUserMedia = media.getUserMedia.bind(media);
    media.getUserMedia = async (constraints) => {
      const stream = await getUserMedia(constraints);
      window.openedStreams.push(stream);
      return stream;
    };
  })()`);

const openedTracks = (page: Page): Promise<unknown> =>
  page.evaluate(`window.openedStreams.map((stream) =>
    stream.getTracks().map(({ kind, readyState }) => kind + ' ' + readyState).join())`);

test('a new core looks again, for a moment: one picture track, ended afterwards', async ({ kiosk }) => {
  await expect.poll(kiosk.cameraStates).toEqual(['online']);
  await watchStreams(kiosk.page);
  const shell = kiosk.app.process().pid;
  const core = shell === undefined ? undefined : findCore(shell);
  if (core === undefined) throw new Error('the kiosk has no core');
  process.kill(core, 'SIGKILL');

  await expect.poll(kiosk.cameraStates).toEqual(['online', 'online']);
  await expect.poll(() => openedTracks(kiosk.page)).toEqual(['video ended']);
  expect(kiosk.logged('camera-look')).toHaveLength(2);
  for (const begun of kiosk.logged('camera-look')) {
    const ended = kiosk.logged('camera-look-ended').find(({ time }) => String(time) >= String(begun.time));
    const lasted = Date.parse(String(ended?.time)) - Date.parse(String(begun.time));
    expect(lasted, 'milliseconds from asking to switching off').toBeLessThan(11_000);
  }
});

test.describe('a fault of the picture', () => {
  test.use({ camera: { label: 'black', cameras: 'black', station: true } });
  test('is looked at again until it is gone, but never in a visit', async ({ kiosk }) => {
    const { page, logged } = kiosk;
    await expect.poll(() => logged('camera-look').length).toBeGreaterThan(1);
    await page.getByTestId('intent-start').click();
    await page.locator('[data-screen="home"]').waitFor();
    const { time: begun } = logged('visit-state').at(-1) ?? {};
    await page.locator('[data-screen="attract"]').waitFor({ timeout: launchTimeout });
    const { time: ended } = logged('visit-state').at(-1) ?? {};
    const looks = (): readonly string[] => logged('camera-look').map(({ time }) => String(time));
    await expect.poll(() => looks().some((time) => time >= String(ended))).toBe(true);
    expect(looks().filter((time) => time > String(begun) && time < String(ended))).toEqual([]);
    expect(new Set(kiosk.cameraStates())).toEqual(new Set(['userError picture-black']));
  });
});

/** What becomes of a request in the page: `granted` (and stopped at once), or the name of the error. */
const ask = (expression: string): string =>
  `(async () => ${expression})().then(
    (stream) => { for (const track of stream.getTracks()) track.stop(); return 'granted'; },
    (error) => error.name)`;

const userMedia = (constraints: unknown): string =>
  ask(`navigator.mediaDevices.getUserMedia(${JSON.stringify(constraints)})`);

test('the own page gets the camera while the core wants a look, and nothing else', async ({ kiosk }) => {
  const { page } = kiosk;
  await expect.poll(kiosk.cameraStates).toEqual(['online']);
  expect(kiosk.doorsTried()).toEqual([]);
  expect(await page.evaluate(userMedia({ video: true }))).toBe('NotAllowedError');
  expect(kiosk.doorsTried()).toEqual(['camera that the core does not want']);

  for (const constraints of [
    { audio: true },
    { audio: true, video: true },
    { video: { mandatory: { chromeMediaSource: 'desktop' } } },
  ]) {
    expect(await page.evaluate(userMedia(constraints)), JSON.stringify(constraints)).toBe('NotAllowedError');
  }
  const place = `new Promise((resolve) => navigator.geolocation.getCurrentPosition(
    () => resolve('granted'), ({ code }) => resolve(code)))`;
  expect(await page.evaluate(place), 'PERMISSION_DENIED').toBe(1);
  expect(await page.evaluate('Notification.requestPermission()')).toBe('denied');
});

test('a page of another origin gets neither the camera nor its name', async ({ kiosk }) => {
  // A page of this machine is a secure context like the kiosk's own: only the permission keeps it out.
  const server = createServer((_request, response) =>
    response.end('<!doctype html><title>elsewhere</title>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    // Such a page is kept out by the door to the network already; here it is to stand before the next one.
    await kiosk.app.evaluate(({ session }) => session.defaultSession.webRequest.onBeforeRequest(null));
    const inOtherPage = (script: string): Promise<unknown> =>
      kiosk.app.evaluate(
        async ({ BrowserWindow }, [address, code]) => {
          const other = new BrowserWindow({ show: false });
          try {
            await other.loadURL(address);
            return await other.webContents.executeJavaScript(code);
          } finally {
            other.destroy();
          }
        },
        [url, script] as const,
      );
    expect(await inOtherPage(userMedia({ video: true }))).toBe('NotAllowedError');
    expect(kiosk.doorsTried()).toContain('permission media');
    expect(
      await inOtherPage(`navigator.mediaDevices.enumerateDevices().then((devices) =>
        devices.map(({ label }) => label).filter((label) => label !== ''))`),
    ).toEqual([]);
  } finally {
    server.close();
  }
});
