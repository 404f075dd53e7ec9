import { describe, expect, it } from 'vitest';
import { findRuntime } from '../../../scripts/electron-runtime/find-runtime.mjs';

/** A file system of the given files, a download and a development runtime that come out as told. */
const createWorld = (options: {
  readonly files?: Readonly<Record<string, string>>;
  readonly overrideFolder?: string;
  readonly downloads?: Readonly<Record<string, string>>;
  readonly developmentRuntime?: 'there' | 'unreachable';
}) => {
  const files = new Map(Object.entries(options.files ?? {}));
  const asked: string[] = [];
  const find = () =>
    findRuntime({
      overrideFolder: options.overrideFolder,
      packageFolder: '/modules/electron',
      platform: 'linux',
      files: { exists: (path) => files.has(path), readText: (path) => files.get(path) },
      download: async () => {
        asked.push('download');
        if (!options.downloads) return { ok: false, message: 'no way there' };
        for (const [path, text] of Object.entries(options.downloads)) files.set(path, text);
        return { ok: true };
      },
      provideDevelopmentRuntime: async () => {
        asked.push('development runtime');
        if (options.developmentRuntime !== 'there') {
          return { ok: false, reason: 'fetchFailed', message: 'registry silent', advice: 'try later' };
        }
        files.set('/cache/25/electron', '');
        files.set('/cache/25/version', '25.1.1');
        files.set('/cache/25/development-runtime.json', '{}');
        return { ok: true, folder: '/cache/25' };
      },
    });
  return { find, asked };
};

const installed = {
  '/modules/electron/dist/electron': '',
  '/modules/electron/dist/version': 'v45.4.1\n',
  '/modules/electron/path.txt': 'electron',
};

describe('findRuntime', () => {
  it('takes the override first, even when another is installed', async () => {
    const { find, asked } = createWorld({
      overrideFolder: '/own',
      files: { ...installed, '/own/electron': '', '/own/version': '46.0.0' },
    });
    expect(await find()).toEqual({
      ok: true,
      source: 'override',
      folder: '/own',
      version: '46.0.0',
      isDevelopmentRuntime: false,
    });
    expect(asked).toEqual([]);
  });

  it('knows the development runtime behind an override', async () => {
    const { find } = createWorld({
      overrideFolder: '/own',
      files: { '/own/electron': '', '/own/development-runtime.json': '{}' },
    });
    expect(await find()).toMatchObject({
      ok: true,
      isDevelopmentRuntime: true,
      version: 'of unknown version',
    });
  });

  it('refuses an override without an Electron rather than take another', async () => {
    const { find, asked } = createWorld({ overrideFolder: '/own', files: installed });
    expect(await find()).toMatchObject({
      ok: false,
      reason: 'overrideEmpty',
      message: expect.stringContaining('/own'),
    });
    expect(asked).toEqual([]);
  });

  it('takes an installed binary without asking the network', async () => {
    const { find, asked } = createWorld({ files: installed });
    expect(await find()).toMatchObject({
      source: 'installed',
      folder: '/modules/electron/dist',
      version: '45.4.1',
    });
    expect(asked).toEqual([]);
  });

  it('downloads over a binary that was left half unpacked', async () => {
    const { find, asked } = createWorld({
      files: { '/modules/electron/dist/electron': '' },
      downloads: installed,
    });
    expect(await find()).toMatchObject({ source: 'downloaded', version: '45.4.1' });
    expect(asked).toEqual(['download']);
  });

  it('takes the development runtime last, when the download fails', async () => {
    const { find, asked } = createWorld({ developmentRuntime: 'there' });
    expect(await find()).toEqual({
      ok: true,
      source: 'development',
      folder: '/cache/25',
      version: '25.1.1',
      isDevelopmentRuntime: true,
    });
    expect(asked).toEqual(['download', 'development runtime']);
  });

  it('says both reasons and what to do when nothing is to be had', async () => {
    const { find } = createWorld({ developmentRuntime: 'unreachable' });
    expect(await find()).toMatchObject({
      ok: false,
      reason: 'noRuntime',
      message: expect.stringMatching(/no way there.*registry silent/),
      advice: expect.stringMatching(/ELECTRON_MIRROR.*ELECTRON_OVERRIDE_DIST_PATH.*try later/),
    });
  });
});
