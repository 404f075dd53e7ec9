/** @typedef {import('./debian-package-lists.mjs').PackageChoice} PackageChoice */

/**
 * What to ask dpkg-query for, one package a line: name, architecture, status.
 */
export const dpkgQueryFormat = `${['Package', 'Architecture', 'db:Status-Status']
  .map((field) => `\${${field}}`)
  .join('\t')}\n`;

/**
 * The packages that are installed for this machine's architecture, from the output of dpkg-query with
 * `dpkgQueryFormat`. Lines of another form are passed over: dpkg's warnings may stand among them.
 *
 * @param {string} output
 * @param {string} architecture Debian's name of it, as "amd64"
 * @returns {ReadonlySet<string>}
 */
export const parseInstalledPackages = (output, architecture) => {
  /** @type {Set<string>} */
  const installed = new Set();
  for (const line of output.split('\n')) {
    const [name, of, status] = line.split('\t');
    if (name && status === 'installed' && (of === architecture || of === 'all')) installed.add(name);
  }
  return installed;
};

/**
 * Debian's name of an architecture, from Node's (`process.arch`).
 *
 * @param {string} architecture
 */
export const debianArchitecture = (architecture) =>
  ({ x64: 'amd64', arm: 'armhf', ia32: 'i386', ppc64: 'ppc64el' })[architecture] ?? architecture;

/**
 * The entries of which no name is installed.
 *
 * @param {readonly PackageChoice[]} wanted
 * @param {ReadonlySet<string>} installed
 */
export const missingPackages = (wanted, installed) =>
  wanted.filter((choice) => !choice.some((name) => installed.has(name)));

/**
 * The packages that apt can install, from the output of `apt-cache policy NAME…`. A name that other packages only
 * provide has the candidate "(none)".
 *
 * @param {string} output in the C locale
 * @returns {ReadonlySet<string>}
 */
export const parseInstallablePackages = (output) => {
  /** @type {Set<string>} */
  const installable = new Set();
  let name = '';
  for (const line of output.split('\n')) {
    const heading = /^(\S+):$/.exec(line);
    if (heading?.[1]) name = heading[1];
    const candidate = /^ {2}Candidate: (.+)$/.exec(line)?.[1];
    if (name && candidate && candidate !== '(none)') installable.add(name);
  }
  return installable;
};

/**
 * The name to install for each entry: the first that apt knows; where it knows none (lists never fetched), the
 * first, so that apt's own message names it.
 *
 * @param {readonly PackageChoice[]} missing
 * @param {ReadonlySet<string>} installable
 * @returns {readonly string[]}
 */
export const chooseNames = (missing, installable) =>
  missing.flatMap((choice) => choice.find((name) => installable.has(name)) ?? choice.slice(0, 1));

/**
 * The one line for somebody who may use sudo.
 *
 * @param {readonly string[]} names
 */
export const sudoLine = (names) =>
  `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
