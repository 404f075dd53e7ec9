import { describe, expect, it } from 'vitest';
import type { DeviceStatus } from '../../../drivers/device/device-status.ts';
import type { CameraFinding, CameraPresence } from '../../../electron/contract/channel.ts';
import {
  firstRestMilliseconds,
  lookMilliseconds,
  openWithinMilliseconds,
  presenceWithinMilliseconds,
} from '../../../electron/core/devices/camera-watch.ts';
import { createCameraDevice } from '../../../electron/core/devices/camera-device.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

const createWorld = () => {
  const clock = createFakeClock();
  const logged: unknown[] = [];
  const log = (event: string, fields = {}): void => void logged.push({ event, ...fields });
  const camera = createCameraDevice({ label: 'kiosk', clock, log: { info: log, warn: log, error: log } });
  const statuses: DeviceStatus[] = [];
  camera.onStatus((status) => statuses.push(status));
  let wishes = 0;
  camera.onWish(() => {
    wishes += 1;
  });
  camera.start();
  return {
    camera,
    clock,
    logged,
    statuses,
    wishes: () => wishes,
    presence: (presence: CameraPresence, seen: string[] = []) =>
      camera.report({ type: 'cameraPresence', presence, seen }),
    find: (finding: CameraFinding) =>
      camera.report({ type: 'cameraFinding', look: camera.wish().look ?? -1, finding }),
  };
};

const reasonsOf = ({ state, reasons }: DeviceStatus): string =>
  [state, ...reasons.map(({ code, severity, actor }) => `${code} ${severity} ${actor}`)].join(': ');

describe('the status of the camera', () => {
  it('is "starting" until it was looked through, then what was found', () => {
    const { camera, statuses, presence, find } = createWorld();
    expect(camera.status()).toEqual({ state: 'starting', reasons: [] });
    presence('present', ['Kiosk Camera']);
    find('opened');
    expect(camera.status()).toEqual({ state: 'starting', reasons: [] });
    find('ok');
    expect(statuses).toEqual([{ state: 'online', reasons: [] }]);
  });

  it.each([
    ['black', 'userError: picture-black error staff'],
    ['too-dark', 'online: picture-too-dark warning staff'],
    ['frozen', 'hardwareError: picture-frozen error technician'],
    ['unplugged', 'noDevice: port-closed error technician'],
    ['refused', 'offline: port-access-denied error technician'],
    ['busy', 'deviceBusy: port-busy error technician'],
  ] as const)('names "%s" with its severity and who acts', (finding, status) => {
    const { camera, presence, find } = createWorld();
    presence('present');
    find('opened');
    find(finding);
    expect(reasonsOf(camera.status())).toBe(status);
  });

  it.each([
    ['not-found', 'noDevice: port-not-found error technician'],
    ['ambiguous', 'offline: several-match error technician'],
    ['refused', 'offline: port-access-denied error technician'],
  ] as const)('names "%s" and tells the technician what is there', (found, status) => {
    const { camera, presence } = createWorld();
    presence(found, ['Eye A', 'Eye B']);
    expect(reasonsOf(camera.status())).toBe(status);
    expect(camera.status().reasons[0]?.detail).toBe('wanted: "kiosk"; there: "Eye A", "Eye B"');
    expect(camera.wish().look).toBeNull();
  });

  it('says so when the page is silent: about presence, while it opens, and while it looks', async () => {
    const { camera, clock, presence, find } = createWorld();
    await clock.advance(presenceWithinMilliseconds);
    expect(reasonsOf(camera.status())).toBe('offline: no-answer error technician');
    expect(camera.wish().asksPresence).toBe(true);
    presence('present');
    expect(camera.status().state).toBe('starting');
    await clock.advance(openWithinMilliseconds);
    expect(reasonsOf(camera.status())).toBe('offline: no-answer error technician');
    await clock.advance(2_000);
    find('opened');
    await clock.advance(lookMilliseconds);
    expect(camera.wish().look).toBeNull();
  });

  it('stays what it was while a fault is looked at again, and is good as soon as the cause has gone', async () => {
    const { camera, clock, statuses, presence, find } = createWorld();
    presence('present');
    find('black');
    for (const rest of [2_000, 4_000, 8_000]) {
      await clock.advance(rest);
      expect(camera.wish().look).not.toBeNull();
      find('opened');
      find('black');
    }
    expect(statuses.map(({ state }) => state)).toEqual(['userError']);
    await clock.advance(16_000);
    find('opened');
    find('ok');
    expect(statuses.map(({ state }) => state)).toEqual(['userError', 'online']);
  });

  it('follows the plug, and is usable again after one look', () => {
    const { statuses, presence, find } = createWorld();
    presence('present');
    find('ok');
    presence('not-found');
    presence('present');
    find('opened');
    find('ok');
    expect(statuses.map(({ state }) => state)).toEqual(['online', 'noDevice', 'starting', 'online']);
  });
});

describe('what is wanted of the page', () => {
  it('is the camera for no longer than a look, and never in a visit', async () => {
    const { camera, clock, presence, find } = createWorld();
    presence('present');
    find('opened');
    await clock.advance(lookMilliseconds - 1);
    expect(camera.wish()).toEqual({ label: 'kiosk', asksPresence: false, look: 1 });
    await clock.advance(1);
    expect(camera.wish().look).toBeNull();
    camera.setVisitGoing(true);
    await clock.advance(600_000);
    expect(camera.wish().look).toBeNull();
    camera.setVisitGoing(false);
    expect(camera.wish().look).toBe(2);
  });

  it('is a look soon after something was plugged, however long the fault has stood', async () => {
    const { camera, clock, presence, find } = createWorld();
    presence('present');
    find('frozen');
    for (const rest of [2_000, 4_000, 8_000, 16_000]) {
      await clock.advance(rest);
      find('frozen');
    }
    await clock.advance(10_000);
    presence('present');
    await clock.advance(firstRestMilliseconds);
    expect(camera.wish().look).not.toBeNull();
  });

  it('is told on each change', () => {
    const { wishes, presence, find } = createWorld();
    presence('present');
    expect(wishes()).toBe(1);
    find('opened');
    expect(wishes()).toBe(1);
    find('ok');
    expect(wishes()).toBe(2);
  });

  it('is nothing of a camera that was stopped', async () => {
    const { camera, clock, presence } = createWorld();
    presence('present');
    await camera.stop();
    expect(camera.wish()).toEqual({ label: 'kiosk', asksPresence: false, look: null });
    expect(camera.status()).toEqual({ state: 'offline', reasons: [] });
    presence('present');
    expect(camera.wish().look).toBeNull();
    expect(clock.pending()).toBe(0);
  });
});

it('each look, its result and each change of presence are logged', () => {
  const { camera, logged, presence, find } = createWorld();
  presence('present', ['Kiosk Camera']);
  presence('present', ['Kiosk Camera']);
  find('ok');
  presence('not-found');
  presence('present', ['Kiosk Camera']);
  camera.setVisitGoing(true);
  expect(logged).toEqual([
    { event: 'camera-presence', presence: 'present', seen: 'Kiosk Camera' },
    { event: 'camera-look', look: 1 },
    { event: 'camera-look-ended', look: 1, result: 'ok' },
    { event: 'camera-presence', presence: 'not-found', seen: '' },
    { event: 'camera-presence', presence: 'present', seen: 'Kiosk Camera' },
    { event: 'camera-look', look: 2 },
    { event: 'camera-look-ended', look: 2, result: null },
  ]);
});
