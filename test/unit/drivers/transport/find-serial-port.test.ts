import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  findSerialPort,
  type ListUsbSerialPorts,
  listPortsOfSysfs,
} from '../../../../drivers/transport/find-serial-port.ts';

/** A device tree as sysfs shows it, in a temporary folder. */
let root: string;
let list: ListUsbSerialPorts;

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
};

/** Plugs a USB device in at a place of the bus, with ports below it. */
const plug = async (
  place: string,
  usb: { vendor: string; product: string; serial?: string },
  ports: readonly { name: string; below: string }[],
): Promise<void> => {
  const device = join(root, 'sys/devices/pci0000:00/usb1', place);
  await write(join(device, 'idVendor'), `${usb.vendor}\n`);
  await write(join(device, 'idProduct'), `${usb.product}\n`);
  if (usb.serial !== undefined) await write(join(device, 'serial'), `${usb.serial}\n`);
  for (const { name, below } of ports) {
    const terminal = join(device, below, 'tty', name);
    await mkdir(terminal, { recursive: true });
    await symlink(join(device, below), join(terminal, 'device'));
    await symlink(terminal, join(root, 'sys/class/tty', name));
  }
};

const converter = (place: string, name: string) => ({ name, below: `${place}:1.0/${name}` });

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'yizhan-sysfs-'));
  await mkdir(join(root, 'sys/class/tty'), { recursive: true });
  // The hub, a virtual console without a device, and a port of the board.
  await write(join(root, 'sys/devices/pci0000:00/usb1/idVendor'), '1d6b\n');
  await write(join(root, 'sys/devices/pci0000:00/usb1/idProduct'), '0002\n');
  await mkdir(join(root, 'sys/class/tty/tty0'));
  await mkdir(join(root, 'sys/devices/pnp0/serial0/tty/ttyS0'), { recursive: true });
  await symlink(
    join(root, 'sys/devices/pnp0/serial0'),
    join(root, 'sys/devices/pnp0/serial0/tty/ttyS0/device'),
  );
  await symlink(join(root, 'sys/devices/pnp0/serial0/tty/ttyS0'), join(root, 'sys/class/tty/ttyS0'));
  list = listPortsOfSysfs({ sysfs: join(root, 'sys'), dev: '/dev' });
});
afterEach(() => rm(root, { recursive: true, force: true }));

const ch340 = { vendorId: 0x1a86, productId: 0x7523 };

describe('finding a serial port by its USB identity', () => {
  it('finds converters and modems, and nothing that is not on USB', async () => {
    await plug('1-1', { vendor: '1a86', product: '7523' }, [converter('1-1', 'ttyUSB0')]);
    await plug('1-2', { vendor: '0C2E', product: '0b8f', serial: 'S 42' }, [
      { name: 'ttyACM3', below: '1-2:1.0' },
    ]);
    expect((await list()).toSorted((one, other) => one.path.localeCompare(other.path))).toEqual([
      { path: '/dev/ttyACM3', vendorId: 0x0c2e, productId: 0x0b8f, serialNumber: 'S 42' },
      { path: '/dev/ttyUSB0', ...ch340, serialNumber: null },
    ]);
    expect(await findSerialPort(ch340, list)).toEqual({ ok: true, path: '/dev/ttyUSB0' });
    const modem = { vendorId: 0x0c2e, productId: 0x0b8f };
    expect(await findSerialPort({ ...modem, serialNumber: 'S 42' }, list)).toEqual({
      ok: true,
      path: '/dev/ttyACM3',
    });
  });

  it('finds it again under another name', async () => {
    await plug('1-1', { vendor: '1a86', product: '7523' }, [converter('1-1', 'ttyUSB0')]);
    expect(await findSerialPort(ch340, list)).toEqual({ ok: true, path: '/dev/ttyUSB0' });
    await rm(join(root, 'sys/devices/pci0000:00/usb1/1-1'), { recursive: true });
    // The link outlives its device for a moment.
    expect(await findSerialPort(ch340, list)).toMatchObject({ ok: false, reason: 'port-not-found' });
    await plug('1-4', { vendor: '1a86', product: '7523' }, [converter('1-4', 'ttyUSB1')]);
    expect(await findSerialPort(ch340, list)).toEqual({ ok: true, path: '/dev/ttyUSB1' });
  });

  it('says what it looked for when there is none', async () => {
    await plug('1-1', { vendor: '1a86', product: '7523', serial: 'A' }, [converter('1-1', 'ttyUSB0')]);
    expect(await findSerialPort({ ...ch340, serialNumber: 'B' }, list)).toEqual({
      ok: false,
      reason: 'port-not-found',
      detail: 'USB 1A86:7523 serial number B',
    });
  });

  it('takes none of several alike, and the right one where the serial number tells them apart', async () => {
    await plug('1-1', { vendor: '1a86', product: '7523', serial: 'A' }, [converter('1-1', 'ttyUSB1')]);
    await plug('1-2', { vendor: '1a86', product: '7523', serial: 'B' }, [converter('1-2', 'ttyUSB0')]);
    expect(await findSerialPort(ch340, list)).toEqual({
      ok: false,
      reason: 'several-match',
      detail: 'USB 1A86:7523: /dev/ttyUSB0, /dev/ttyUSB1',
    });
    expect(await findSerialPort({ ...ch340, serialNumber: 'A' }, list)).toEqual({
      ok: true,
      path: '/dev/ttyUSB1',
    });
  });

  it('takes none of several ports of one device', async () => {
    await plug('1-1', { vendor: '1a86', product: '7523' }, [
      converter('1-1', 'ttyUSB0'),
      { name: 'ttyUSB1', below: '1-1:1.1/ttyUSB1' },
    ]);
    expect(await findSerialPort(ch340, list)).toMatchObject({ ok: false, reason: 'several-match' });
  });

  it('finds nothing where there is no sysfs', async () => {
    const nowhere = listPortsOfSysfs({ sysfs: join(root, 'nowhere'), dev: '/dev' });
    expect(await findSerialPort(ch340, nowhere)).toMatchObject({ reason: 'port-not-found' });
  });
});
