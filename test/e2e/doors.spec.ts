import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { launchKiosk, type TestKiosk } from '../helpers/kiosk.ts';
import { type Door, inputDoors, pageDoors, preparePageDoors } from './support/doors.ts';
import { type InsideView, lookInside, markPage } from './support/inside.ts';

/**
 * Every way out of the kiosk's window that is known, tried on the real thing in full screen: afterwards the one window
 * shows the one page, which was not even loaded anew.
 */

let kiosk: TestKiosk;
let server: Server;
let requests: string[];

const inside: InsideView = {
  windows: 1,
  url: 'yizhan://kiosk/index.html',
  sameLife: true,
  screen: 'attract',
  frames: 1,
  fullScreen: true,
  devTools: false,
  zoomFactor: 1,
  pinch: 1,
  selected: '',
};

test.beforeAll(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end('outside');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // There must be a microphone, else nobody is asked for it.
  kiosk = await launchKiosk({ fullScreen: true, switches: ['--use-fake-device-for-media-stream'] });
  await kiosk.screen('attract');
  await preparePageDoors(kiosk);
  await markPage(kiosk);
});
test.afterAll(async () => {
  await kiosk?.close();
  server?.close();
});

const timesTried = (door: string): number =>
  kiosk.logLines('shell').filter((line) => line.event === 'door-tried' && line.door === door).length;

for (const door of [...pageDoors, ...inputDoors] satisfies Door[]) {
  test(`${door.name} leads nowhere`, async () => {
    const outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const before = door.told === undefined ? 0 : timesTried(door.told);
    const dialogs: string[] = [];
    const onDialog = (dialog: { message(): string; dismiss(): Promise<void> }): void => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    };
    kiosk.page.on('dialog', onDialog);
    expect(await door.attempt(kiosk, outside)).toEqual(door.answer);
    kiosk.page.off('dialog', onDialog);

    expect(await lookInside(kiosk)).toEqual(inside);
    expect(dialogs).toEqual([]);
    expect(requests).toEqual([]);
    if (door.told !== undefined) {
      const { told } = door;
      await expect
        .poll(() => timesTried(told), { message: `the shell tells of ${told}` })
        .toBeGreaterThan(before);
    }
  });
}

test('after every door the kiosk still serves', async () => {
  await kiosk.tapThroughShell('intent-start');
  await expect.poll(() => kiosk.shownScreen()).toBe('home');
});

test('an empty page, which costs the page its life, leads back to where it was', async () => {
  await kiosk.page.evaluate(`location.href = 'about:blank'; null`).catch(() => null);
  await kiosk.logged('shell', 'renderer-died');
  await expect.poll(() => kiosk.shownScreen()).toBe('home');
});
