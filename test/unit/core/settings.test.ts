import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSettings, parseSettings } from '../../../electron/core/settings/load-settings.ts';
import type { SettingsFile } from '../../../electron/core/settings/settings-schema.ts';

const valid = (): SettingsFile => ({
  schemaVersion: 1,
  station: { code: 'qx-0001', name: { 'zh-CN': '清溪镇驿站', en: 'Qingxi station' }, phone: '0731-00000000' },
  platform: {
    url: 'http://127.0.0.1:8787',
    rootKey: {
      kty: 'EC',
      crv: 'P-256',
      x: 'axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY',
      y: 'T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU',
    },
  },
  devices: {
    idCardReader: { transport: 'serial', path: '/dev/ttyUSB0' },
    printer: { uri: 'ipp://127.0.0.1:631/ipp/print' },
  },
});

const problemsOf = (value: unknown): readonly string[] => {
  const outcome = parseSettings(JSON.stringify(value));
  return outcome.ok ? [] : outcome.problems;
};

const folder = mkdtempSync(join(tmpdir(), 'yizhan-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('settings', () => {
  it('fill in what may be left out', () => {
    const outcome = parseSettings(JSON.stringify(valid()));
    expect(outcome).toMatchObject({
      ok: true,
      settings: {
        devices: { idCardReader: { baudRate: 'auto' } },
        platform: { timeoutMilliseconds: 8_000 },
        session: { idleSeconds: 30, warningSeconds: 30 },
      },
    });
  });

  it('name an unknown field and what is allowed there', () => {
    expect(problemsOf({ ...valid(), colour: 'red' })).toEqual([
      'colour: unknown field; allowed here: schemaVersion, station, platform, devices, identity, speech, maintenance, update, session',
    ]);
    expect(problemsOf({ ...valid(), session: { idleSecond: 3 } })).toEqual([
      'session.idleSecond: unknown field; allowed here: idleSeconds, warningSeconds, staffIdleSeconds',
    ]);
  });

  it('name a wrong value and the allowed ones', () => {
    const devices = {
      ...valid().devices,
      idCardReader: { transport: 'serial', path: '/dev/x', baudRate: 300 },
    };
    expect(problemsOf({ ...valid(), devices })).toEqual([
      'devices.idCardReader.baudRate: allowed values: "auto", 115200, 57600, 38400, 19200, 9600',
    ]);
  });

  const readerProblems = (idCardReader: unknown) =>
    problemsOf({ ...valid(), devices: { ...valid().devices, idCardReader } });
  const usb = { vendorId: '1a86', productId: '7523' };

  it.each([
    ['a serial port by its USB identity', { transport: 'serial', usb: { ...usb, serialNumber: 'A 1' } }],
    ['a HID reader', { transport: 'hid', usb }],
    [
      'a program that decodes photos',
      {
        transport: 'serial',
        path: '/dev/ttyS0',
        photoDecoder: { program: '/opt/vendor/wlt2bmp', arguments: ['-'] },
      },
    ],
  ])('take %s', (_, idCardReader) => {
    expect(readerProblems(idCardReader)).toEqual([]);
  });

  it.each<[unknown, string]>([
    [{ transport: 'serial' }, 'devices.idCardReader: path or usb is missing'],
    [{ transport: 'serial', path: '/dev/ttyS0', usb }, 'devices.idCardReader: give either path or usb'],
    [{ transport: 'hid' }, 'devices.idCardReader: usb is missing'],
    [
      { transport: 'hid', path: '/dev/hidraw0', usb },
      'devices.idCardReader: a HID device has no path: give usb instead',
    ],
    [{ transport: 'bulk' }, 'devices.idCardReader.transport: allowed values: "serial", "hid"'],
    [
      { transport: 'hid', usb: { ...usb, vendorId: '6790' + '0' } },
      'devices.idCardReader.usb.vendorId: must be four hexadecimal digits, as lsusb shows them',
    ],
    [
      { transport: 'hid', usb: { ...usb, serial: 'A' } },
      'devices.idCardReader.usb.serial: unknown field; allowed here: vendorId, productId, serialNumber',
    ],
    [
      { transport: 'serial', path: '/dev/x', photoDecoder: { program: 'wlt2bmp' } },
      'devices.idCardReader.photoDecoder.program: must be an absolute path',
    ],
  ])('refuse %j', (idCardReader, problem) => {
    expect(readerProblems(idCardReader)).toEqual([problem]);
  });

  const scannerProblems = (qrScanner: unknown) =>
    problemsOf({ ...valid(), devices: { ...valid().devices, qrScanner } });

  it.each([
    ['a scanner on a serial port, at 9600 baud unless told', { transport: 'serial', path: '/dev/ttyUSB1' }],
    ['a scanner on a port by its USB identity', { transport: 'serial', usb, baudRate: 115200 }],
    ['the only HID scanner there is', { transport: 'hid' }],
    ['a certain HID scanner', { transport: 'hid', usb }],
  ])('take %s', (_, qrScanner) => {
    expect(scannerProblems(qrScanner)).toEqual([]);
  });

  it.each<[unknown, string]>([
    [{ transport: 'serial' }, 'devices.qrScanner: path or usb is missing'],
    [{ transport: 'serial', path: '/dev/ttyUSB1', usb }, 'devices.qrScanner: give either path or usb'],
    [
      { transport: 'hid', path: '/dev/hidraw0' },
      'devices.qrScanner: a HID device has no path: give usb instead',
    ],
    [
      { transport: 'serial', path: '/dev/ttyUSB1', baudRate: 'auto' },
      'devices.qrScanner.baudRate: allowed values: 115200, 57600, 38400, 19200, 9600',
    ],
    [
      { transport: 'hid', photoDecoder: {} },
      'devices.qrScanner.photoDecoder: unknown field; allowed here: transport, path, usb, baudRate',
    ],
  ])('refuse %j', (qrScanner, problem) => {
    expect(scannerProblems(qrScanner)).toEqual([problem]);
  });

  it('name each field that is missing or out of range', () => {
    const { station: _station, ...rest } = valid();
    const problems = problemsOf({ ...rest, session: { idleSeconds: 1 } });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('station: ');
    expect(problems[1]).toContain('session.idleSeconds: ');
  });

  it('refuse a printer that is not spoken to by IPP', () => {
    const devices = { ...valid().devices, printer: { uri: 'file:///etc/passwd' } };
    expect(problemsOf({ ...valid(), devices })[0]).toContain('devices.printer.uri: ');
  });

  it('refuse a root key that is none, and an open line to another machine', () => {
    const platform = valid().platform;
    const rootKey = { ...platform.rootKey, y: platform.rootKey.x };
    expect(problemsOf({ ...valid(), platform: { ...platform, rootKey } })).toEqual([
      'platform.rootKey: must be a public key on P-256, as given at enrolment',
    ]);
    expect(problemsOf({ ...valid(), platform: { ...platform, url: 'http://city.example' } })).toEqual([
      'platform.url: must be https: (http: only for a platform on this machine)',
    ]);
    expect(problemsOf({ ...valid(), platform: { ...platform, url: 'https://city.example/kiosk' } })).toEqual(
      [],
    );
  });

  it('pin the certificate of a printer that signs its own', () => {
    const printer = { uri: 'ipps://printer.local/ipp/print', certificateSha256: 'ab'.repeat(32) };
    expect(problemsOf({ ...valid(), devices: { ...valid().devices, printer } })).toEqual([]);
    const wrong = { ...printer, certificateSha256: 'ab' };
    expect(problemsOf({ ...valid(), devices: { ...valid().devices, printer: wrong } })).toEqual([
      'devices.printer.certificateSha256: must be 64 hexadecimal digits',
    ]);
  });

  it('say that a file is missing, or no JSON', () => {
    expect(loadSettings(join(folder, 'nowhere'))).toEqual({
      ok: false,
      reason: 'settings-missing',
      problems: ['settings.json: cannot be read (ENOENT)'],
    });
    writeFileSync(join(folder, 'settings.json'), '{');
    const outcome = loadSettings(folder);
    expect(outcome.ok ? '' : outcome.problems[0]).toContain('settings.json: not JSON');
  });
});
