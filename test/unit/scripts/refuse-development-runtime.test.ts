import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import guard from '../../../scripts/packaging/refuse-development-runtime.cjs';

const { default: refuseDevelopmentRuntime, reasonToRefuse } = guard;

describe('reasonToRefuse', () => {
  it('lets a current Electron pass', () => {
    expect(reasonToRefuse({ packagedVersion: '45.4.1', folders: [] })).toBeUndefined();
    const folders = [{ path: '/dist', version: 'v46.0.0', isDevelopmentRuntime: false }];
    expect(reasonToRefuse({ packagedVersion: '46.0.0', folders })).toBeUndefined();
  });

  it.each(['25.1.1', '44.9.9', '', 'latest'])('refuses Electron %j', (packagedVersion) => {
    expect(reasonToRefuse({ packagedVersion, folders: [] })).toContain(packagedVersion);
  });

  it('refuses the development runtime, whatever version it names', () => {
    const folders = [{ path: '/runtime', version: '45.4.1', isDevelopmentRuntime: true }];
    expect(reasonToRefuse({ packagedVersion: '45.4.1', folders })).toContain('development runtime');
  });

  it('refuses a folder with an old Electron, and one that does not say what it holds', () => {
    const old = [{ path: '/old', version: '30.0.0', isDevelopmentRuntime: false }];
    expect(reasonToRefuse({ packagedVersion: '45.4.1', folders: old })).toContain(
      '/old holds Electron 30.0.0',
    );
    const silent = [{ path: '/silent', version: undefined, isDevelopmentRuntime: false }];
    expect(reasonToRefuse({ packagedVersion: '45.4.1', folders: silent })).toContain('/silent');
  });
});

describe('the beforePack hook', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yizhan-packaging-'));
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  const context = (version: string, electronDist?: string) => ({
    packager: { config: { electronDist }, info: { framework: { version } } },
  });

  it('lets a current Electron pass', async () => {
    writeFileSync(join(folder, 'version'), '45.4.1\n');
    await expect(refuseDevelopmentRuntime(context('45.4.1', folder))).resolves.toBeUndefined();
  });

  it('stops packaging with an electronDist that is the development runtime', async () => {
    writeFileSync(join(folder, 'version'), '45.4.1');
    writeFileSync(join(folder, 'development-runtime.json'), '{}');
    await expect(refuseDevelopmentRuntime(context('45.4.1', folder))).rejects.toThrow(
      /Packaging refused: .*development runtime/,
    );
  });

  it('stops packaging while the override points to an old Electron', async () => {
    writeFileSync(join(folder, 'version'), '25.1.1');
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
    await expect(refuseDevelopmentRuntime(context('45.4.1'))).rejects.toThrow('25.1.1');
  });
});
