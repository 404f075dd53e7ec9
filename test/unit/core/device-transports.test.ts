import { describe, expect, it } from 'vitest';
import { readerTransport } from '../../../electron/core/devices/reader-transport.ts';
import { scannerTransport } from '../../../electron/core/devices/scanner-transport.ts';

const usb = { vendorId: '1a86', productId: '7523' };
const numbers = { vendorId: 0x1a86, productId: 0x7523 };
const withSerialNumber = { ...usb, serialNumber: 'A 1' };

describe('what the settings name', () => {
  it('is where the reader hangs', () => {
    expect(readerTransport({ transport: 'serial', path: '/dev/ttyS0', baudRate: 'auto' })).toEqual({
      kind: 'serial',
      path: '/dev/ttyS0',
      baudRate: 'auto',
    });
    expect(readerTransport({ transport: 'serial', usb: withSerialNumber, baudRate: 9600 })).toEqual({
      kind: 'serial',
      usb: { ...numbers, serialNumber: 'A 1' },
      baudRate: 9600,
    });
    expect(readerTransport({ transport: 'hid', usb, baudRate: 'auto' })).toEqual({ kind: 'hid', ...numbers });
  });

  it('is where the scanner hangs', () => {
    expect(scannerTransport({ transport: 'serial', path: '/dev/ttyS1', baudRate: 9600 })).toEqual({
      kind: 'serial',
      path: '/dev/ttyS1',
      baudRate: 9600,
    });
    expect(scannerTransport({ transport: 'serial', usb, baudRate: 115200 })).toEqual({
      kind: 'serial',
      usb: numbers,
      baudRate: 115200,
    });
    expect(scannerTransport({ transport: 'hid', usb: withSerialNumber, baudRate: 9600 })).toEqual({
      kind: 'hid',
      ...numbers,
      serialNumber: 'A 1',
    });
    expect(scannerTransport({ transport: 'hid', baudRate: 9600 })).toEqual({ kind: 'hid' });
  });
});
