import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestKiosk } from '../../helpers/kiosk.ts';

/** A way out of the window, and how it is tried. */
export interface Door {
  readonly name: string;
  /** What the attempt comes to: null for nothing at all. */
  readonly answer: unknown;
  /** As what the shell's log tells of it, where it comes before the shell at all. */
  readonly told?: string;
  /** `outside` is the address of a server that must never be asked. */
  attempt(kiosk: TestKiosk, outside: string): Promise<unknown>;
}

const pageScript = readFileSync(join(import.meta.dirname, 'page-doors.js'), 'utf8');

/** Makes a kiosk's page ready to have its doors tried. */
export const preparePageDoors = async ({ page }: TestKiosk): Promise<void> => {
  await page.evaluate(`(() => { ${pageScript} })()`);
};

/** A door of page-doors.js. */
const ofPage = (name: string, answer: unknown = null, told?: string): Door => ({
  name,
  answer,
  ...(told === undefined ? {} : { told }),
  attempt: ({ page }, outside) =>
    page.evaluate(`tryDoor(${JSON.stringify(name)}, ${JSON.stringify(outside)})`),
});

const toAddress = (address: string, told?: string): Door => ({
  name: `the address ${address}`,
  answer: null,
  ...(told === undefined ? {} : { told }),
  attempt: ({ page }) => page.evaluate(`location.href = ${JSON.stringify(address)}; null`),
});

/** By a script of the page. */
export const pageDoors: readonly Door[] = [
  ofPage('window.open'),
  ofPage('a link that wants a new window'),
  ofPage('navigation by location', null, 'navigation'),
  ofPage('navigation by link', null, 'navigation'),
  ofPage('navigation by refresh', null, 'navigation'),
  ofPage('navigation by form'),
  ofPage('another file of the page itself', null, 'navigation'),
  ofPage('loading the page anew', null, 'navigation'),
  ofPage('going back'),
  ...['http://192.0.2.1/', 'mailto:someone@example.org', 'tel:110', 'vscode://file/etc/passwd'].map(
    (address) => toAddress(address, 'navigation'),
  ),
  ...['file:///etc/passwd', 'data:text/html,out', 'javascript:document.body.remove()', 'chrome://gpu'].map(
    (address) => toAddress(address),
  ),
  ofPage('alert'),
  ofPage('confirm', false),
  // Electron has none.
  ofPage('prompt', 'Error'),
  ofPage('the print dialog'),
  ofPage('closing the window'),
  ofPage('eval', 'EvalError'),
  ofPage('a function from text', 'EvalError'),
  ofPage('an inline script'),
  ofPage('an inline event handler'),
  ofPage('an inline style', ''),
  ofPage('a script from elsewhere'),
  ofPage('a picture from elsewhere'),
  ofPage('an iframe'),
  ofPage('an object'),
  ofPage('an embed'),
  ofPage('a webview', false),
  ofPage('a download'),
  ofPage('a request to a server', 'TypeError'),
  ofPage('a web socket', 'refused'),
  ofPage('a peer connection', []),
  ofPage('a service worker', 'TypeError'),
  ofPage('full screen of an element', 'TypeError'),
  ofPage('the microphone', 'NotAllowedError'),
  ofPage('a camera that nobody asked for', 'NotAllowedError', 'camera that the core does not want'),
  ofPage('a picture of the screen', 'NotAllowedError'),
  ofPage('notifications', 'denied'),
  ofPage('reading the clipboard', 'NotAllowedError'),
  ofPage('the position', 'refused'),
  // Chromium has none on Linux.
  ofPage('a device by Bluetooth', 'TypeError'),
  ofPage('a device by HID', 'SecurityError'),
  ofPage('a device by a serial line', 'SecurityError'),
  ofPage('a device by USB', 'SecurityError'),
  ofPage('the picker of files', false),
  ofPage('a pointer that is caught', 'refused'),
];

/** Resolves when two frames have been drawn: what was begun shows by then. */
export const twoFrames =
  'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null))))';

/** Sends a key as the keyboard would, through the shell; says whether the page heard of it. */
const pressKey =
  (keyCode: string, modifiers: readonly string[]) =>
  async ({ app, page }: TestKiosk): Promise<unknown> => {
    await page.evaluate(`{
      window.heardKeys = [];
      window.addEventListener('keydown', ({ key }) => window.heardKeys.push(key), { once: true, capture: true });
    }`);
    await app.evaluate(
      ({ BrowserWindow }, { code, held }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        for (const type of ['keyDown', 'char', 'keyUp'] as const) {
          contents?.sendInputEvent({ type, keyCode: code, modifiers: held as 'control'[] });
        }
      },
      { code: keyCode, held: [...modifiers] },
    );
    await page.evaluate(twoFrames);
    return page.evaluate('window.heardKeys.length > 0');
  };

