import { beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../../drivers/device/clock.ts';
import type { Device } from '../../../../drivers/device/device.ts';
import {
  createDeviceRegistry,
  type DeviceRegistry,
  type DeviceRegistryEvent,
} from '../../../../drivers/device/device-registry.ts';
import type { DeviceRole, DeviceStatus } from '../../../../drivers/device/device-status.ts';
import type { DeviceReasonCode } from '../../../../drivers/device/reason-codes.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';

type TestStatus = DeviceStatus<DeviceReasonCode>;

/** A driver that goes online when it is started and looks at its device every second, unless a test makes it ill. */
interface TestDevice extends Device<DeviceReasonCode> {
  starts: number;
  stops: number;
  /** What the next look does: nothing more is looked at after `hang`. */
  illness: 'none' | 'hang' | 'throw';
  /** Whether `stop()` ever resolves. */
  stopsInTime: boolean;
  throwsAtStart: boolean;
  lookEvery: number;
}

const createTestDevice = (role: DeviceRole, clock: Clock): TestDevice => {
  const listeners = new Set<(status: TestStatus) => void>();
  let status: TestStatus = { state: 'offline', reasons: [] };
  let cancel = () => {};
  const publish = (next: TestStatus) => {
    status = next;
    for (const listener of listeners) listener(next);
  };
  const look = () => {
    cancel = clock.after(device.lookEvery, () => {
      if (device.illness === 'throw') throw new TypeError('a secret that the card said');
      if (device.illness === 'none') look();
    });
  };
  const device: TestDevice = {
    role,
    starts: 0,
    stops: 0,
    illness: 'none',
    stopsInTime: true,
    throwsAtStart: false,
    lookEvery: 1000,
    status: () => status,
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      device.starts += 1;
      if (device.throwsAtStart) throw new RangeError('no');
      look();
      publish({ state: 'online', reasons: [] });
    },
    async stop() {
      device.stops += 1;
      if (!device.stopsInTime) await new Promise(() => {});
      cancel();
      publish({ state: 'offline', reasons: [] });
    },
  };
  return device;
};

let clock: FakeClock;
let registry: DeviceRegistry;
let reader: TestDevice;
let printer: TestDevice;
let events: DeviceRegistryEvent[];

const failures = () => events.filter((event) => event.type === 'driver-failed');
const readerStates = () =>
  events.flatMap((event) =>
    event.type === 'status' && event.role === 'idCardReader'
      ? [`${event.status.state} ${event.status.reasons.map(({ code }) => code).join(' ')}`.trim()]
      : [],
  );

beforeEach(() => {
  clock = createFakeClock();
  registry = createDeviceRegistry({ clock });
  reader = registry.add((watched) => createTestDevice('idCardReader', watched), { heartbeatWithin: 8000 });
  printer = registry.add((watched) => createTestDevice('printer', watched));
  events = [];
  registry.onEvent((event) => events.push(event));
});

