/**
 * Completes package-lock.json with the packages for other systems. npm writes no entry for an optional package that
 * the registry at hand does not have (a mirror of one system's packages, say), and `npm ci` then refuses the lockfile
 * everywhere. Run it after such an install: node scripts/setup/complete-lockfile.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{
 *   version?: string, dev?: boolean, optional?: boolean, os?: readonly string[], cpu?: readonly string[],
 *   libc?: readonly string[], optionalDependencies?: Readonly<Record<string, string>>,
 * }} LockEntry
 * @typedef {Readonly<Record<string, LockEntry>>} LockEntries keyed by path, as "packages" of package-lock.json
 */

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/**
 * The entries that a lockfile lacks: optional dependencies of one exact version, named for a system. They carry no
 * integrity, for nothing here has seen them.
 *
 * @param {LockEntries} packages
 * @returns {Record<string, LockEntry>}
 */
export const missingEntries = (packages) => {
  /** @type {Record<string, LockEntry>} */
  const missing = {};
  for (const [path, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isPresent(packages, path, name) || !/^\d+\.\d+\.\d+/.test(version)) continue;
      const platform = platformOf(name);
      if (platform === undefined) continue;
      const key =
        `node_modules/${name}` in packages ? `${path}/node_modules/${name}` : `node_modules/${name}`;
      missing[key] = { version, ...platform, ...(dev ? { dev } : {}), optional: true };
    }
  }
  return missing;
};

/**
 * Whether a package finds a dependency on its way up the tree (Node's resolution of modules).
 *
 * @param {LockEntries} packages
 * @param {string} path
 * @param {string} name
 * @returns {boolean}
 */
const isPresent = (packages, path, name) => {
  const prefix = path === '' ? '' : `${path}/`;
  if (`${prefix}node_modules/${name}` in packages) return true;
  if (path === '') return false;
  return isPresent(packages, path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1)), name);
};

/**
 * The system that a package is named for, as the fields of its package.json say it.
 *
 * @param {string} name as "@swc/core-linux-x64-musl"
 * @returns {Pick<LockEntry, 'os' | 'cpu' | 'libc'> | undefined} undefined when the name names no system
 */
export const platformOf = (name) => {
  const words = name.split(/[-/]/);
  const system = systems.find((each) => words.includes(each));
  const processor = processors.find((each) => words.includes(each));
  if (system === undefined || processor === undefined) return undefined;
  const musl = words.some((word) => word.startsWith('musl'));
  const glibc = words.some((word) => word.startsWith('gnu'));
  return {
    os: [system],
    cpu: [processor],
    ...(musl ? { libc: ['musl'] } : glibc ? { libc: ['glibc'] } : {}),
  };
};

/**
 * The entries in the order in which npm writes them.
 *
 * @param {LockEntries} packages
 * @returns {LockEntries}
 */
const inOrder = (packages) =>
  Object.fromEntries(Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, 'en')));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
  const lockfile = JSON.parse(readFileSync(file, 'utf8'));
  const added = missingEntries(lockfile.packages);
  lockfile.packages = inOrder({ ...lockfile.packages, ...added });
  if (Object.keys(added).length > 0) writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
  console.log(`${Object.keys(added).length} entries added`);
}