const keys: readonly (readonly [keyCode: string, ...modifiers: string[]])[] = [
  ...Array.from({ length: 12 }, (_, index) => [`F${index + 1}`] as const),
  ['F4', 'alt'],
  ['Tab', 'alt'],
  ['Space', 'alt'],
  ['Left', 'alt'],
  ['Home', 'alt'],
  ['D', 'meta'],
  ['Delete', 'control', 'alt'],
  ['Escape', 'control'],
  ['Tab', 'control'],
  ...['A', 'C', 'F', 'H', 'J', 'L', 'N', 'O', 'P', 'R', 'S', 'T', 'U', 'V', 'W', '0', 'Plus', '-'].map(
    (key) => [key, 'control'] as const,
  ),
  ...['I', 'J', 'C', 'N', 'R', 'T', 'W'].map((key) => [key, 'control', 'shift'] as const),
];

const middle = { x: 300, y: 300 } as const;

/** Speaks to Chromium below the page: gestures as a touch screen would make them. */
const withChromium = async (
  { page }: TestKiosk,
  act: (session: Awaited<ReturnType<ReturnType<typeof page.context>['newCDPSession']>>) => Promise<unknown>,
): Promise<null> => {
  const session = await page.context().newCDPSession(page);
  await act(session);
  await session.detach();
  return null;
};

/** By fingers, a keyboard or a mouse in a hidden socket, and from within the shell. */
export const inputDoors: readonly Door[] = [
  ...keys.map(([keyCode, ...modifiers]) => ({
    name: [...modifiers, keyCode].join('+'),
    answer: false,
    attempt: pressKey(keyCode, modifiers),
  })),
  // The page hears of it, and it means nothing there.
  { name: 'Escape', answer: true, attempt: pressKey('Escape', []) },
  {
    name: 'the window manager’s close',
    answer: null,
    attempt: ({ app }) =>
      app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.close();
        return null;
      }),
  },
  {
    name: 'opening the tools from within the shell',
    answer: null,
    attempt: ({ app }) =>
      app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.webContents.openDevTools();
        return null;
      }),
  },
  {
    name: 'a right click',
    answer: true,
    attempt: async ({ page }) => {
      await page.evaluate(`{
        window.menuRefused = null;
        const look = (event) => setTimeout(() => { window.menuRefused = event.defaultPrevented; });
        window.addEventListener('contextmenu', look, { once: true });
      }`);
      await page.mouse.click(middle.x, middle.y, { button: 'right' });
      await page.evaluate(twoFrames);
      return page.evaluate('window.menuRefused');
    },
  },
  {
    name: 'a middle click on a link',
    answer: null,
    told: 'new-window',
    attempt: async ({ page }, outside) => {
      await page.evaluate(`{
        const link = Object.assign(document.createElement('a'), { href: ${JSON.stringify(outside)}, id: 'door' });
        link.style.cssText = 'position: fixed; inset: 0; z-index: 9999';
        document.body.append(link);
      }`);
      await page.mouse.click(middle.x, middle.y, { button: 'middle' });
      await page.evaluate(`document.getElementById('door').remove()`);
      return null;
    },
  },
  {
    name: 'a long press',
    answer: null,
    attempt: (kiosk) =>
      withChromium(kiosk, (session) =>
        session.send('Input.synthesizeTapGesture', {
          ...middle,
          duration: 1_200,
          gestureSourceType: 'touch',
        }),
      ),
  },
  {
    name: 'selecting text by dragging over it',
    answer: null,
    attempt: async ({ page }) => {
      await page.mouse.move(20, 20);
      await page.mouse.down();
      await page.mouse.move(900, 900, { steps: 8 });
      await page.mouse.up();
      return null;
    },
  },
  {
    name: 'a file that is dropped',
    answer: null,
    attempt: (kiosk) => {
      const file = join(kiosk.dataFolder, 'dropped.html');
      writeFileSync(file, '<h1>out</h1>');
      const data = { items: [], files: [file], dragOperationsMask: 1 };
      return withChromium(kiosk, async (session) => {
        for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
          await session.send('Input.dispatchDragEvent', { type, ...middle, data });
        }
      });
    },
  },
  {
    name: 'a field that picks a file',
    answer: 'nothing',
    attempt: async (kiosk) => {
      const opened = kiosk.page.waitForEvent('filechooser', { timeout: 1_000 }).then(
        () => 'a picker',
        () => 'nothing',
      );
      await kiosk.page.evaluate(`tryDoor('a field that picks a file', '')`);
      return opened;
    },
  },
  {
    name: 'zoom by Control and the wheel',
    answer: null,
    attempt: (kiosk) =>
      withChromium(kiosk, (session) =>
        session.send('Input.dispatchMouseEvent', {
          type: 'mouseWheel',
          ...middle,
          deltaX: 0,
          deltaY: -300,
          modifiers: 2,
        }),
      ),
  },
  {
    name: 'zoom by a pinch',
    answer: null,
    attempt: (kiosk) =>
      withChromium(kiosk, (session) =>
        session.send('Input.synthesizePinchGesture', {
          ...middle,
          scaleFactor: 3,
          gestureSourceType: 'touch',
        }),
      ),
  },
  {
    name: 'a request past the page’s own policy',
    answer: 'refused',
    told: 'network',
    attempt: ({ app }, outside) =>
      app.evaluate(
        ({ session }, url) =>
          session.defaultSession.fetch(url).then(
            () => 'answered',
            () => 'refused',
          ),
        outside,
      ),
  },
];