describe('the device registry', () => {
  it('starts every driver once and lists all with what they say', async () => {
    registry.start();
    registry.start();
    await clock.advance(60_000);
    expect([reader.starts, printer.starts]).toEqual([1, 1]);
    const fresh = {
      status: { state: 'online', reasons: [] },
      identity: { model: null, firmware: null },
      trace: [],
      restarts: 0,
    };
    expect(registry.list()).toEqual([
      { role: 'idCardReader', ...fresh },
      { role: 'printer', ...fresh },
    ]);
    expect(failures()).toEqual([]);
  });

  it('has one device a role', () => {
    expect(() => registry.add((watched) => createTestDevice('printer', watched))).toThrow('printer');
    expect(() => registry.status('qrScanner')).toThrow('qrScanner');
  });

  it('starts a driver anew that threw, and tells where, never what', async () => {
    registry.start();
    reader.illness = 'throw';
    await clock.advance(1000);
    expect(failures()).toMatchObject([
      {
        role: 'idCardReader',
        failure: 'threw',
        restartAfter: 250,
        detail: expect.stringMatching(/^TypeError at /),
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('secret');
    expect(registry.status('idCardReader')).toMatchObject({
      state: 'hardwareError',
      reasons: [{ code: 'driver-restarting', severity: 'error', actor: 'technician' }],
    });
    reader.illness = 'none';
    await clock.advance(250);
    expect(reader.starts).toBe(2);
    expect(registry.status('idCardReader')).toEqual({ state: 'online', reasons: [] });
    expect(registry.list()[0]?.restarts).toBe(1);
    // Nobody is told that a driver is offline because it is being started anew.
    expect(new Set(readerStates())).toEqual(new Set(['online', 'hardwareError driver-restarting']));
    expect(readerStates().filter((state) => state.startsWith('hardwareError'))).toHaveLength(1);
    expect(readerStates().at(-1)).toBe('online');
    expect(printer.starts).toBe(1);
  });

  it('starts a driver anew that has given no sign of life', async () => {
    registry.start();
    await clock.advance(100_000);
    reader.illness = 'hang';
    await clock.advance(1000 + 8000 + 2000 + 250);
    expect(failures()).toMatchObject([{ failure: 'stalled', detail: 'no sign of life for 8000 ms' }]);
    expect(reader.starts).toBe(2);
    reader.illness = 'none';
    await clock.advance(20_000);
    expect(registry.status('idCardReader').state).toBe('online');
  });

  it('leaves a driver alone that is silent for a little less, again and again', async () => {
    reader.lookEvery = 5500;
    registry.start();
    await clock.advance(500_000);
    expect(reader.starts).toBe(1);
  });

  it('leaves a driver alone that was told to wait for ever', async () => {
    registry.start();
    printer.illness = 'hang';
    await clock.advance(1_000_000);
    expect(printer.starts).toBe(1);
  });

  it('does not take a process that slept for a driver that stalled', async () => {
    let slept = 0;
    const sleeper: Clock = { ...clock, monotonic: () => clock.monotonic() + slept };
    const own = createDeviceRegistry({ clock: sleeper });
    const device = own.add((watched) => createTestDevice('idCardReader', watched), { heartbeatWithin: 8000 });
    own.start();
    await clock.advance(1500);
    slept = 3_600_000;
    await clock.advance(20_000);
    expect(device.starts).toBe(1);
    await own.stop();
  });

  it('waits longer each time for a driver that keeps failing, at most four seconds, and forgives it after a minute', async () => {
    registry.start();
    reader.illness = 'throw';
    await clock.advance(25_000);
    const delays = failures().map((event) => event.type === 'driver-failed' && event.restartAfter);
    expect(delays.slice(0, 7)).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
    reader.illness = 'none';
    await clock.advance(70_000);
    const before = failures().length;
    reader.illness = 'throw';
    await clock.advance(1000);
    expect(failures()[before]).toMatchObject({ restartAfter: 250 });
  });

  it('copes with a driver that throws when it is started', async () => {
    reader.throwsAtStart = true;
    registry.start();
    expect(registry.status('idCardReader').reasons[0]).toMatchObject({
      code: 'driver-restarting',
      detail: expect.stringContaining('RangeError'),
    });
    expect(printer.status().state).toBe('online');
    reader.throwsAtStart = false;
    await clock.advance(250);
    expect(registry.status('idCardReader')).toEqual({ state: 'online', reasons: [] });
  });

  it('does not wait for ever for a driver to stop, and leaves none of its timers', async () => {
    registry.start();
    reader.stopsInTime = false;
    reader.illness = 'throw';
    await clock.advance(1000);
    reader.illness = 'none';
    await clock.advance(2000 + 250);
    expect(reader.starts).toBe(2);
    let stopped = false;
    void registry.stop().then(() => {
      stopped = true;
    });
    await clock.advance(1999);
    expect(stopped).toBe(false);
    await clock.advance(1);
    expect(stopped).toBe(true);
    expect(clock.pending()).toBe(0);
  });

  it('starts nothing any more once it is stopped', async () => {
    registry.start();
    reader.illness = 'throw';
    await clock.advance(1000);
    await registry.stop();
    await clock.advance(60_000);
    expect(reader.starts).toBe(1);
    expect(clock.pending()).toBe(0);
  });

  it('tells nobody who does not listen any more', async () => {
    let heard = 0;
    const stop = registry.onEvent(() => {
      heard += 1;
    });
    registry.start();
    expect(heard).toBe(2);
    stop();
    reader.illness = 'throw';
    await clock.advance(1000);
    expect(heard).toBe(2);
  });
});
