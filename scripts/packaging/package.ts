/**
 * `npm run package [-- --target deb|appimage|nsis …]`: builds, writes the notices, packs; deb and AppImage unless told.
 * What this machine cannot build is said with its reason and with what to run elsewhere; the exit code is 1 then.
 * `--release-key FILE` (public, docs/operations.md, "Updates") may be given several times: whose releases an installed kiosk takes.
 * `--trial` packs the development runtime, so
 * that the package can be looked at where no current Electron can be had; such a package says so and is not for a station.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildProject } from '../build.ts';
import { wrongFuses } from './check-fuses.ts';
import { findFreshElectron } from './find-fresh-electron.ts';
import { makeDeb } from './make-deb.ts';
import { writeNotices } from './notices.ts';
import { writePackagedUpdates } from './packaged-updates.ts';

const root = join(import.meta.dirname, '../..');
const output = join(root, 'out/packages');
const targets = ['deb', 'appimage', 'nsis'] as const;
type Target = (typeof targets)[number];

const isTarget = (text: string): text is Target => (targets as readonly string[]).includes(text);

const usage = 'usage: npm run package [-- [--target deb|appimage|nsis]… [--release-key FILE]… [--trial]]\n';

/** Runs electron-builder with a configuration file. */
const pack = (configuration: string, args: readonly string[]): boolean =>
  spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      '--config',
      configuration,
      '--publish',
      'never',
      ...args,
    ],
    { cwd: root, stdio: 'inherit' },
  ).status === 0;

const versionOf = (): string => {
  const text: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof text === 'object' && text !== null && 'version' in text ? String(text.version) : '';
};

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** @throws Error when the fuses of what was packed are not as they must be */
const deb = async (unpacked: string, trial: boolean): Promise<string> => {
  const wrong = await wrongFuses(join(unpacked, 'yizhan'));
  if (wrong.length > 0) throw new Error(`the fuses are not as they must be: ${wrong.join(', ')}`);
  const architecture = architectures[process.arch] ?? process.arch;
  const version = versionOf();
  return makeDeb({
    unpacked,
    version,
    architecture,
    notices: join(root, 'out/notices/THIRD-PARTY-LICENCES.txt'),
    output: join(output, `${trial ? 'TRIAL-' : ''}yizhan_${version}_${architecture}.deb`),
    trial,
  });
};

/**
 * The configuration without what refuses the development runtime, and without the one fuse that it does not have yet.
 * Made for the moment of packing and nowhere kept.
 */
const trialConfiguration = (folder: string): string => {
  const file = join(folder, 'trial.yml');
  const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
    .split('\n')
    .filter((line) => !/^beforePack:|^ {2}grantFileProtocolExtraPrivileges:/.test(line))
    // Its core runs under a plain Node, which cannot read inside the archive.
    .map((line) => (line === 'asarUnpack:' ? `${line}\n  - "**/*"` : line))
    .join('\n');
  writeFileSync(file, text);
  return file;
};

const packTrial = async (): Promise<boolean> => {
  const runtime = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (runtime === undefined) {
    process.stderr.write(
      '--trial wants ELECTRON_OVERRIDE_DIST_PATH: node scripts/bootstrap.mjs exec npm run package -- --trial\n',
    );
    return false;
  }
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-package-'));
  try {
    const version = readFileSync(join(runtime, 'version'), 'utf8').trim();
    const packed = pack(trialConfiguration(folder), [
      '--dir',
      '--projectDir',
      root,
      `-c.electronDist=${runtime}`,
      `-c.electronVersion=${version.replace(/^v/, '')}`,
      `-c.directories.output=${join(folder, 'out')}`,
    ]);
    if (packed)
      console.log(`trial, not for a station: ${await deb(join(folder, 'out/linux-unpacked'), true)}`);
    return packed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const packOne = async (target: Target): Promise<string | null> => {
  const failed = 'electron-builder failed, see above';
  const configuration = join(root, 'electron-builder.yml');
  // For Windows electron-builder fetches an Electron of its own.
  if (target === 'nsis') return pack(configuration, ['--win', 'nsis', '--x64']) ? null : failed;
  const electron = await findFreshElectron(root);
  if (!electron.ok) return electron.reason;
  const own = `-c.electronDist=${electron.folder}`;
  if (target === 'appimage') return pack(configuration, ['--linux', 'AppImage', own]) ? null : failed;
  if (!pack(configuration, ['--linux', 'dir', own])) return failed;
  console.log(await deb(join(output, 'linux-unpacked'), false));
  return null;
};

const run = async (): Promise<number> => {
  let options: { readonly target?: string[]; readonly 'release-key'?: string[]; readonly trial?: boolean };
  try {
    options = parseArgs({
      options: {
        target: { type: 'string', multiple: true },
        'release-key': { type: 'string', multiple: true },
        trial: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return 2;
  }
  const wanted = options.target ?? [...targets.slice(0, 2)];
  const unknown = wanted.find((target) => !isTarget(target));
  if (unknown !== undefined) {
    process.stderr.write(`there is no target ${unknown}\n${usage}`);
    return 2;
  }
  mkdirSync(output, { recursive: true });
  await buildProject(root, { force: false });
  writeNotices(root, join(root, 'out/notices'));
  writePackagedUpdates(join(root, 'out/updates'), versionOf(), options['release-key'] ?? []);
  if (options.trial) return (await packTrial()) ? 0 : 1;
  let failed = false;
  for (const target of wanted.filter(isTarget)) {
    const reason = await packOne(target);
    if (reason === null) continue;
    failed = true;
    process.stderr.write(`not built: ${target}: ${reason}\n`);
  }
  if (failed) {
    process.stderr.write(
      'Elsewhere: a machine that reaches the download host of Electron (or a mirror, ELECTRON_MIRROR), then the same command.\n',
    );
  }
  return failed ? 1 : 0;
};

process.exitCode = await run();
