import { existsSync } from 'node:fs';
import { expect } from '@playwright/test';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { type LogLine, test, type TestKiosk } from '../helpers/kiosk.ts';
import { expectNoCrash } from './support/no-crash.ts';

/** The code scanner as a device of a real kiosk: how it is must be told, and must trouble nobody. */

/** A device is usable again within this time after its cause has gone away, milliseconds. */
const recoveryTime = 5_000;

const scannerStates = (kiosk: TestKiosk): readonly LogLine[] =>
  kiosk.logLines('core').filter(({ event, device }) => event === 'device-status' && device === 'qrScanner');

const lastState = (kiosk: TestKiosk): string => {
  const last = scannerStates(kiosk).at(-1);
  return last ? `${last.state} ${last.reasons}`.trim() : 'nothing';
};

/** Time between a moment (milliseconds since the epoch) and the last state that the log has. */
const toldAfter = (kiosk: TestKiosk, moment: number): number =>
  Date.parse(scannerStates(kiosk).at(-1)?.time ?? '') - moment;

test.afterEach(({ kiosk }) => expectNoCrash(kiosk));

test('a scanner that is unplugged is told, troubles nobody, and is back within 5 s', async ({ kiosk }) => {
  const { station } = kiosk;
  await expect.poll(() => lastState(kiosk)).toBe('online');

  await station.setFault('scanner-unplugged', true);
  await expect.poll(() => lastState(kiosk)).toMatch(/^noDevice port-(closed|not-found)$/);
  await expect.poll(() => lastState(kiosk)).toBe('noDevice port-not-found');
  await expect(kiosk.page.getByTestId('device-problem-qrScanner')).toHaveCount(0);
  await walkTo('choose', kiosk, station);

  const plugged = Date.now();
  await station.setFault('scanner-unplugged', false);
  await expect.poll(() => lastState(kiosk)).toBe('online');
  expect(toldAfter(kiosk, plugged), 'milliseconds until it works again').toBeLessThan(recoveryTime);
});

test('a port that another program holds is told, and taken within 5 s of its release', async ({ kiosk }) => {
  await expect.poll(() => lastState(kiosk)).toBe('online');
  await kiosk.station.setFault('scanner-occupied', true);
  await expect.poll(() => lastState(kiosk)).toBe('offline port-busy');
  const released = Date.now();
  await kiosk.station.setFault('scanner-occupied', false);
  await expect.poll(() => lastState(kiosk)).toBe('online');
  expect(toldAfter(kiosk, released), 'milliseconds until it works again').toBeLessThan(recoveryTime);
});

test('a code that nobody asked for is dropped: it is in no log and on no screen', async ({ kiosk }) => {
  await expect.poll(() => lastState(kiosk)).toBe('online');
  kiosk.station.showCode('NOBODY-ASKED-0001');
  // What comes after it on the same line tells that it has come.
  await kiosk.station.setFault('scanner-unplugged', true);
  await expect.poll(() => lastState(kiosk)).toBe('noDevice port-not-found');
  expect(JSON.stringify([kiosk.logLines('core'), kiosk.logLines('shell')])).not.toContain('NOBODY-ASKED');
  expect(await kiosk.page.content()).not.toContain('NOBODY-ASKED');
});

test.describe('a scanner that is absent at start', () => {
  test.use({ kioskOptions: { prepare: (station) => station.setFault('scanner-unplugged', true) } });

  test('is told, and used within 5 s of being plugged in', async ({ kiosk }) => {
    await kiosk.screen('attract');
    expect(existsSync(kiosk.station.scannerPath)).toBe(false);
    await expect.poll(() => lastState(kiosk)).toBe('noDevice port-not-found');
    const plugged = Date.now();
    await kiosk.station.setFault('scanner-unplugged', false);
    await expect.poll(() => lastState(kiosk)).toBe('online');
    expect(toldAfter(kiosk, plugged), 'milliseconds until it works').toBeLessThan(recoveryTime);
  });
});
