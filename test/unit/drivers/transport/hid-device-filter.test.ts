import { describe, expect, it } from 'vitest';
import { findHidDevice } from '../../../../drivers/transport/hid-device-filter.ts';

const scanner = { vendorId: 0x0c2e, productId: 0x0b8f, serialNumber: 'A1', usagePage: 0x8c, usage: 2 };
const scannerOnHid = { ...scanner, path: '/dev/hidraw0' };
const otherUsage = { ...scannerOnHid, usagePage: 0xff00, usage: 1 };
const keyboard = { vendorId: 0x0c2e, productId: 0x0b8f, usagePage: 1, usage: 6, path: '/dev/hidraw1' };
const twin = { ...scanner, serialNumber: 'A2', path: '/dev/hidraw2' };

describe('the search for a HID device', () => {
  it('finds what the filter names, whatever else hangs on the machine', () => {
    const devices = [keyboard, otherUsage, scannerOnHid];
    expect(findHidDevice(devices, { usagePage: 0x8c, usage: 2 })).toEqual({ ok: true, device: scannerOnHid });
    expect(findHidDevice(devices, { vendorId: 0x0c2e, usagePage: 1 })).toEqual({
      ok: true,
      device: keyboard,
    });
  });

  it('tells two of a kind apart by serial number, and takes neither without', () => {
    const devices = [scannerOnHid, twin];
    expect(findHidDevice(devices, { usagePage: 0x8c, serialNumber: 'A2' })).toEqual({
      ok: true,
      device: twin,
    });
    expect(findHidDevice(devices, { usagePage: 0x8c })).toEqual({
      ok: false,
      reason: 'several-match',
      detail: 'usage 008C: /dev/hidraw0, /dev/hidraw2',
    });
  });

  it('takes a device that is listed twice for one', () => {
    expect(findHidDevice([scannerOnHid, otherUsage], { vendorId: 0x0c2e })).toMatchObject({ ok: true });
  });

  it.each([{ vendorId: 1 }, { productId: 1 }, { serialNumber: 'a1' }, { usagePage: 0x8d }, { usage: 3 }])(
    'does not find what differs: %o',
    (filter) => {
      expect(findHidDevice([scannerOnHid], filter)).toMatchObject({ ok: false, reason: 'port-not-found' });
    },
  );

  it('passes over a device without a path', () => {
    expect(findHidDevice([scanner], {})).toMatchObject({ ok: false, reason: 'port-not-found' });
  });

  it('names what was looked for', () => {
    const filter = { vendorId: 0xc2e, productId: 0xb8f, serialNumber: 'A1', usagePage: 0x8c, usage: 2 };
    expect(findHidDevice([], filter)).toMatchObject({
      detail: 'vendor 0C2E, product 0B8F, serial number A1, usage 008C:0002',
    });
  });
});
