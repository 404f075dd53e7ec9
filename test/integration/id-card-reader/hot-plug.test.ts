import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, describe, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { createDeviceRegistry, type DeviceRegistry } from '../../../drivers/device/device-registry.ts';
import type { CardEvent } from '../../../drivers/id-card-reader/card-event.ts';
import type { IdCardReader } from '../../../drivers/id-card-reader/id-card-reader.ts';
import { createIdCardReaderDriver } from '../../../drivers/id-card-reader/id-card-reader-driver.ts';
import {
  createSimulatedIdCardReader,
  fieldTimings,
} from '../../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import { linXiaolan } from '../../../drivers/simulator/residents/residents.ts';
import { createSerialLine, type SerialLine } from '../../../drivers/simulator/serial-line/serial-line.ts';
import { listPortsOfSysfs } from '../../../drivers/transport/find-serial-port.ts';
import { statusOf, temporaryFolder } from '../../helpers/serial-line.ts';

/** A device is usable again within this time after its cause has gone away, milliseconds. */
const recoveryTime = 5000;
const usb = { vendorId: 0x1a86, productId: 0x7523, serialNumber: 'R1' };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let registry: DeviceRegistry;
let reader: IdCardReader;
const lines: SerialLine[] = [];
const cleanUps: (() => void)[] = [];

/** What the kernel shows of a converter: its place in sysfs, and the port, a real terminal. */
const plug = async (name: string, serial: string): Promise<SerialLine> => {
  const device = join(folder.path, 'sys/devices', name);
  await mkdir(join(device, 'interface'), { recursive: true });
  await writeFile(join(device, 'idVendor'), '1a86\n');
  await writeFile(join(device, 'idProduct'), '7523\n');
  await writeFile(join(device, 'serial'), `${serial}\n`);
  await mkdir(join(folder.path, 'sys/class/tty', name), { recursive: true });
  await symlink(join(device, 'interface'), join(folder.path, 'sys/class/tty', name, 'device'));
  const line = await createSerialLine(join(folder.path, 'dev', name));
  lines.push(line);
  return line;
};
const unplug = async (name: string): Promise<void> => {
  await rm(join(folder.path, 'sys/class/tty', name), { recursive: true });
  await rm(join(folder.path, 'sys/devices', name), { recursive: true });
  await lines.find(({ devicePath }) => devicePath.endsWith(name))?.close();
};
/** A reader at the other end, with a card on it. */
const attachReader = (line: SerialLine): void => {
  const simulator = createSimulatedIdCardReader({
    stream: line.stream,
    clock: systemClock,
    timings: { ...fieldTimings, find: 10, select: 10, read: 50, other: 5 },
  });
  simulator.layCard(linXiaolan);
  cleanUps.push(() => simulator.close());
};

beforeEach(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder.path, 'dev'));
  await mkdir(join(folder.path, 'sys/class/tty'), { recursive: true });
  registry = createDeviceRegistry({ clock: systemClock });
  reader = registry.add(
    (clock) =>
      createIdCardReaderDriver({
        transport: { kind: 'serial', usb, baudRate: 115200 },
        clock,
        listPorts: listPortsOfSysfs({ sysfs: join(folder.path, 'sys'), dev: join(folder.path, 'dev') }),
      }),
    { heartbeatWithin: 10_000 },
  );
});
afterEach(async () => {
  await registry.stop();
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
  for (const line of lines.splice(0)) await line.close();
  await folder.remove();
});

describe('a reader that the settings name by its USB identity', () => {
  it('is found when it comes, and again when it comes back under another name', async () => {
    const cards: CardEvent[] = [];
    reader.onCard((event) => cards.push(event));
    reader.enable();
    registry.start();
    await statusOf(reader, ({ reasons }) => reasons[0]?.code === 'port-not-found');

    // Another of the same kind is plugged in as well: the serial number tells them apart.
    await plug('ttyUSB0', 'R2');
    attachReader(await plug('ttyUSB1', 'R1'));
    await statusOf(reader, ({ state }) => state === 'online');
    await expect.poll(() => cards.map(({ type }) => type), { timeout: 20_000 }).toContain('cardRead');

    await unplug('ttyUSB1');
    await statusOf(reader, ({ state }) => state === 'noDevice');
    cards.length = 0;
    const back = await plug('ttyUSB5', 'R1');
    const start = performance.now();
    attachReader(back);
    await statusOf(reader, ({ state }) => state === 'online');
    expect(performance.now() - start).toBeLessThan(recoveryTime);
    await expect.poll(() => cards.map(({ type }) => type), { timeout: 20_000 }).toContain('cardRead');
    expect(registry.list()).toMatchObject([
      { role: 'idCardReader', status: { state: 'online' }, restarts: 0 },
    ]);
    expect(registry.list()[0]?.trace.length).toBeGreaterThan(3);
  });

  it('is not guessed where two are alike', async () => {
    await plug('ttyUSB0', 'R1');
    attachReader(await plug('ttyUSB1', 'R1'));
    registry.start();
    const status = await statusOf(reader, ({ reasons }) => reasons.length > 0);
    expect(status).toMatchObject({
      state: 'offline',
      reasons: [{ code: 'several-match', severity: 'error', actor: 'technician' }],
    });
    await unplug('ttyUSB0');
    await statusOf(reader, ({ state }) => state === 'online');
  });
});
