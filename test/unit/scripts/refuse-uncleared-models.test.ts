import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import guard from '../../../scripts/packaging/refuse-uncleared-models.cjs';

const { default: refuseUnclearedModels } = guard;

let project = '';
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'yizhan-models-'));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

const addPack = (name: string, manifest: object | null, clearance?: object): void => {
  const folder = join(project, 'assets/models', name);
  mkdirSync(folder, { recursive: true });
  if (manifest) writeFileSync(join(folder, 'pack.json'), JSON.stringify(manifest));
  if (clearance) writeFileSync(join(folder, 'cleared.json'), JSON.stringify(clearance));
};
const pack = (): Promise<void> => refuseUnclearedModels({ packager: { projectDir: project } });

const documented = { origin: { documented: true } };
const undocumented = { origin: { documented: false } };

describe('packaging with face models', () => {
  it('goes on without any, and with those whose origin is documented', async () => {
    await expect(pack()).resolves.toBeUndefined();
    addPack('known', documented);
    await expect(pack()).resolves.toBeUndefined();
  });

  it('stops with those of undocumented origin, by name, and with a folder that says nothing of itself', async () => {
    addPack('known', documented);
    addPack('stranger', undocumented);
    await expect(pack()).rejects.toThrow(/Packaging refused: .*assets\/models\/stranger:/);
    addPack('silent', null);
    await expect(pack()).rejects.toThrow('assets/models/silent');
  });

  it('goes on when somebody answers for them, not when a field is merely filled in', async () => {
    addPack('stranger', undocumented, { clearedBy: 'yes' });
    await expect(pack()).rejects.toThrow('stranger');
    addPack('stranger', undocumented, {
      clearedBy: 'Data office of the city, 2026-11-02, contract with the maker',
    });
    await expect(pack()).resolves.toBeUndefined();
  });
});
