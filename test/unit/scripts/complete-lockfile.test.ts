import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingEntries, platformOf } from '../../../scripts/setup/complete-lockfile.mjs';

describe('missingEntries', () => {
  it('adds the packages for other systems that a lockfile lacks', () => {
    const packages = {
      '': {},
      'node_modules/fast': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: {
          '@fast/linux-x64-gnu': '2.0.0',
          '@fast/linux-x64-musl': '2.0.0',
          '@fast/darwin-arm64': '2.0.0',
        },
      },
      'node_modules/@fast/linux-x64-gnu': { version: '2.0.0', dev: true, optional: true },
    };
    expect(missingEntries(packages)).toEqual({
      'node_modules/@fast/linux-x64-musl': {
        version: '2.0.0',
        os: ['linux'],
        cpu: ['x64'],
        libc: ['musl'],
        dev: true,
        optional: true,
      },
      'node_modules/@fast/darwin-arm64': {
        version: '2.0.0',
        os: ['darwin'],
        cpu: ['arm64'],
        dev: true,
        optional: true,
      },
    });
  });

  it('finds a package where Node would find it', () => {
    const packages = {
      'node_modules/@outer/a': { version: '1.0.0' },
      'node_modules/@outer/a/node_modules/b': {
        version: '1.0.0',
        optionalDependencies: { 'b-linux-x64': '1.0.0', 'b-win32-x64': '1.0.0', 'b-darwin-x64': '1.0.0' },
      },
      'node_modules/b-linux-x64': { version: '1.0.0' },
      'node_modules/@outer/a/node_modules/b-win32-x64': { version: '1.0.0' },
    };
    expect(Object.keys(missingEntries(packages))).toEqual(['node_modules/b-darwin-x64']);
  });

  it('leaves alone what names no system, or no one version', () => {
    const packages = {
      'node_modules/a': {
        version: '1.0.0',
        optionalDependencies: { accelerator: '1.0.0', 'a-linux-x64': '^1.0.0' },
      },
    };
    expect(missingEntries(packages)).toEqual({});
  });
});

describe('platformOf', () => {
  it.each([
    ['@swc/core-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@napi-rs/canvas-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
    ['@biomejs/cli-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@napi-rs/canvas-android-arm64', { os: ['android'], cpu: ['arm64'] }],
    ['fsevents', undefined],
  ])('%s', (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });
});

describe('the lockfile of this project', () => {
  it('names the packages for every system, so that npm ci takes it everywhere', () => {
    const file = join(import.meta.dirname, '../../../package-lock.json');
    expect(Object.keys(missingEntries(JSON.parse(readFileSync(file, 'utf8')).packages))).toEqual([]);
  });
});
