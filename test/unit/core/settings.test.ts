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
    rootKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
  },
  devices: {
    idCardReader: { transport: 'serial', path: '/dev/ttyUSB0' },
    printer: { uri: 'ipp://127.0.0.1:631/ipp/print' },
  },
  identity: { faceVerification: 'required' },
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
      'colour: unknown field; allowed here: schemaVersion, station, platform, devices, identity, session',
    ]);
    expect(problemsOf({ ...valid(), session: { idleSecond: 3 } })).toEqual([
      'session.idleSecond: unknown field; allowed here: idleSeconds, warningSeconds',
    ]);
  });

  it('name a wrong value and the allowed ones', () => {
    expect(problemsOf({ ...valid(), identity: { faceVerification: 'yes' } })).toEqual([
      'identity.faceVerification: allowed values: "required", "demo-stand-in"',
    ]);
    const devices = {
      ...valid().devices,
      idCardReader: { transport: 'serial', path: '/dev/x', baudRate: 300 },
    };
    expect(problemsOf({ ...valid(), devices })).toEqual([
      'devices.idCardReader.baudRate: allowed values: "auto", 115200, 57600, 38400, 19200, 9600',
    ]);
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

  it('say that a file is missing, or no JSON', () => {
    expect(loadSettings(join(folder, 'nowhere'))).toEqual({
      ok: false,
      reason: 'settings-invalid',
      problems: ['settings.json: cannot be read (ENOENT)'],
    });
    writeFileSync(join(folder, 'settings.json'), '{');
    const outcome = loadSettings(folder);
    expect(outcome.ok ? '' : outcome.problems[0]).toContain('settings.json: not JSON');
  });
});
