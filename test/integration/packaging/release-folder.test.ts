import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRelease } from '../../../electron/update/open-release.ts';
import { checkTakesReleases, serveReleases } from '../../../scripts/packaging/clean-debian/release-folder.ts';
import { makeReleaseKey } from '../../../scripts/packaging/make-release.ts';
import { temporaryFolder } from '../../helpers/database.ts';
import { architecture, writeTree } from '../../helpers/releases.ts';

const corePath = 'resources/app.asar.unpacked/dist/core/core.mjs';
const core = 'serve();\n';
const { privateKey, publicKey } = makeReleaseKey();

let folder: string;
let installed: string;
let keyFile: string;
beforeEach(() => {
  folder = temporaryFolder();
  installed = join(folder, 'opt');
  keyFile = join(folder, 'key.json');
  writeTree(installed, {
    'yizhan*': '#!/bin/sh\n',
    [corePath]: core,
    'resources/updates.json': JSON.stringify({ version: '0.1.0', keys: [publicKey] }),
  });
  writeFileSync(keyFile, JSON.stringify(privateKey));
  mkdirSync(join(folder, 'releases'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('the trial of updates publishes what is installed, and a broken one, and alters neither', async () => {
  expect(checkTakesReleases(installed, keyFile)).toBe('0.1.0');
  const releases = await serveReleases({ folder: join(folder, 'releases'), installed, keyFile });
  try {
    for (const [version, broken, expected] of [
      ['0.2.0', false, core],
      ['0.3.0', true, 'process.exit(1);\n'],
    ] as const) {
      releases.publish(version, { broken });
      const offer = await fetch(new URL(`release-general-linux-${architecture}.jws`, releases.address));
      const opened = await openRelease(await offer.text(), [publicKey]);
      expect(opened).toMatchObject({ ok: true, release: { version } });
      const url = opened.ok ? opened.release.files.find(({ path }) => path === corePath)?.url : undefined;
      expect(await (await fetch(new URL(url ?? '', releases.address))).text()).toBe(expected);
    }
    expect(readFileSync(join(installed, corePath), 'utf8')).toBe(core);
    expect(checkTakesReleases(installed, keyFile)).toBe('0.1.0');
  } finally {
    await releases.close();
  }
});

it('a deb that takes no releases of the key is told before anything is tried', () => {
  writeFileSync(keyFile, JSON.stringify(makeReleaseKey().privateKey));
  expect(() => checkTakesReleases(installed, keyFile)).toThrow('--release-key');
});
