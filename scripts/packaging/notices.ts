import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Installed packages as package-lock.json lists them: path beneath the project → what is there. */
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

/** Ships as well, though npm knows it as a tool: the command line's Node, and Electron itself. */
const shippedTools = ['node_modules/node', 'node_modules/electron'];

const licenceFile = /^(licen[cs]e|copying|notice|ofl)(\..*)?$/i;

const textsOf = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
        .map(({ name }) => readFileSync(join(folder, name), 'utf8').trim())
    : [];

/** One text of the licences of every package that ships, by name; a package without a text is listed with what it declares. */
export const thirdPartyLicences = (root: string): string => {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const shipped = Object.entries(packages)
    .filter(
      ([path, { dev, devOptional }]) =>
        path !== '' && ((!dev && !devOptional) || shippedTools.includes(path)),
    )
    // An optional package of another system is in the lock, not on the disk.
    .filter(([path]) => existsSync(join(root, path)))
    .map(([path, { version = '', license = 'not declared' }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { title: `${name} ${version} (${license})`, texts: textsOf(join(root, path)) };
    })
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
  return [
    'Yizhan contains the following packages. Electron brings the licences of Chromium in LICENSES.chromium.html.',
    ...shipped.map(({ title, texts }) =>
      ['='.repeat(79), title, ...(texts.length > 0 ? texts : ['(no text in the package)'])].join('\n\n'),
    ),
    '',
  ].join('\n\n');
};

/**
 * Writes THIRD-PARTY-LICENCES.txt and sbom.cdx.json (CycloneDX, by @cyclonedx/cyclonedx-npm) into `folder`.
 * @throws Error with what the tool said, when it fails
 */
export const writeNotices = (root: string, folder: string): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'THIRD-PARTY-LICENCES.txt'), thirdPartyLicences(root));
  const sbom = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js'),
      '--omit',
      'dev',
      // The lock says what is installed; a tree that npm would arrange otherwise is no reason to stop.
      '--ignore-npm-errors',
      '--output-reproducible',
      '--output-file',
      join(folder, 'sbom.cdx.json'),
      join(root, 'package.json'),
    ],
    { cwd: root, encoding: 'utf8' },
  );
  if (sbom.status !== 0)
    throw new Error(`cyclonedx-npm failed: ${sbom.error?.message ?? sbom.stderr.trim()}`);
};
