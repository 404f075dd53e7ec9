import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'yizhan-boundaries-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file that imports another one, in a tree under our rules; resolves with the names of the rules it breaks. */
const brokenRules = async (from: string, to: string | { readonly package: string }): Promise<string[]> => {
  const tree = mkdtempSync(join(folder, 'tree-'));
  copyFileSync(join(root, '.dependency-cruiser.cjs'), join(tree, '.dependency-cruiser.cjs'));
  mkdirSync(dirname(join(tree, from)), { recursive: true });
  if (typeof to === 'string') {
    mkdirSync(dirname(join(tree, to)), { recursive: true });
    writeFileSync(join(tree, to), 'export const value = 1;\n');
  } else {
    const packageFolder = join(tree, 'node_modules', to.package);
    mkdirSync(packageFolder, { recursive: true });
    writeFileSync(
      join(packageFolder, 'package.json'),
      JSON.stringify({ name: to.package, main: 'index.js' }),
    );
    writeFileSync(join(packageFolder, 'index.js'), 'exports.value = 1;\n');
  }
  const depth = from.split('/').length - 1;
  const specifier = typeof to === 'string' ? `${'../'.repeat(depth)}${to}` : to.package;
  writeFileSync(join(tree, from), `export { value } from '${specifier}';\n`);
  const binary = join(root, 'node_modules/.bin/depcruise');
  const args = [
    binary,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    from.split('/')[0] ?? '',
  ];
  const output = await new Promise<string>((done) => {
    execFile(process.execPath, args, { cwd: tree }, (_error, stdout) => done(stdout));
  });
  const { summary } = JSON.parse(output) as { summary: { violations: { rule: { name: string } }[] } };
  return summary.violations.map(({ rule }) => rule.name);
};

describe('imports run one way', () => {
  it.each([
    ['renderer/a.ts', 'drivers/printer/b.ts', 'renderer-knows-only-the-contract'],
    ['renderer/a.ts', 'electron/core/b.ts', 'renderer-knows-only-the-contract'],
    ['electron/contract/a.ts', 'electron/core/b.ts', 'contract-stands-alone'],
    ['electron/main/a.ts', 'electron/core/b.ts', 'shell-has-no-business-logic'],
    ['electron/main/a.ts', 'db/b.ts', 'shell-has-no-business-logic'],
    ['drivers/printer/a.ts', 'db/b.ts', 'drivers-know-neither-electron-nor-database'],
    ['drivers/printer/a.ts', 'electron/core/b.ts', 'drivers-know-neither-electron-nor-database'],
    ['db/a.ts', 'drivers/device/b.ts', 'database-knows-neither-electron-nor-drivers'],
    ['electron/core/a.ts', 'platform/store/b.ts', 'core-and-sync-see-only-the-platform-contract'],
    ['electron/core/a.ts', 'electron/main/b.ts', 'core-does-not-know-the-shell'],
    ['electron/core/a.ts', 'drivers/simulator/b.ts', 'core-does-not-know-simulators'],
    ['electron/cli/a.ts', 'electron/core/printing/b.ts', 'command-line-needs-no-kiosk'],
    ['electron/cli/a.ts', 'electron/main/b.ts', 'command-line-needs-no-kiosk'],
    ['electron/cli/a.ts', 'db/migrations/b.ts', 'command-line-needs-no-kiosk'],
    ['electron/cli/a.ts', 'drivers/simulator/b.ts', 'core-does-not-know-simulators'],
    ['platform/api/a.ts', 'electron/core/b.ts', 'platform-knows-no-kiosk-code'],
    ['db/a.ts', 'test/b.ts', 'product-never-imports-tests-or-scripts'],
  ])('%s may not import %s', async (from, to, rule) => {
    expect(await brokenRules(from, to)).toContain(rule);
  });

  it.each([
    ['drivers/printer/a.ts', 'electron', 'drivers-know-neither-electron-nor-database'],
    ['drivers/printer/a.ts', 'better-sqlite3', 'drivers-know-neither-electron-nor-database'],
    ['db/a.ts', 'serialport', 'database-knows-neither-electron-nor-drivers'],
    ['electron/core/a.ts', 'electron', 'core-does-not-know-the-shell'],
    ['electron/main/a.ts', 'better-sqlite3', 'native-modules-stay-in-the-core'],
    ['renderer/a.ts', 'serialport', 'native-modules-stay-in-the-core'],
  ])('%s may not import the package %s', async (from, name, rule) => {
    expect(await brokenRules(from, { package: name })).toContain(rule);
  });

  it('the renderer may not import a module of Node', async () => {
    expect(await brokenRules('renderer/a.ts', { package: 'fs' })).toContain('renderer-has-no-node');
  });

  it.each([
    ['renderer/a.ts', 'electron/contract/b.ts'],
    ['electron/contract/a.ts', 'drivers/device/b.ts'],
    ['electron/core/a.ts', 'db/b.ts'],
    ['electron/core/a.ts', 'drivers/printer/b.ts'],
    ['electron/sync/a.ts', 'platform/contract/b.ts'],
    ['electron/cli/a.ts', 'drivers/printer/b.ts'],
    ['electron/cli/a.ts', 'electron/core/settings/b.ts'],
    ['electron/cli/commands/a.ts', 'electron/cli/b.ts'],
    ['platform/api/a.ts', 'platform/contract/b.ts'],
  ])('%s may import %s', async (from, to) => {
    expect(await brokenRules(from, to)).toEqual([]);
  });
});
