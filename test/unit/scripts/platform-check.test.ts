import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlatform, parseOsRelease } from '../../../scripts/setup/platform-check.mjs';

const machine = {
  nodeVersion: '20.20.2',
  platform: 'linux',
  architecture: 'x64',
  systemName: 'Debian GNU/Linux 12 (bookworm)',
};

describe('checkPlatform', () => {
  it('takes Node 20 on Debian', () => {
    expect(checkPlatform(machine)).toEqual({
      ok: true,
      changed: false,
      said: 'Node 20.20.2 on Debian GNU/Linux 12 (bookworm), x64',
    });
  });

  it.each(['18.20.4', '8.0.0', ''])('refuses Node %s and says what to install', (nodeVersion) => {
    expect(checkPlatform({ ...machine, nodeVersion })).toMatchObject({
      ok: false,
      reason: 'nodeTooOld',
      advice: expect.stringContaining('install Node 20 or newer'),
    });
  });

  it('refuses a system it does not know', () => {
    expect(checkPlatform({ ...machine, platform: 'win32' })).toMatchObject({
      ok: false,
      reason: 'platformUnknown',
    });
  });
});

describe('parseOsRelease', () => {
  it('reads quoted and bare values', () => {
    const text = 'PRETTY_NAME="Ubuntu 24.04.1 LTS"\nID=ubuntu\nVERSION_ID=\'24.04\'\n# comment\n';
    expect(parseOsRelease(text)).toEqual({
      id: 'ubuntu',
      versionId: '24.04',
      prettyName: 'Ubuntu 24.04.1 LTS',
    });
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Object.values(parseOsRelease(text)).every((value) => typeof value === 'string')).toBe(true);
      }),
    );
  });
});
